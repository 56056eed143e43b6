import type { Invitation } from '@botaniqal/shared/contracts/bookings.ts';
import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import type { Slot } from '../elements/booking/journey/journey.ts';

/** What a place on a waitlist gives its person: a service that is not open to others, or a time that is kept. */
export interface Invited {
  /** The time that is kept for them; left out: they choose one. */
  readonly slot?: Slot;
  /** For the calendar of a service that is not open; left out where everybody sees it. */
  readonly pass?: Invitation;
  /** What the clinic offers, as this person may book it. */
  admit(catalogue: Catalogue): Catalogue;
  /** Goes with the request to book a time; `undefined`: for that time nothing is needed. */
  proof(slot: Slot): Invitation | undefined;
}
