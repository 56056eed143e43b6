import type { CataloguePractitioner, CatalogueVisit } from '@botaniqal/shared/contracts/catalogue.ts';
import type { ServiceId, VisitKind } from '@botaniqal/shared/ids/ids.ts';
import { Problem } from '../../platform/problem.ts';

/** The part of `clinic.yaml` that decides whose times are shown; the whole of it fits. */
export interface ClinicCalendar {
  clinic: { timeZone: string };
  booking: {
    /** Times that start sooner are not shown. */
    minimumNoticeMinutes: number;
    /** Times further ahead are not shown. */
    horizonDays: number;
  };
  practitioners: readonly CataloguePractitioner[];
  services: readonly {
    id: ServiceId;
    name: string;
    status: 'open' | 'waitlist';
    visits: readonly VisitCalendar[];
  }[];
}

export interface VisitCalendar
  extends Pick<CatalogueVisit, 'kind' | 'name' | 'durationMinutes' | 'bookable'> {
  price: { amountCents: number } | null;
  /** The calendar vendor's event type of each practitioner who offers the visit. */
  eventTypes: Readonly<Partial<Record<string, string>>>;
}

/** Whose times answer a question, in the order of the catalogue. */
export interface OfferedVisit {
  service: ServiceId;
  visit: VisitCalendar;
  practitioners: readonly (CataloguePractitioner & { eventType: string })[];
}

/** @throws Problem `invalid_request` when the service has no such visit */
export function offeredVisit(clinic: ClinicCalendar, serviceId: ServiceId, kind: VisitKind): OfferedVisit {
  const service = clinic.services.find((one) => one.id === serviceId);
  if (!service) throw unknownField('service', 'is not a service of this clinic');
  const visit = service.visits.find((one) => one.kind === kind);
  if (!visit) throw unknownField('visit', `is not a visit of ${service.name}`);
  const practitioners = clinic.practitioners.flatMap((one) => {
    const eventType = visit.eventTypes[one.id];
    return eventType ? [{ ...one, eventType }] : [];
  });
  return { service: serviceId, visit, practitioners };
}

/** The visit that is meant when a question names only the service: the first paid one that can be had, else the free call. */
export function usualVisit(clinic: ClinicCalendar, serviceId: ServiceId): VisitKind {
  const visits = clinic.services.find((one) => one.id === serviceId)?.visits ?? [];
  const order: readonly VisitKind[] = ['initial', 'followup', 'consultation'];
  return order.find((kind) => visits.some((one) => one.kind === kind && canBeHad(one))) ?? 'consultation';
}

function canBeHad(visit: VisitCalendar): boolean {
  return visit.bookable !== 'no' && visit.price !== null;
}

/**
 * Times are shown only where they can be booked: by the patient on the page, or by the consultant on the phone, who
 * looks at the same calendar.
 * @param invited whether whoever asks may book the service although it is not open
 * @throws Problem `service_not_open` or `not_bookable_online`
 */
export function requireShown(
  clinic: ClinicCalendar,
  { service: serviceId, visit }: OfferedVisit,
  { invited = false } = {},
): void {
  const service = clinic.services.find((one) => one.id === serviceId);
  if (service?.status === 'waitlist' && !invited) {
    throw new Problem('service_not_open', `${service.name} is not open yet. You can join the waitlist.`);
  }
  if (canBeHad(visit)) return;
  const reason =
    visit.price === null ? `the price of ${visit.name} is on enquiry` : `${visit.name} is not offered`;
  throw new Problem('not_bookable_online', `There are no times to show: ${reason}. Please call the clinic.`);
}

/** @throws Problem `invalid_request` when the practitioner does not offer the visit */
export function onlyPractitioner(offered: OfferedVisit, practitionerId: string | undefined): OfferedVisit {
  if (practitionerId === undefined) return offered;
  const practitioners = offered.practitioners.filter((one) => one.id === practitionerId);
  if (practitioners.length === 0) throw unknownField('practitioner', `does not offer ${offered.visit.name}`);
  return { ...offered, practitioners };
}

function unknownField(path: string, message: string): Problem {
  return new Problem('invalid_request', `The query does not hold: ${path} ${message}.`, {
    // What a query says wrongly is 400 everywhere.
    status: 400,
    fields: [{ path, code: 'not_allowed', message }],
  });
}
