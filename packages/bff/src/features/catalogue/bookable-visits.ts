import type { ServiceId, VisitKind } from '@botaniqal/shared/ids/ids.ts';
import {
  type BookingChannel,
  type VisitRefusal,
  type VisitSettings,
  visitRefusal,
} from '../../config/clinic/bookability.ts';
import { type GivenVisit, practitionersGiving } from './look-up.ts';

/** The part of a service that decides whether its visits may be booked. All of `clinic.yaml` fits. */
export interface ServiceSettings<V> {
  id: ServiceId;
  name: string;
  status: 'open' | 'waitlist';
  visits: readonly V[];
}

export interface CatalogueSettings<V, P> {
  services: readonly ServiceSettings<V>[];
  practitioners: readonly P[];
}

/** A visit that may be booked, and who gives it. */
export interface BookableVisit<V = VisitSettings & GivenVisit, P = { id: string }> {
  kind: 'bookable';
  service: ServiceSettings<V>;
  visit: V;
  /** In the catalogue's order. */
  practitioners: readonly P[];
}

export interface RefusedVisit {
  kind: 'refused';
  reason: VisitRefusal | 'no_such_service' | 'no_such_visit' | 'service_not_open';
  /** As patients read it; `null` when the clinic has no such service. */
  serviceName: string | null;
}

/** The visit that a person wants to book, and how. */
export interface VisitWish {
  /** `undefined`: the first open service that has this visit for the channel. */
  service: ServiceId | undefined;
  visit: VisitKind;
  channel: BookingChannel;
  /** Whether they may book the service although it is not open. */
  invited?: boolean;
}

/** Whether a visit may be booked, through which channel and by whom, and who gives it. */
export function bookableVisit<V extends VisitSettings & GivenVisit, P extends { id: string }>(
  clinic: CatalogueSettings<V, P>,
  { service: serviceId, visit: kind, channel, invited = false }: VisitWish,
): BookableVisit<V, P> | RefusedVisit {
  const service = clinic.services.find((one) =>
    serviceId === undefined
      ? one.status === 'open' && visitsFor(one, channel).some((visit) => visit.kind === kind)
      : one.id === serviceId,
  );
  if (!service) return { kind: 'refused', reason: 'no_such_service', serviceName: null };
  const refuse = (reason: RefusedVisit['reason']): RefusedVisit => ({
    kind: 'refused',
    reason,
    serviceName: service.name,
  });
  if (service.status !== 'open' && !invited) return refuse('service_not_open');
  const visit = service.visits.find((one) => one.kind === kind);
  if (!visit) return refuse('no_such_visit');
  const refusal = visitRefusal(visit, channel);
  if (refusal) return refuse(refusal);
  return { kind: 'bookable', service, visit, practitioners: practitionersGiving(clinic, visit) };
}

/** The visits of a service that a channel may book, in the order of `clinic.yaml`, whether it is open or not. */
export function visitsFor<V extends VisitSettings>(
  service: { visits: readonly V[] },
  channel: BookingChannel,
): V[] {
  return service.visits.filter((visit) => visitRefusal(visit, channel) === null);
}

/** How a page says that a visit is booked today. A price on enquiry is a matter for the phone. */
export function shownChannel(
  service: Pick<ServiceSettings<unknown>, 'status'>,
  visit: VisitSettings,
): VisitSettings['bookable'] {
  if (service.status !== 'open') return 'no';
  if (visitRefusal(visit, 'online') === null) return 'online';
  return visit.bookable === 'no' ? 'no' : 'phone';
}
