import type { FieldProblem } from '@botaniqal/shared/contracts/problem.ts';
import type { ServiceId, VisitKind } from '@botaniqal/shared/ids/ids.ts';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { refuseInvalid } from '../../../platform/refuse-invalid.ts';
import { timeFault } from './bookable-times.ts';
import type { BookingDecision, DecisionDeps } from './decide-booking.ts';
import { ageFaults, type PatientToBook } from './patient-faults.ts';
import { requireBookable } from './require-bookable.ts';

/** What staff want to book on the phone. */
export interface PhoneWish {
  service: ServiceId;
  visit: VisitKind;
  practitionerId: string;
  /** An instant. */
  start: string;
  payment: PhonePayment;
  patient: PatientToBook;
}

/** How it is paid; `unsaid`: by a link, or at the appointment where `clinic.yaml` allows it. */
export type PhonePayment =
  | { mode: 'collected'; amountCents: number | null; method: string; reference: string | null }
  | { mode: 'link' | 'later' | 'unsaid'; holdUntil: Date | null };

export type PhoneDecision = BookingDecision & { phonePayment: 'collected' | 'link' | 'later' | null };

/** A payment link is held for a week at most. */
const longestHoldMs = 7 * 24 * hourMs;
/** Shorter than this, no patient could pay. */
const shortestHoldMs = 3 * 60_000;

/**
 * Decides on a booking by phone: visits that patients book online, and those that only staff book. Staff are not held to
 * the notice of online bookings; the calendar has its own.
 * @throws Problem service_not_open, not_bookable_online; invalid_request that names every invalid field
 */
export function decidePhone(deps: DecisionDeps, wish: PhoneWish): PhoneDecision {
  const { clinic } = deps;
  const now = deps.clock.now();
  const { service, visit: kind } = wish;
  const bookable = requireBookable(clinic, { service, visit: kind, channel: 'phone' });
  const priceCents = bookable.visit.price?.amountCents ?? 0;
  const fields: FieldProblem[] = [];
  const refuse = (path: string, code: string, message: string) => fields.push({ path, code, message });
  const givenBy = bookable.practitioners.map(({ id }) => id);
  if (!givenBy.includes(wish.practitionerId)) {
    refuse('practitionerId', 'unknown', `must be one of ${givenBy.join(', ')}`);
  }
  const fault = timeFault(wish.start, { ...clinic.booking, minimumNoticeMinutes: 0, now });
  if (fault) refuse('scheduledTime', fault.code, fault.message);
  else {
    const at = { path: 'patient.dateOfBirth', start: new Date(wish.start) } as const;
    fields.push(...ageFaults(clinic, bookable.visit, wish.patient, at));
  }
  const phonePayment = priceCents === 0 ? null : modeOf(deps, wish.payment);
  if (phonePayment === 'later' && !clinic.phone.payLater) {
    refuse('payment', 'not_allowed', 'must be link: this clinic takes the money before the appointment');
  }
  const holdUntil = phonePayment === 'link' ? holdEnd(deps, wish, now) : null;
  if (holdUntil && holdUntil.getTime() < now.getTime() + shortestHoldMs) {
    refuse('holdUntil', 'too_soon', 'must leave the patient at least 3 minutes to pay');
  }
  if (holdUntil && holdUntil.getTime() > now.getTime() + longestHoldMs) {
    refuse('holdUntil', 'too_far', 'must be within a week');
  }
  refuseInvalid(fields);
  return {
    channel: 'phone',
    bookable,
    candidates: [{ practitionerId: wish.practitionerId, start: new Date(wish.start).toISOString() }],
    entitlement: null,
    phonePayment,
    // Only a link is paid online: the booking waits for it.
    price: holdUntil ? { priceCents, discountCents: 0, promotionCode: null } : null,
    ...(holdUntil && { holdUntil }),
  };
}

function modeOf({ clinic }: DecisionDeps, { mode }: PhonePayment): 'collected' | 'link' | 'later' {
  if (mode !== 'unsaid') return mode;
  return clinic.phone.payLater ? 'later' : 'link';
}

/** Never after the appointment begins. */
function holdEnd({ clinic }: DecisionDeps, { payment, start }: PhoneWish, now: Date): Date {
  const asked = payment.mode === 'collected' ? null : payment.holdUntil;
  const until = asked?.getTime() ?? now.getTime() + clinic.phone.linkHours * hourMs;
  return new Date(Math.min(until, new Date(start).getTime()));
}
