import type { WaitlistEntryView } from '@botaniqal/shared/contracts/waitlist.ts';
import type { EntryLink } from './entry-link.ts';

/** A place on a list, with the values that the page shows. */
export type Place = Omit<WaitlistEntryView, 'entryId' | 'serviceName'>;

/** The id and the token that open the place. */
export type Access = Pick<EntryLink, 'entryId' | 'token'>;

export interface PlaceShown {
  readonly place: Place;
  readonly access: Access;
  /** This person was on the list before they joined. */
  readonly already: boolean;
  /** The answer to an offered time, from the link that the person followed. */
  readonly answer?: string;
}
