/**
 * Moves focus within an element. The page scrolls only when the place is out of view: for a step to the top of the
 * element, so that each begins at the same height with its bar; else to the place itself.
 */
export function focusOn(host: Element, target: HTMLElement | null): void {
  target?.focus({ preventScroll: true });
  const top = target?.getBoundingClientRect().top ?? 0;
  if (top >= 0 && top < innerHeight * 0.75) return;
  const isStep = target?.matches('bq-form-section, bq-help-now, h2, .check h3');
  (isStep ? host : target)?.scrollIntoView({ block: 'start' });
}
