import type { Invitation } from '@botaniqal/shared/contracts/bookings.ts';
import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import type { Slot } from '../../elements/booking/journey/journey.ts';

/** The permission that a waitlist gives: to book a service that is not open to others, or to book a held time. */
export interface Invited {
  /** The held time; left out when the person chooses a time. */
  readonly slot?: Slot;
  /** Opens the calendar of a service that is not open; left out when all visitors see it. */
  readonly pass?: Invitation;
  /** The catalogue with the visits that this person may book. */
  admit(catalogue: Catalogue): Catalogue;
  /** The permission in the request to book a time; `undefined` when that time needs none. */
  proof(slot: Slot): Invitation | undefined;
}
