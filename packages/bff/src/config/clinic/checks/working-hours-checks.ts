import type { Finding } from '../../finding.ts';
import type { Clinic } from '../clinic.ts';

/** Spans of a day that overlap, and hours in which a visit of the practitioner does not fit. */
export function checkWorkingHours(clinic: Clinic): Finding[] {
  return clinic.practitioners.flatMap(({ id, workingHours: hours }, index) => {
    const path = ['practitioners', index, 'workingHours', 'days'];
    const overlaps = Object.entries(hours.days).flatMap(([day, spans = []]) => {
      const sorted = spans.toSorted((a, b) => (a.from < b.from ? -1 : 1));
      const twice = sorted.some((span, at) => at > 0 && span.from < (sorted[at - 1]?.to ?? ''));
      const sentence = `the working hours of "${id}" on ${day} overlap: make them one, or leave a break between them.`;
      return twice ? [{ path: [...path, day], sentence }] : [];
    });
    const longest = Math.max(0, ...Object.values(hours.days).flat().map(lengthOf));
    const tooLong = clinic.services.flatMap((service) =>
      service.visits
        .filter((visit) => id in visit.eventTypes && visit.durationMinutes > longest && longest > 0)
        .map((visit) => ({
          path,
          sentence: `the ${visit.kind} visit of "${service.id}" takes ${visit.durationMinutes} minutes and fits into no working hours of "${id}": make one span that long.`,
        })),
    );
    return [...overlaps, ...tooLong];
  });
}

function lengthOf({ from, to }: { from: string; to: string }): number {
  return minuteOf(to) - minuteOf(from);
}

function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}
