import type { PaidBookingRequest } from '@botaniqal/shared/contracts/bookings.ts';
import type { FieldProblem } from '@botaniqal/shared/contracts/problem.ts';
import type { PromotionRefusal } from '@botaniqal/shared/pricing/promotion.ts';
import { type Quote, quote } from '@botaniqal/shared/pricing/quote.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import type { Clinic } from '../../../config/clinic.ts';
import { Problem } from '../../../platform/problem.ts';
import { type Offer, offerFor, timeFault } from './bookable-visit.ts';

/** A visit that a patient may book and pay online, with its price for them. */
export interface PaidOffer {
  offer: Offer;
  /** What is to be paid. Whole cents, at least what Stripe takes. */
  priceCents: number;
  discountCents: number;
  promotionCode: string | null;
}

/**
 * Whether a paid visit may be booked as it is asked for, and what it costs. The price comes from `clinic.yaml`
 * alone: nothing that a page says about it is read.
 * @throws Problem service_not_open, not_bookable_online; invalid_request that names every field that does not hold
 */
export function paidOfferFor(
  clinic: Clinic,
  request: PaidBookingRequest,
  now: Date,
  who: { invited: boolean } = { invited: false },
): PaidOffer {
  const offer = offerFor(clinic, request.service, request.visit, who);
  const listed = offer.visit.price?.amountCents ?? null;
  const fields: FieldProblem[] = [];
  const refuse = (path: string, code: string, message: string) => fields.push({ path, code, message });

  if (listed === 0) refuse('visit', 'free', 'is free: book it with POST /api/consultations/book');
  if (!offer.practitionerIds.includes(request.practitionerId)) {
    refuse('practitionerId', 'unknown', `must be one of ${offer.practitionerIds.join(', ')}`);
  }
  const fault = timeFault(request.start, { ...clinic.booking, now });
  if (fault) refuse('start', fault.code, fault.message);
  if (request.patient.dateOfBirth > dayOf(now, request.timeZone)) {
    refuse('patient.dateOfBirth', 'future', 'must not be in the future');
  }
  const priced = priceOf(clinic, offer, request.promotionCode, now);
  if (listed !== 0 && priced.promotion?.status === 'refused') {
    const { reason } = priced.promotion;
    refuse('promotionCode', reason, promotionWords[reason]);
  }
  if (fields.length > 0) {
    const list = fields.map(({ path, message }) => `${path} ${message}`).join('; ');
    throw new Problem('invalid_request', `The request does not hold: ${list}.`, { fields });
  }
  const promotionCode = priced.promotion?.status === 'applied' ? priced.promotion.code : null;
  return {
    offer,
    priceCents: priced.totalCents,
    discountCents: priced.promotionDiscountCents,
    promotionCode,
  };
}

function priceOf(clinic: Clinic, offer: Offer, code: string | undefined, now: Date): Quote {
  const outcome = quote({
    lines: [{ service: offer.service.id, visit: offer.visit.kind }],
    priceOf: () => offer.visit.price?.amountCents ?? null,
    ...(code === undefined ? {} : { code }),
    promotions: clinic.promotions,
    at: now,
    timeZone: clinic.clinic.timeZone,
  });
  if (outcome.kind === 'priced') return outcome.quote;
  // A price that Stripe does not take, or none: the clinic's list is at fault, not the patient.
  throw new Problem('not_bookable_online', 'This visit cannot be booked online. Please call us.');
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
