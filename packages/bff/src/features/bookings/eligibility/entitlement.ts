import type { Invitation } from '@botaniqal/shared/contracts/bookings.ts';
import type { ServiceId, VisitKind } from '@botaniqal/shared/ids/ids.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { Candidate } from '../tables.ts';

/** The part of a request on which an entitlement may depend. */
export interface BookingWish {
  /** `undefined`: any service that has the visit. */
  service: ServiceId | undefined;
  visit: VisitKind;
  /** `undefined`: with any practitioner. */
  practitionerId: string | undefined;
  /** Instants. */
  starts: readonly string[];
}

/** An invitation or an offer of the waitlist, as a right to book. */
export interface Entitlement {
  service: ServiceId;
  /** Whether its person may book the service although it is not open. */
  opensService: boolean;
  /** The time that is kept for its person; `null`: any free time. */
  time: Candidate | null;
  /**
   * Redeems it for a booking, in the transaction that accepts the booking, before the time is held.
   * @returns false when the time is no longer kept
   * @throws Problem service_not_open; request_in_progress while another request redeems it
   */
  redeem(tx: Transaction, bookingId: string): Promise<boolean>;
}

/** Entitlements come from the waitlist, which implements this. */
export interface Entitlements {
  /** @throws Problem unauthorized; invalid_request when the invitation is for another visit or time */
  read(invitation: Invitation, wish: BookingWish): Promise<Entitlement>;
  /**
   * Releases what a booking redeemed, because it ended without an appointment. Called in the transaction that ends
   * the booking, before its time is released.
   * @param timeIsLost true when the calendar refused the time; false when the booking was not paid
   */
  release(tx: Transaction, bookingId: string, how: { timeIsLost: boolean }): Promise<void>;
  /**
   * A booking is confirmed: its person no longer waits for the service. Called in the transaction that confirms it, so
   * that no freed time is offered to a person who has an appointment.
   */
  fulfil(tx: Transaction, booking: { id: string; service: string; email: string }): Promise<void>;
}

/** The entitlement of a request; `null` when the request has no invitation. */
export async function entitlementOf(
  entitlements: Entitlements | undefined,
  invitation: Invitation | undefined,
  wish: BookingWish,
): Promise<Entitlement | null> {
  return invitation && entitlements ? entitlements.read(invitation, wish) : null;
}
