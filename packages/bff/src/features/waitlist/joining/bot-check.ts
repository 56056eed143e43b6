import type { WaitlistJoin } from '@botaniqal/shared/contracts/waitlist.ts';
import { Problem } from '../../../platform/problem.ts';

/** A person needs longer than this to read the form, fill it in and tick the box, even when the browser helps. */
const leastOpenMs = 1_200;

/**
 * Refuses requests that only a program sends: the hidden field is filled in, or the form was sent as soon as it was
 * shown. The answer names no field, because that would teach the program. It tells a person what else they can do.
 * @throws Problem invalid_request
 */
export function refuseBots({ website, openForMs }: WaitlistJoin, clinicPhone: string): void {
  if (!website && (openForMs === undefined || openForMs >= leastOpenMs)) return;
  throw new Problem(
    'invalid_request',
    `We could not take this. Please wait a moment and send it again, or call us on ${clinicPhone}.`,
  );
}
