/**
 * Moves focus to the banner, the calendar or the heading of a new step. The page scrolls only when that is out of view,
 * and then to the top of the journey, so that a step always begins at the same height.
 */
export function focusStep(host: Element, root: ParentNode, calendar: HTMLElement | null): void {
  const notice = root.querySelector<HTMLElement>('bq-banner');
  const target = notice ?? calendar ?? root.querySelector<HTMLElement>('h2, bq-waitlist-signup');
  target?.focus({ preventScroll: true });
  if (!target || isInView(target)) return;
  if (notice) notice.scrollIntoView({ block: 'center' });
  else host.scrollIntoView({ block: 'start' });
}

function isInView(element: Element): boolean {
  const { top } = element.getBoundingClientRect();
  return top >= 0 && top < innerHeight * 0.75;
}
