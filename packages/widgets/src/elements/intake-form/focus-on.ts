/**
 * Moves focus within an element. The page scrolls only when the target is out of view. For a new step it scrolls to the
 * top of the element, so that each step begins at the same height; otherwise to the target itself.
 */
export function focusOn(host: Element, target: HTMLElement | null): void {
  target?.focus({ preventScroll: true });
  const top = target?.getBoundingClientRect().top ?? 0;
  if (top >= 0 && top < innerHeight * 0.75) return;
  const isStep = target?.matches('bq-form-section, bq-help-now, h2, .check h3');
  (isStep ? host : target)?.scrollIntoView({ block: 'start' });
}
