import type { WaitlistWishes } from '@botaniqal/shared/contracts/waitlist.ts';
import type { ServiceId } from '@botaniqal/shared/ids/ids.ts';
import type { Clinic, Service, Visit } from '../../config/clinic/clinic.ts';
import { serviceOf, visitsFor } from '../catalogue/index.ts';
import type { WaitlistDeps } from './deps.ts';

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

/** The visit as the API sends it. */
export function bookableVisitOf(clinic: Clinic, { visit, priceCents }: OnlineVisit) {
  return {
    kind: visit.kind,
    name: visit.name,
    durationMinutes: visit.durationMinutes,
    price: { amountCents: priceCents, currency: clinic.clinic.currency },
  };
}

/** The visit that a person waits for: the one they chose, or the first one for new patients. */
function visitWaitedFor(service: Service, wishes: WaitlistWishes): OnlineVisit | null {
  const online = onlineVisitsOf(service);
  const found = wishes.visit ? online.find(({ visit }) => visit.kind === wishes.visit) : online[0];
  return found ?? null;
}

/** A time that a cancellation has freed, and the visit that was booked for it. */
export interface FreedVisit {
  service: string;
  practitionerId: string;
  durationMinutes: number;
}

/** A visit that fits into a freed slot. */
export interface FittingVisit extends OnlineVisit {
  service: ServiceId;
}

/**
 * The visit that a person who waits for a service would be offered in a freed slot: the visit that they wait for, if
 * the same practitioner gives it and it is not longer. For a service that is not open, only slots fit that a booking
 * of that service has freed.
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

/** The services whose waiting people might want this slot. */
export function servicesFor(clinic: Clinic, freed: FreedVisit): ServiceId[] {
  return clinic.services
    .filter((service) =>
      onlineVisitsOf(service).some(
        ({ visit }) => visitInFreedSlot(clinic, service.id, { visit: visit.kind }, freed) !== null,
      ),
    )
    .map(({ id }) => id);
}

/** Whether invited people book on the page, or (nothing of the service is booked there) by phone. */
export function bookableBy(deps: Pick<WaitlistDeps, 'clinic'>, service: ServiceId): 'online' | 'phone' {
  const found = serviceOf(deps.clinic, service);
  return found && onlineVisitsOf(found).length > 0 ? 'online' : 'phone';
}
