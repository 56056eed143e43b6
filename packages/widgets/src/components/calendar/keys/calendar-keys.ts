import { weekdayIndex } from '@botaniqal/shared/time/month-grid.ts';
import { addMonthsToDay } from '@botaniqal/shared/time/months-to-day.ts';
import { addDays } from '@botaniqal/shared/time/zone.ts';

export interface Key {
  key: string;
  shiftKey: boolean;
}

/**
 * The day to which a key leads, as in the ARIA Authoring Practices for dates: arrows by day and week, Home and End in
 * the week, Page keys by month, with Shift by year. `undefined`: the calendar does not use the key.
 * The day is kept between `first` and `last`.
 */
export function dayAfterKey(
  { key, shiftKey }: Key,
  day: string,
  limits: { first: string; last: string; rightToLeft: boolean },
): string | undefined {
  const forward = limits.rightToLeft ? -1 : 1;
  const moves: Record<string, () => string> = {
    ArrowLeft: () => addDays(day, -forward),
    ArrowRight: () => addDays(day, forward),
    ArrowUp: () => addDays(day, -7),
    ArrowDown: () => addDays(day, 7),
    Home: () => addDays(day, -weekdayIndex(day)),
    End: () => addDays(day, 6 - weekdayIndex(day)),
    PageUp: () => addMonthsToDay(day, shiftKey ? -12 : -1),
    PageDown: () => addMonthsToDay(day, shiftKey ? 12 : 1),
  };
  const next = moves[key]?.();
  if (next === undefined) return undefined;
  return [limits.first, next, limits.last].sort()[1];
}

/** The index of the tab to which a key leads. After the last tab comes the first one. */
export function tabAfterKey(
  { key }: Key,
  index: number,
  count: number,
  rightToLeft: boolean,
): number | undefined {
  const forward = rightToLeft ? -1 : 1;
  const step: Record<string, number> = {
    ArrowLeft: index - forward,
    ArrowRight: index + forward,
    Home: 0,
    End: count - 1,
  };
  const next = step[key];
  return next === undefined ? undefined : (next + count) % count;
}

/**
 * The button to which a key leads from the one with the focus, among all that match. It compares their positions on the
 * screen, so it works for any groups, columns and reading directions.
 */
export function buttonAfterKey({ key }: Key, root: ShadowRoot, selector: string): HTMLElement | undefined {
  const buttons = [...root.querySelectorAll<HTMLElement>(selector)];
  const from = buttons.find((button) => button === root.activeElement);
  if (!from) return undefined;
  const index = buttons.indexOf(from);
  const rightToLeft = getComputedStyle(from).direction === 'rtl';
  if (key === 'Home') return buttons[0];
  if (key === 'End') return buttons.at(-1);
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    return buttons[index + ((key === 'ArrowRight') === rightToLeft ? -1 : 1)] ?? from;
  }
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return undefined;
  const down = key === 'ArrowDown';
  const here = from.getBoundingClientRect();
  let best: HTMLElement | undefined;
  let shortest = Number.POSITIVE_INFINITY;
  for (const button of buttons) {
    const there = button.getBoundingClientRect();
    const rows = down ? there.top - here.top : here.top - there.top;
    if (rows < 4) continue;
    // Rows first, then the nearest column in that row.
    const distance = rows * 1000 + Math.abs(there.left - here.left);
    if (distance < shortest) {
      shortest = distance;
      best = button;
    }
  }
  return best ?? from;
}
