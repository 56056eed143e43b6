import type {
  ConsultationRequest,
  Invitation,
  PaidBookingRequest,
} from '@botaniqal/shared/contracts/bookings.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import type { Clinic } from '../../../config/clinic/clinic.ts';
import type { Clock } from '../../../platform/clock.ts';
import { refuseInvalid } from '../../../platform/refuse-invalid.ts';
import type { BookingChannel } from '../../catalogue/index.ts';
import type { Candidate } from '../tables.ts';
import { candidatesFor } from './bookable-times.ts';
import { type BookingWish, type Entitlement, type Entitlements, entitlementOf } from './entitlement.ts';
import { ageFaults, birthFaults } from './patient-faults.ts';
import { type Price, priceFor } from './price.ts';
import { type BookableVisit, requireBookable } from './require-bookable.ts';

export interface DecisionDeps {
  clinic: Clinic;
  clock: Clock;
  /** What the waitlist's invitations and offers let people book. Left out: there is no waitlist. */
  entitlements?: Entitlements;
}

/** What a request may book: decided once, before anything is stored. */
export interface BookingDecision {
  channel: BookingChannel;
  bookable: BookableVisit;
  /** The times to try, in the patient's order. */
  candidates: Candidate[];
  /** `null`: nothing is paid online. */
  price: Price | null;
  /** Until when the time of a price is held; left out: as long as a patient has who pays on the page. */
  holdUntil?: Date;
  /** From the waitlist: redeemed in the transaction that accepts the booking. */
  entitlement: Entitlement | null;
}

/**
 * Decides on a free first call.
 * @throws Problem service_not_open, not_bookable_online, unauthorized, invalid_request
 */
export async function decideFree(deps: DecisionDeps, request: ConsultationRequest): Promise<BookingDecision> {
  const { service, preferredTimes, invitation } = request;
  const wish = { service, practitionerId: undefined, starts: preferredTimes };
  const admitted = await admit(deps, invitation, { ...wish, visit: 'consultation' });
  const rules = { ...deps.clinic.booking, now: deps.clock.now() };
  const keptTime = admitted.entitlement?.time;
  const candidates = keptTime
    ? [keptTime]
    : candidatesFor(admitted.bookable.practitioners, preferredTimes, rules);
  const fitting = candidatesForPatient(deps, admitted.bookable, candidates, request);
  return { ...admitted, candidates: fitting, price: null };
}

/**
 * The times at which the patient has an age that the visit is for.
 * @throws Problem invalid_request when there is none, or when the date of birth of a contact person's patient is missing
 */
function candidatesForPatient(
  { clinic, clock }: DecisionDeps,
  { visit }: BookableVisit,
  candidates: Candidate[],
  request: ConsultationRequest,
): Candidate[] {
  const { dateOfBirth = null, contactPerson = null, timezone } = request;
  const path = 'dateOfBirth';
  if (contactPerson && dateOfBirth === null) {
    refuseInvalid([{ path, code: 'required', message: 'is needed of a patient with a contact person' }]);
  }
  const patient = { dateOfBirth, contactPerson };
  refuseInvalid(birthFaults(patient, path, dayOf(clock.now(), timezone)));
  const judged = candidates.map((candidate) => ({
    candidate,
    faults: ageFaults(clinic, visit, patient, { path, start: new Date(candidate.start) }),
  }));
  const fitting = judged.filter(({ faults }) => faults.length === 0);
  if (fitting.length === 0) refuseInvalid(judged[0]?.faults ?? []);
  return fitting.map(({ candidate }) => candidate);
}

/**
 * Decides on a visit that is paid online, and on its price.
 * @throws Problem service_not_open, not_bookable_online, unauthorized; invalid_request that names every invalid field
 */
export async function decidePaid(
  deps: DecisionDeps,
  request: PaidBookingRequest,
): Promise<BookingDecision & { price: Price }> {
  const { service, visit, practitionerId, start, invitation } = request;
  const now = deps.clock.now();
  const admitted = await admit(deps, invitation, { service, visit, practitionerId, starts: [start] });
  const price = priceFor(deps.clinic, admitted.bookable, request, now);
  return { ...admitted, candidates: [{ practitionerId, start: new Date(start).toISOString() }], price };
}

/** The visit that this person may book, through which channel, and with which entitlement. */
async function admit(
  { clinic, entitlements }: DecisionDeps,
  invitation: Invitation | undefined,
  wish: BookingWish,
): Promise<Pick<BookingDecision, 'channel' | 'bookable' | 'entitlement'>> {
  const entitlement = await entitlementOf(entitlements, invitation, wish);
  const channel: BookingChannel = entitlement?.time ? 'waitlist_offer' : 'online';
  const bookable = requireBookable(clinic, {
    service: entitlement?.service ?? wish.service,
    visit: wish.visit,
    channel,
    invited: entitlement?.opensService ?? false,
  });
  return { channel, bookable, entitlement };
}
