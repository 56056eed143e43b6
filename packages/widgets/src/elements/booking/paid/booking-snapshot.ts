import type { BookingView, PaidBookingHeld } from '@botaniqal/shared/contracts/bookings.ts';
import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { findPractitioner } from '../../../catalogue/find.ts';
import type { BookingSnapshot, Held } from '../journey/journey.ts';

/** The values that open a booking: its id, its token, and the link with both. */
export interface BookingAccess {
  readonly bookingId: string;
  readonly manageToken: string;
  readonly manageUrl: string;
}

/**
 * Converts the server's view of a booking to the journey's terms.
 * @param now milliseconds, by this device's clock
 */
export function snapshotOf(
  view: BookingView,
  access: BookingAccess,
  catalogue: Catalogue,
  now: number,
): BookingSnapshot {
  const { status, service, visit, practitionerId, start, payment, price } = view;
  const paidCents = payment?.paidCents ?? 0;
  return {
    status,
    timeZone: view.timeZone,
    choice: { service, visit, channel: payment ? 'pay' : 'online' },
    slot: { start, practitionerId },
    booking: {
      ...access,
      confirmationNumber: view.confirmationNumber,
      scheduledTime: start,
      durationMinutes: view.durationMinutes,
      zoomLink: view.zoomLink,
      consultantName: findPractitioner(catalogue, practitionerId)?.name ?? '',
      bookedAt: view.bookedAt,
      submitted: view.forms.filter(({ status }) => status === 'submitted').map(({ formId }) => formId),
      ...(price && paidCents > 0 && { paid: { ...price, amountCents: paidCents } }),
    },
    held: heldIn(view, access, now),
    underWay: payment?.status === 'processing' || payment?.status === 'authorised',
    failure: view.failure,
    alternatives: view.alternatives,
  };
}

function heldIn(view: BookingView, access: BookingAccess, now: number): Held | null {
  const { status, payment, price, holdExpiresAt, holdExtendable } = view;
  if (status !== 'awaiting_payment' || !payment?.setup || !price || !holdExpiresAt) return null;
  if (Date.parse(holdExpiresAt) <= now) return null;
  return {
    ...accessOf(access),
    price,
    holdExpiresAt,
    holdExtendable,
    setup: payment.setup,
    decline: payment.lastDecline,
  };
}

/** A time that was held just now. The hold counts even when this device's clock is ahead of its end. */
export function heldFrom(answer: PaidBookingHeld): Held {
  const { price, holdExpiresAt, holdExtendable, payment } = answer;
  return { ...accessOf(answer), price, holdExpiresAt, holdExtendable, setup: payment, decline: null };
}

function accessOf({ bookingId, manageToken, manageUrl }: BookingAccess): BookingAccess {
  return { bookingId, manageToken, manageUrl };
}
