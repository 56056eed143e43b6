import { dayMs } from '@botaniqal/shared/time/duration.ts';
import type { ActingAs } from '../../../platform/audit/actor.ts';
import type { LimitName, Place } from '../../../platform/limits/limits.ts';
import type { BookingPatient } from '../booking.ts';
import type { BookingDeps } from '../deps.ts';
import type { BookingDecision } from '../eligibility/decide-booking.ts';

/**
 * The places that a new booking takes in the limits on strangers: `docs/abuse-limits.md`.
 *
 * Staff are not limited. Neither is a booking by an invitation or an offer of the waitlist: its token came by mail, and
 * it redeems a place that was waited for.
 */
export function placesOf(
  deps: Pick<BookingDeps, 'clinic' | 'limits'>,
  { candidates, entitlement, price }: Pick<BookingDecision, 'candidates' | 'entitlement' | 'price'>,
  patient: Pick<BookingPatient, 'email' | 'phone'>,
  by: Pick<ActingAs, 'actor'> & { address?: string },
  now: Date,
): Place[] {
  if (by.actor.kind !== 'patient' || entitlement) return [];
  const { clinic, limits } = deps;
  const most = clinic.limits;
  const person = [limits.keys.mailbox(patient.email), limits.keys.phone(patient.phone)];
  const address = by.address ? [limits.keys.address(by.address)] : [];
  const places = (keys: readonly string[], limit: LimitName, max: number, until: Date): Place[] =>
    keys.map((key) => ({ limit, key, max, until }));
  if (price) {
    const until = new Date(now.getTime() + clinic.booking.holdMinutes * 60_000);
    return [
      ...places(address, 'open_holds_per_address', most.openHoldsPerAddress, until),
      ...places(person, 'open_holds_per_person', most.openHoldsPerPerson, until),
    ];
  }
  const starts = candidates.map(({ start }) => new Date(start).getTime());
  const dayLater = new Date(now.getTime() + dayMs);
  return [
    ...places(address, 'free_calls_per_address', most.freeCallsPerAddress, dayLater),
    ...places(
      person,
      'free_calls_per_person',
      most.freeCallsPerPerson,
      new Date(Math.max(now.getTime(), ...starts)),
    ),
  ];
}
