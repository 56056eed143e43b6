import type { CataloguePractitioner, CatalogueVisit } from '@botaniqal/shared/contracts/catalogue.ts';
import type { ServiceId, VisitKind } from '@botaniqal/shared/ids/ids.ts';
import { Problem } from '../../../platform/problem.ts';
import {
  bookableVisit,
  type CatalogueSettings,
  practitionersGiving,
  type RefusedVisit,
  visitsFor,
} from '../../catalogue/index.ts';

type ShownPractitioner = Pick<CataloguePractitioner, 'id' | 'name' | 'type' | 'location'>;

/** The part of `clinic.yaml` that decides whose times are shown. All of `clinic.yaml` fits. */
export interface ClinicCalendar extends CatalogueSettings<VisitCalendar, ShownPractitioner> {
  clinic: { timeZone: string };
  calendars: {
    /** How long times that were read are shown as current. */
    freshSeconds: number;
  };
  booking: {
    /** Times that start sooner are not shown. */
    minimumNoticeMinutes: number;
    /** Times further ahead are not shown. */
    horizonDays: number;
  };
}

interface VisitCalendar extends Pick<CatalogueVisit, 'kind' | 'name' | 'durationMinutes' | 'bookable'> {
  price: { amountCents: number } | null;
  /** By practitioner, for each who gives the visit. The value means something to the calendar alone. */
  eventTypes: Readonly<Partial<Record<string, string>>>;
}

/** A visit and the practitioners whose times answer a question, in the catalogue's order. */
export interface OfferedVisit {
  service: ServiceId;
  visit: VisitCalendar;
  practitioners: readonly ShownPractitioner[];
}

/** @throws Problem `invalid_request` when the service has no such visit */
export function offeredVisit(clinic: ClinicCalendar, serviceId: ServiceId, kind: VisitKind): OfferedVisit {
  const service = clinic.services.find((one) => one.id === serviceId);
  if (!service) throw unknownField('service', 'is not a service of this clinic');
  const visit = service.visits.find((one) => one.kind === kind);
  if (!visit) throw unknownField('visit', `is not a visit of ${service.name}`);
  return { service: serviceId, visit, practitioners: practitionersGiving(clinic, visit) };
}

/** The visit for a question that names only the service: the first paid visit that is booked, else the free call. */
export function usualVisit(clinic: ClinicCalendar, serviceId: ServiceId): VisitKind {
  const service = clinic.services.find((one) => one.id === serviceId);
  const booked = service ? visitsFor(service, 'phone') : [];
  const order: readonly VisitKind[] = ['initial', 'followup', 'consultation'];
  return order.find((kind) => booked.some((one) => one.kind === kind)) ?? 'consultation';
}

/**
 * Times are shown where the consultant on the phone may book them. The consultant books what patients book online,
 * too, and looks at the same calendar.
 * @param invited whether the person may book the service although it is not open
 * @throws Problem `service_not_open` or `not_bookable_online`
 */
export function requireShown(
  clinic: ClinicCalendar,
  { service, visit }: OfferedVisit,
  { invited = false } = {},
): void {
  const asked = { service, visit: visit.kind, channel: 'phone', invited } as const;
  const found = bookableVisit(clinic, asked);
  if (found.kind === 'refused') throw notShown(found, visit);
}

function notShown({ reason, serviceName }: RefusedVisit, visit: VisitCalendar): Problem {
  if (reason === 'service_not_open') {
    return new Problem('service_not_open', `${serviceName} is not open yet. You can join the waitlist.`);
  }
  const why =
    reason === 'no_price' ? `the price of ${visit.name} is on enquiry` : `${visit.name} is not offered`;
  return new Problem('not_bookable_online', `There are no times to show: ${why}. Please call the clinic.`);
}

/** @throws Problem `invalid_request` when the practitioner does not give the visit */
export function onlyPractitioner(offered: OfferedVisit, practitionerId: string | undefined): OfferedVisit {
  if (practitionerId === undefined) return offered;
  const practitioners = offered.practitioners.filter((one) => one.id === practitionerId);
  if (practitioners.length === 0) throw unknownField('practitioner', `does not offer ${offered.visit.name}`);
  return { ...offered, practitioners };
}

function unknownField(path: string, message: string): Problem {
  return new Problem('invalid_request', `The query is invalid: ${path} ${message}.`, {
    // An invalid query is 400 on every route.
    status: 400,
    fields: [{ path, code: 'not_allowed', message }],
  });
}
