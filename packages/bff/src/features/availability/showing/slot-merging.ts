import type { CalendarDay, CalendarSlot } from '@botaniqal/shared/contracts/availability.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import { isoInstant } from '../../../platform/iso-instant.ts';
import type { BusyTime } from '../../../ports/calendar.ts';
import { subtractBusy } from './subtract-busy.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Starts of one practitioner, in milliseconds, in any order. */
export interface PractitionerStarts {
  practitionerId: string;
  starts: readonly number[];
}

export interface ShowingRules {
  now: number;
  minimumNoticeMinutes: number;
  horizonDays: number;
  durationMinutes: number;
}

/** The offered starts that may be shown: not too soon, not too far ahead, not in a busy time. Ascending, once each. */
export function shownStarts(
  { practitionerId, starts }: PractitionerStarts,
  busy: readonly BusyTime[],
  rules: ShowingRules,
): number[] {
  const earliest = rules.now + rules.minimumNoticeMinutes * minute;
  const latest = rules.now + rules.horizonDays * day;
  const inTime = [...new Set(starts)].filter((start) => start >= earliest && start <= latest);
  return subtractBusy({ practitionerId, starts: inTime }, busy, rules.durationMinutes).sort((a, b) => a - b);
}

/**
 * Puts everybody's times side by side: one slot per instant with all who are free then, slots in order, on the days
 * of the asked zone. `practitioners` are in the order in which they shall appear in a slot.
 */
export function mergeSlots(
  practitioners: readonly PractitionerStarts[],
  durationMinutes: number,
  timeZone: string,
): CalendarDay[] {
  const free = new Map<number, string[]>();
  for (const { practitionerId, starts } of practitioners) {
    for (const start of new Set(starts)) {
      const ids = free.get(start);
      if (ids) ids.push(practitionerId);
      else free.set(start, [practitionerId]);
    }
  }
  const days: { date: string; slots: CalendarSlot[] }[] = [];
  for (const [start, practitionerIds] of [...free].sort(([a], [b]) => a - b)) {
    const date = dayOf(new Date(start), timeZone);
    const slot = { start: isoInstant(start), durationMinutes, practitionerIds };
    const last = days.at(-1);
    if (last?.date === date) last.slots.push(slot);
    else days.push({ date, slots: [slot] });
  }
  return days;
}
