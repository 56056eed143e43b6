import type { WaitlistWishes } from '@botaniqal/shared/contracts/waitlist.ts';
import type { ServiceId } from '@botaniqal/shared/ids/ids.ts';
import type { Clinic, Service, Visit } from '../../config/clinic.ts';
import { serviceOf, visitsFor } from '../catalogue/index.ts';

/** A visit that is booked on the page, with its price. */
export interface OnlineVisit {
  visit: Visit;
  /** 0: booked at once. More: paid on the page. */
  priceCents: number;
}

/** The visits of a service that can be booked on the page, in the order of `clinic.yaml`, whether it is open or not. */
export function onlineVisitsOf(service: Service): OnlineVisit[] {
  return visitsFor(service, 'waitlist_offer').map((visit) => ({
    visit,
    priceCents: visit.price?.amountCents ?? 0,
  }));
}

/** As it travels. */
export function bookableVisitOf(clinic: Clinic, { visit, priceCents }: OnlineVisit) {
  return {
    kind: visit.kind,
    name: visit.name,
    durationMinutes: visit.durationMinutes,
    price: { amountCents: priceCents, currency: clinic.clinic.currency },
  };
}

/** The visit that somebody waits for: the one that they said, or the one where newcomers begin. */
export function visitWaitedFor(service: Service, wishes: WaitlistWishes): OnlineVisit | null {
  const online = onlineVisitsOf(service);
  const found = wishes.visit ? online.find(({ visit }) => visit.kind === wishes.visit) : online[0];
  return found ?? null;
}

/** A time that a cancellation has freed, and what it was booked for. */
export interface FreedVisit {
  service: string;
  practitionerId: string;
  durationMinutes: number;
}

/** A visit as it would be given in a freed slot. */
export interface FittingVisit extends OnlineVisit {
  service: ServiceId;
}

/**
 * What somebody who waits for a service would be offered in a freed slot: the visit that they wait for, when the
 * same practitioner gives it and it is not longer. A service that is not open fits only what was freed by one of its
 * own.
 */
export function visitInFreedSlot(
  clinic: Clinic,
  serviceId: ServiceId,
  wishes: WaitlistWishes,
  freed: FreedVisit,
): FittingVisit | null {
  const service = serviceOf(clinic, serviceId);
  if (!service || (service.status !== 'open' && service.id !== freed.service)) return null;
  const waited = visitWaitedFor(service, wishes);
  if (!waited?.visit.eventTypes[freed.practitionerId]) return null;
  if (waited.visit.durationMinutes > freed.durationMinutes) return null;
  return { ...waited, service: service.id };
}

/** The services of which somebody may wait for such a slot. */
export function servicesFor(clinic: Clinic, freed: FreedVisit): ServiceId[] {
  return clinic.services
    .filter((service) =>
      onlineVisitsOf(service).some(
        ({ visit }) => visitInFreedSlot(clinic, service.id, { visit: visit.kind }, freed) !== null,
      ),
    )
    .map(({ id }) => id);
}
