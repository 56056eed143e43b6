import type { WaitlistWishes } from '@botaniqal/shared/contracts/waitlist.ts';
import type { ServiceId } from '@botaniqal/shared/ids/ids.ts';
import { Problem } from '../../../platform/problem.ts';
import { serviceOf } from '../../catalogue/index.ts';
import type { WaitlistDeps } from '../deps.ts';

/** @throws Problem invalid_request */
export function refuseUnknownWishes(
  deps: Pick<WaitlistDeps, 'clinic'>,
  service: ServiceId,
  wishes: WaitlistWishes | undefined,
): void {
  const { practitionerId, visit } = wishes ?? {};
  if (practitionerId !== undefined && !deps.clinic.practitioners.some((one) => one.id === practitionerId)) {
    throw unknown('wishes.practitionerId', 'is not a practitioner of this clinic');
  }
  if (visit !== undefined && !serviceOf(deps.clinic, service)?.visits.some((one) => one.kind === visit)) {
    throw unknown('wishes.visit', 'is not a visit of this service');
  }
}

export function unknown(path: string, message: string): Problem {
  const fields = [{ path, code: 'unknown', message }];
  return new Problem('invalid_request', `The request is invalid: ${path} ${message}.`, { fields });
}
