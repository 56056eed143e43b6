import { dayMs } from '@botaniqal/shared/time/duration.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Candidate } from '../tables.ts';

/** `booking` of `clinic.yaml`, and the present time. */
export interface TimeRules {
  minimumNoticeMinutes: number;
  horizonDays: number;
  now: Date;
}

/** Why a time cannot be booked: it lies outside notice and horizon. `null` when it may be booked. */
export function timeFault(start: string, rules: TimeRules): { code: string; message: string } | null {
  const at = new Date(start).getTime();
  const now = rules.now.getTime();
  if (at < now) return { code: 'past', message: 'must be in the future' };
  if (at < now + rules.minimumNoticeMinutes * 60_000) {
    const message = `must be at least ${rules.minimumNoticeMinutes} minutes from now`;
    return { code: 'too_soon', message };
  }
  if (at > now + rules.horizonDays * dayMs) {
    return { code: 'too_far', message: `must be within ${rules.horizonDays} days` };
  }
  return null;
}

/**
 * The preferred times inside notice and horizon, each with every practitioner, in the patient's order.
 * @throws Problem invalid_request that names every time, when no time is left
 */
export function candidatesFor(
  practitioners: readonly { id: string }[],
  preferredTimes: readonly string[],
  rules: TimeRules,
): Candidate[] {
  const faults = preferredTimes.map((time) => timeFault(time, rules));
  const possible = preferredTimes.filter((_, index) => faults[index] === null);
  if (possible.length === 0) {
    const fields = faults.flatMap((fault, index) =>
      fault ? [{ path: `preferredTimes.${index}`, ...fault }] : [],
    );
    throw new Problem('invalid_request', 'None of the times can be booked.', { fields });
  }
  const distinct = [...new Set(possible.map((time) => new Date(time).toISOString()))];
  return distinct.flatMap((start) => practitioners.map(({ id }) => ({ practitionerId: id, start })));
}
