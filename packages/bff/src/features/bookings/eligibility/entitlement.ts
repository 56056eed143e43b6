import type { Invitation } from '@botaniqal/shared/contracts/bookings.ts';
import type { ServiceId, VisitKind } from '@botaniqal/shared/ids/ids.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { Candidate } from '../tables.ts';

/** What somebody asks to book, as far as a right may depend on it. */
export interface Wish {
  /** `undefined`: any service that has the visit. */
  service: ServiceId | undefined;
  visit: VisitKind;
  /** `undefined`: with anybody. */
  practitionerId: string | undefined;
  /** Instants. */
  starts: readonly string[];
}

/** What an invitation from the waitlist lets its person book. */
export interface BookingRight {
  service: ServiceId;
  /** Whether it opens a service that is not open to everybody. */
  opensService: boolean;
  /** The one time that is kept for it; `null`: any that is free. */
  time: Candidate | null;
  /**
   * Uses it for a booking, in the transaction that accepts it, before its time is held.
   * @returns false when its time is not kept any more
   * @throws Problem service_not_open; request_in_progress while another booking is being made with it
   */
  claim(tx: Transaction, bookingId: string): Promise<boolean>;
}

/** Where rights come from: filled by the waitlist. */
export interface BookingRights {
  /** @throws Problem unauthorized; invalid_request when it is for something else */
  read(invitation: Invitation, wish: Wish): Promise<BookingRight>;
  /**
   * A booking that may have used a right has ended without an appointment. Told in the transaction that ends it,
   * before its time is given back.
   * @param timeIsLost the calendar does not give the time; else it simply was not paid
   */
  unused(tx: Transaction, bookingId: string, how: { timeIsLost: boolean }): Promise<void>;
}

/** The right that a request brings; `null` when it brings none. */
export async function rightOf(
  rights: BookingRights | undefined,
  invitation: Invitation | undefined,
  wish: Wish,
): Promise<BookingRight | null> {
  return invitation && rights ? rights.read(invitation, wish) : null;
}
