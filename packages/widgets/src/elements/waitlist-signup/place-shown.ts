import type { WaitlistEntryView } from '@botaniqal/shared/contracts/waitlist.ts';
import type { EntryLink } from './entry-link.ts';

/** A place on a list, as it is shown. */
export type Place = Omit<WaitlistEntryView, 'entryId' | 'serviceName'>;

/** What opens it. */
export type Access = Pick<EntryLink, 'entryId' | 'token'>;

export interface PlaceShown {
  readonly place: Place;
  readonly access: Access;
  /** This person was on the list before they joined. */
  readonly already: boolean;
  /** What the link that led here says to a time that is offered. */
  readonly answer?: string;
}
