import type { Rescheduling, ReschedulingRefusal } from '@botaniqal/shared/contracts/rescheduling.ts';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import type { Clinic } from '../../../../config/clinic/clinic.ts';
import type { Clock } from '../../../../platform/clock.ts';
import { isoInstant } from '../../../../platform/iso-instant.ts';
import { visitOf } from '../../../catalogue/index.ts';
import type { Booking } from '../../booking.ts';

/** The columns of a booking on which its rescheduling depends. */
export type Movable = Pick<
  Booking,
  | 'status'
  | 'start'
  | 'timesMoved'
  | 'noShowAt'
  | 'priceCents'
  | 'discountCents'
  | 'service'
  | 'visit'
  | 'practitionerId'
>;
type PolicyDeps = { clinic: Pick<Clinic, 'services' | 'rescheduling'> };

/** Whether the patient may move an appointment at `now`, and until when: `rescheduling` of `clinic.yaml`. */
export function reschedulingOf(
  deps: PolicyDeps,
  booking: Movable,
  now: Date,
  beingMoved: boolean,
): Rescheduling {
  const { maxTimes } = deps.clinic.rescheduling;
  const reason = reschedulingRefusal(deps, booking, now, beingMoved);
  return {
    allowed: reason === null,
    until: isStanding(booking) ? isoInstant(movableUntil(deps, booking)) : null,
    timesLeft: Math.max(0, maxTimes - booking.timesMoved),
    reason,
  };
}

/** Until when its patient may move it on the page, for emails; `null`: not on the page. */
export function movableUntilOf(
  deps: PolicyDeps & { clock: Pick<Clock, 'now'> },
  booking: Movable,
): Date | null {
  const refusal = reschedulingRefusal(deps, booking, deps.clock.now(), false);
  return refusal === null ? movableUntil(deps, booking) : null;
}

/** Why a patient may not move it now; `null` when the patient may. */
function reschedulingRefusal(
  deps: PolicyDeps,
  booking: Movable,
  now: Date,
  beingMoved: boolean,
): ReschedulingRefusal | null {
  if (!isStanding(booking)) return 'not_confirmed';
  if (now > movableUntil(deps, booking)) return 'too_late';
  if (beingMoved) return 'being_moved';
  if (booking.timesMoved >= deps.clinic.rescheduling.maxTimes) return 'limit_reached';
  const visit = visitOf(deps.clinic, booking);
  if (!visit || visit.bookable === 'no') return 'not_online';
  if (deps.clinic.rescheduling.samePriceOnly && priceDiffers(deps, booking)) return 'price_differs';
  return null;
}

/** Whether there is an appointment that could move. */
function isStanding({ status, noShowAt }: Movable): boolean {
  return status === 'confirmed' && noShowAt === null;
}

/** The last moment at which the patient may move it. It still counts. */
function movableUntil({ clinic }: PolicyDeps, { start }: Movable): Date {
  return new Date(start.getTime() - clinic.rescheduling.untilHours * hourMs);
}

/** Whether the visit costs something else today than when it was booked, apart from the booking's own discount. */
function priceDiffers({ clinic }: PolicyDeps, booking: Movable): boolean {
  const listed = visitOf(clinic, booking)?.price?.amountCents ?? null;
  return listed !== (booking.priceCents === null ? null : booking.priceCents + booking.discountCents);
}
