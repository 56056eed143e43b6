import type { ServiceId, VisitKind } from '@botaniqal/shared/ids/ids.ts';
import type { Clinic, Service, Visit } from '../../../config/clinic.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Candidate } from '../tables.ts';

/** A visit of a service, as it may be booked online today. */
export interface Offer {
  service: Service;
  visit: Visit;
  /** Who gives it, in the catalogue's order. */
  practitionerIds: readonly string[];
}

/**
 * What a patient may book online.
 * @param invited whether they may although the service is not open
 * @param service left out: the first open service that has this visit online
 * @throws Problem service_not_open, not_bookable_online
 */
export function offerFor(
  clinic: Clinic,
  service: ServiceId | undefined,
  kind: VisitKind,
  { invited = false } = {},
): Offer {
  const found = clinic.services.find((one) =>
    service ? one.id === service : one.status === 'open' && onlineVisit(one, kind) !== undefined,
  );
  if (!found) throw notOnline();
  if (found.status !== 'open' && !invited) {
    throw new Problem(
      'service_not_open',
      `${found.name} is not open yet. Join its waitlist and we write first.`,
    );
  }
  const visit = onlineVisit(found, kind);
  if (!visit) throw notOnline();
  const practitionerIds = clinic.practitioners.map(({ id }) => id).filter((id) => visit.eventTypes[id]);
  return { service: found, visit, practitionerIds };
}

function onlineVisit(service: Service, kind: VisitKind): Visit | undefined {
  return service.visits.find((visit) => visit.kind === kind && visit.bookable === 'online' && visit.price);
}

function notOnline(): Problem {
  return new Problem('not_bookable_online', 'This visit cannot be booked online. Please call us.');
}

/** Whether a time lies outside notice and horizon; `null` when it may be booked. */
export function timeFault(
  start: string,
  rules: { minimumNoticeMinutes: number; horizonDays: number; now: Date },
): { code: string; message: string } | null {
  const at = new Date(start).getTime();
  const now = rules.now.getTime();
  if (at < now) return { code: 'past', message: 'must be in the future' };
  if (at < now + rules.minimumNoticeMinutes * 60_000) {
    const message = `must be at least ${rules.minimumNoticeMinutes} minutes from now`;
    return { code: 'too_soon', message };
  }
  if (at > now + rules.horizonDays * 86_400_000) {
    return { code: 'too_far', message: `must be within ${rules.horizonDays} days` };
  }
  return null;
}

/**
 * The wished times that can be asked for at all, each with every practitioner, in the patient's order. A wish outside
 * notice and horizon is passed over while another one is left.
 * @throws Problem invalid_request that names every time, when none is left
 */
export function candidatesFor(
  offer: Offer,
  wishes: readonly string[],
  rules: { minimumNoticeMinutes: number; horizonDays: number; now: Date },
): Candidate[] {
  const faults = wishes.map((wish) => timeFault(wish, rules));
  const possible = wishes.filter((_, index) => faults[index] === null);
  if (possible.length === 0) {
    const fields = faults.flatMap((fault, index) =>
      fault ? [{ path: `preferredTimes.${index}`, ...fault }] : [],
    );
    throw new Problem('invalid_request', 'None of the times can be booked.', { fields });
  }
  const distinct = [...new Set(possible.map((wish) => new Date(wish).toISOString()))];
  return distinct.flatMap((start) =>
    offer.practitionerIds.map((practitionerId) => ({ practitionerId, start })),
  );
}

/**
 * The event type's questions with the patient's answers, in their order; questions without an answer are left out.
 * Calendly wants every required one, word for word: `clinic.yaml` names them.
 */
export function answersFor(
  visit: Pick<Visit, 'questions'>,
  patient: Readonly<Record<string, unknown>>,
): { question: string; answer: string }[] {
  return visit.questions.flatMap(({ question, answer }) => {
    const given = patient[answer];
    return typeof given === 'string' && given !== '' ? [{ question, answer: given }] : [];
  });
}

/** The visit of a booking that stands, even if it is no longer offered online. @throws when it left `clinic.yaml` */
export function bookedVisit(
  clinic: Clinic,
  booking: { service: string; visit: string; practitionerId: string },
) {
  const service = clinic.services.find((one) => one.id === booking.service);
  const visit = service?.visits.find((one) => one.kind === booking.visit);
  const practitioner = clinic.practitioners.find((one) => one.id === booking.practitionerId);
  const eventType = visit?.eventTypes[booking.practitionerId];
  if (!service || !visit || !practitioner || !eventType) {
    throw new Error('clinic.yaml no longer has the visit of a booking that stands.');
  }
  return { service, visit, practitioner, eventType };
}
