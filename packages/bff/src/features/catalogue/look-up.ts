import type { Clinic, Practitioner, Service, Visit } from '../../config/clinic/clinic.ts';

/** A visit by the practitioners who give it. */
export interface GivenVisit {
  /** By practitioner, for each who gives the visit. The value means something to the calendar alone. */
  eventTypes: Readonly<Partial<Record<string, string>>>;
}

/** Who gives a visit, in the catalogue's order. */
export function practitionersGiving<P extends { id: string }>(
  clinic: { practitioners: readonly P[] },
  visit: GivenVisit,
): P[] {
  return clinic.practitioners.filter(({ id }) => visit.eventTypes[id]);
}

/** `undefined` for a service that `clinic.yaml` does not have (any more). */
export function serviceOf(clinic: Pick<Clinic, 'services'>, serviceId: string): Service | undefined {
  return clinic.services.find((one) => one.id === serviceId);
}

/** The name that patients read, or the id of a service that has left `clinic.yaml`. */
export function serviceNameOf(clinic: Pick<Clinic, 'services'>, serviceId: string): string {
  return serviceOf(clinic, serviceId)?.name ?? serviceId;
}

/** `undefined` for a visit that `clinic.yaml` does not have (any more). */
export function visitOf(
  clinic: Pick<Clinic, 'services'>,
  { service, visit }: { service: string; visit: string },
): Visit | undefined {
  return serviceOf(clinic, service)?.visits.find((one) => one.kind === visit);
}

/** `undefined` for a practitioner whom `clinic.yaml` does not have (any more). */
export function practitionerOf(
  clinic: Pick<Clinic, 'practitioners'>,
  practitionerId: string,
): Practitioner | undefined {
  return clinic.practitioners.find((one) => one.id === practitionerId);
}

/** The visit of a booking, even when patients can no longer book it. @throws when it left `clinic.yaml` */
export function bookedVisit(
  clinic: Clinic,
  booking: { service: string; visit: string; practitionerId: string },
): { service: Service; visit: Visit; practitioner: Practitioner } {
  const service = serviceOf(clinic, booking.service);
  const visit = visitOf(clinic, booking);
  const practitioner = practitionerOf(clinic, booking.practitionerId);
  if (!service || !practitioner || !visit?.eventTypes[booking.practitionerId]) {
    throw new Error('clinic.yaml no longer has the visit of this booking.');
  }
  return { service, visit, practitioner };
}
