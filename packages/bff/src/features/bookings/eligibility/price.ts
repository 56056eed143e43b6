import type { PaidBookingRequest } from '@botaniqal/shared/contracts/bookings.ts';
import type { FieldProblem } from '@botaniqal/shared/contracts/problem.ts';
import type { PromotionRefusal } from '@botaniqal/shared/pricing/promotion.ts';
import { type Quote, quote } from '@botaniqal/shared/pricing/quote.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import type { Clinic } from '../../../config/clinic/clinic.ts';
import { refuseInvalid } from '../../../platform/refuse-invalid.ts';
import { timeFault } from './bookable-times.ts';
import { ageFaults, birthFaults } from './patient-faults.ts';
import { type BookableVisit, notBookableOnline } from './require-bookable.ts';

/** A price that is paid online. Whole cents. */
export interface Price {
  /** The patient pays this: at least the smallest charge of the payment provider. */
  priceCents: number;
  discountCents: number;
  promotionCode: string | null;
}

/**
 * The price of a visit for a patient, and whether practitioner, time and patient of the request are possible. The
 * price comes from `clinic.yaml` alone. The request has no price.
 * @throws Problem not_bookable_online; invalid_request that names every invalid field
 */
export function priceFor(
  clinic: Clinic,
  bookable: BookableVisit,
  request: PaidBookingRequest,
  now: Date,
): Price {
  const listed = bookable.visit.price?.amountCents ?? null;
  const givenBy = bookable.practitioners.map(({ id }) => id);
  const fields: FieldProblem[] = [];
  const refuse = (path: string, code: string, message: string) => fields.push({ path, code, message });

  if (listed === 0) refuse('visit', 'free', 'is free: book it with POST /api/consultations/book');
  if (!givenBy.includes(request.practitionerId)) {
    refuse('practitionerId', 'unknown', `must be one of ${givenBy.join(', ')}`);
  }
  const fault = timeFault(request.start, { ...clinic.booking, now });
  if (fault) refuse('start', fault.code, fault.message);
  fields.push(...patientFaults(clinic, bookable, request, now, fault === null));
  const priced = priceOf(clinic, bookable, request.promotionCode, now);
  if (listed !== 0) fields.push(...codeFaults(priced));
  refuseInvalid(fields);
  return paidPrice(priced);
}

/**
 * The price of a visit with a promotion code, for a patient who has not chosen a time yet.
 * @throws Problem not_bookable_online; invalid_request that names `promotionCode`
 */
export function quotedPrice(clinic: Clinic, bookable: BookableVisit, code: string, now: Date): Price {
  const priced = priceOf(clinic, bookable, code, now);
  refuseInvalid(codeFaults(priced));
  return paidPrice(priced);
}

function codeFaults({ promotion }: Quote): FieldProblem[] {
  if (promotion?.status !== 'refused') return [];
  const { reason } = promotion;
  return [{ path: 'promotionCode', code: reason, message: promotionWords[reason] }];
}

function paidPrice(priced: Quote): Price {
  const promotionCode = priced.promotion?.status === 'applied' ? priced.promotion.code : null;
  return {
    priceCents: priced.totalCents,
    discountCents: priced.promotionDiscountCents,
    promotionCode,
  };
}

function patientFaults(
  clinic: Clinic,
  { visit }: BookableVisit,
  request: PaidBookingRequest,
  now: Date,
  isTimePossible: boolean,
): FieldProblem[] {
  const { patient, contactPerson = null, start, timeZone } = request;
  const path = 'patient.dateOfBirth';
  const whom = { dateOfBirth: patient.dateOfBirth, contactPerson };
  const birth = birthFaults(whom, path, dayOf(now, timeZone));
  if (birth.length > 0 || !isTimePossible) return birth;
  return ageFaults(clinic, visit, whom, { path, start: new Date(start) });
}

function priceOf(
  clinic: Clinic,
  { service, visit }: BookableVisit,
  code: string | undefined,
  now: Date,
): Quote {
  const outcome = quote({
    lines: [{ service: service.id, visit: visit.kind }],
    priceOf: () => visit.price?.amountCents ?? null,
    ...(code === undefined ? {} : { code }),
    promotions: clinic.promotions,
    at: now,
    timeZone: clinic.clinic.timeZone,
  });
  if (outcome.kind === 'priced') return outcome.quote;
  // No price, or a price below the smallest charge: the clinic's list is wrong, not the request.
  throw notBookableOnline();
}

const promotionWords: Readonly<Record<PromotionRefusal, string>> = {
  unknown: 'is not a code that we know',
  not_yet_valid: 'is not valid yet',
  expired: 'has run out',
  not_applicable: 'is for other visits',
  minimum_not_reached: 'is for visits that cost more',
  package_is_better: 'takes off less than you already save',
  below_minimum_charge: 'leaves too little to pay by card',
};
