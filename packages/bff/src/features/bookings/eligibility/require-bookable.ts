import type { Clinic, Practitioner, Visit } from '../../../config/clinic/clinic.ts';
import { Problem } from '../../../platform/problem.ts';
import {
  type BookableVisit as AnyBookableVisit,
  bookableVisit,
  type VisitWish,
} from '../../catalogue/index.ts';

/** A visit that may be booked, with its settings and who gives it. */
export type BookableVisit = AnyBookableVisit<Visit, Practitioner>;

/** @throws Problem service_not_open, not_bookable_online */
export function requireBookable(clinic: Clinic, wish: VisitWish): BookableVisit {
  const found = bookableVisit(clinic, wish);
  if (found.kind === 'bookable') return found;
  if (found.reason === 'service_not_open') {
    throw new Problem(
      'service_not_open',
      `${found.serviceName} is not open yet. Join its waitlist and we write first.`,
    );
  }
  throw notBookableOnline();
}

export function notBookableOnline(): Problem {
  return new Problem('not_bookable_online', 'This visit cannot be booked online. Please call us.');
}
