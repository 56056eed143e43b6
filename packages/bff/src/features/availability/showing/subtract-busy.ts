import type { BusyTime } from '../../../ports/calendar.ts';

const minute = 60_000;

/**
 * The starts whose whole visit is free: a start goes when its visit overlaps a busy time of the same practitioner.
 * Times that only touch do not overlap. The order stays. `starts` are milliseconds.
 */
export function subtractBusy(
  { practitionerId, starts }: { practitionerId: string; starts: readonly number[] },
  busy: readonly BusyTime[],
  durationMinutes: number,
): number[] {
  const theirs = busy.filter((one) => one.practitionerId === practitionerId);
  return starts.filter((start) => {
    const end = start + durationMinutes * minute;
    return theirs.every((one) => one.end.getTime() <= start || end <= one.start.getTime());
  });
}
