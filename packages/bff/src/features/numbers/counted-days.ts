import { addDays, dayOf, daysBetween } from '@botaniqal/shared/time/zone.ts';
import type { Clinic } from '../../config/clinic/clinic.ts';
import type { Clock } from '../../platform/clock.ts';
import { instantOf } from '../../platform/local-time.ts';
import { Problem } from '../../platform/problem.ts';

/** The days that an answer covers when none are named, and the most that it covers. */
const usualDays = 28;
const mostDays = 366;

export interface CountedDays {
  /** Days of the clinic, both included. */
  from: string;
  to: string;
  /** The same as instants; `end` is not included. */
  start: Date;
  end: Date;
}

/** The days that a question names, or the last four weeks. @throws Problem invalid_request */
export function countedDays(
  deps: { clock: Clock; clinic: Pick<Clinic, 'clinic'> },
  query: { from?: string | undefined; to?: string | undefined },
): CountedDays {
  const { timeZone } = deps.clinic.clinic;
  const to = query.to ?? dayOf(deps.clock.now(), timeZone);
  const from = query.from ?? addDays(to, 1 - usualDays);
  refuseUnlessDays(from, to);
  const start = instantOf(`${from}T00:00`, timeZone);
  const end = instantOf(`${addDays(to, 1)}T00:00`, timeZone);
  return { from, to, start, end };
}

function refuseUnlessDays(from: string, to: string): void {
  const days = daysBetween(from, to);
  if (days >= 0 && days <= mostDays) return;
  const message = days < 0 ? 'must not be before from' : `must be within ${mostDays} days after from`;
  throw new Problem('invalid_request', `These days cannot be counted: to ${message}.`, {
    fields: [{ path: 'to', code: 'out_of_range', message }],
  });
}
