import { dayOf, formatter } from './zone.ts';

/** The parts of a day as people speak of them. */
export type DayPart = 'morning' | 'afternoon' | 'evening';

/** The clock hour (0 to 23) of an instant in a zone. */
export function hourOf(instant: string, timeZone: string): number {
  return Number(
    formatter('en-GB', timeZone, { hour: '2-digit', hourCycle: 'h23' }).format(new Date(instant)),
  );
}

/** Before noon, before 5 pm, later. */
export function dayPartOf(instant: string, timeZone: string): DayPart {
  const hour = hourOf(instant, timeZone);
  if (hour < 12) return 'morning';
  return hour < 17 ? 'afternoon' : 'evening';
}

/**
 * Puts slots on the days on which they fall in a zone. Order within a day is by start.
 * The same instant can be Monday in Melbourne and Sunday in London: that is the point.
 */
export function byDay<Slot extends { start: string }>(
  slots: readonly Slot[],
  timeZone: string,
): Map<string, Slot[]> {
  const days = new Map<string, Slot[]>();
  for (const slot of [...slots].sort((a, b) => Date.parse(a.start) - Date.parse(b.start))) {
    const day = dayOf(slot.start, timeZone);
    const known = days.get(day);
    if (known) known.push(slot);
    else days.set(day, [slot]);
  }
  return days;
}

/** Whether two zones show another clock at an instant. Names may differ where clocks do not (Sydney, Melbourne). */
export function clocksDiffer(instant: Date | string, one: string, other: string): boolean {
  if (one === other) return false;
  const clock = { day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const date = new Date(instant);
  return formatter('en-GB', one, clock).format(date) !== formatter('en-GB', other, clock).format(date);
}
