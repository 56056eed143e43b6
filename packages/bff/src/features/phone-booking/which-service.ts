import { serviceId } from '@botaniqal/shared/contracts/primitives.ts';
import type { ServiceId, VisitKind } from '@botaniqal/shared/ids/ids.ts';
import type { Clinic } from '../../config/clinic/clinic.ts';
import { Problem } from '../../platform/problem.ts';
import { visitsFor } from '../catalogue/index.ts';

/**
 * The service of a booking by phone: the one that was asked for, else what triage recommended or the call was about, else
 * the only one in which the practitioner gives the visit.
 * @throws Problem invalid_request when it cannot be known
 */
export function whichService(
  clinic: Clinic,
  asked: { service: ServiceId | undefined; visit: VisitKind; practitionerId: string },
  hints: readonly (string | null)[],
): ServiceId {
  if (asked.service) return asked.service;
  const giving = clinic.services.filter((service) =>
    visitsFor(service, 'phone').some(
      ({ kind, eventTypes }) => kind === asked.visit && Object.hasOwn(eventTypes, asked.practitionerId),
    ),
  );
  const hinted = hints.find((hint) => giving.some(({ id }) => id === hint));
  const only = giving.length === 1 ? giving[0]?.id : undefined;
  const found = serviceId.safeParse(hinted ?? only);
  if (found.success) return found.data;
  const message = `must be one of ${giving.map(({ id }) => id).join(', ') || 'the services of this practitioner'}`;
  throw new Problem('invalid_request', `The request is invalid: serviceType ${message}.`, {
    fields: [{ path: 'serviceType', code: 'required', message }],
  });
}
