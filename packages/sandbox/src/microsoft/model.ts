/** What the stand-in Microsoft holds. The shapes that travel are made of this in `http/wire.ts`. */

export interface Account {
  /** `oid` in tokens, the user's id in Graph. */
  id: string;
  address: string;
  name: string;
  /** What the sign-in page says of the account. */
  role: string;
}

export interface Mailbox {
  id: string;
  address: string;
  name: string;
  practitionerId: string;
  /** An IANA name. */
  timeZone: string;
}

export type ShowAs = 'free' | 'tentative' | 'busy' | 'oof' | 'workingElsewhere' | 'unknown';
export const showAsValues = ['free', 'tentative', 'busy', 'oof', 'workingElsewhere', 'unknown'] as const;

export interface Attendee {
  address: string;
  name: string;
  type: string;
}

export interface Recurrence {
  type: 'daily' | 'weekly';
  interval: number;
  /** For `weekly`. */
  daysOfWeek: string[];
  range: {
    type: 'endDate' | 'noEnd' | 'numbered';
    startDate: string;
    endDate: string | null;
    numberOfOccurrences: number | null;
  };
}

export interface Span {
  start: Date;
  end: Date;
}

export interface CalendarEvent {
  /** The id that stays; see `folderId`. */
  id: string;
  /** The id that callers without `IdType="ImmutableId"` see. It changes when the event moves to another folder. */
  folderId: string;
  mailboxId: string;
  subject: string;
  body: { contentType: 'html' | 'text'; content: string };
  start: Date;
  end: Date;
  /** As the request named it. */
  startTimeZone: string;
  endTimeZone: string;
  isAllDay: boolean;
  showAs: ShowAs;
  sensitivity: string;
  location: string;
  categories: string[];
  attendees: Attendee[];
  transactionId: string | null;
  /** By property id, such as `String {…} Name BookingId`. */
  extendedProperties: Map<string, string>;
  recurrence: Recurrence | null;
  /** By day (`YYYY-MM-DD`): an occurrence that was moved, or null when it was deleted. */
  exceptions: Map<string, Span | null>;
  iCalUId: string;
  changeKey: string;
  createdAt: Date;
  modifiedAt: Date;
  /** The number of its last change among all changes. */
  changeNumber: number;
}

/** An event that is gone, for delta reads. */
export interface RemovedEvent {
  /** Null: the event moved to another folder, and only its old folder id is gone. */
  event: CalendarEvent | null;
  folderId: string;
  mailboxId: string;
  changeNumber: number;
}

export type ChangeType = 'created' | 'updated' | 'deleted';

export interface Subscription {
  id: string;
  /** As the request named it. */
  resource: string;
  mailboxId: string;
  changeTypes: ChangeType[];
  notificationUrl: string;
  lifecycleNotificationUrl: string | null;
  clientState: string | null;
  latestSupportedTlsVersion: string;
  expiresAt: Date;
  createdAt: Date;
  hasImmutableIds: boolean;
  /** When the next `reauthorizationRequired` is due; null: it was answered. */
  reauthorizeAt: Date | null;
}

export interface Model {
  accounts: Map<string, Account>;
  mailboxes: Map<string, Mailbox>;
  events: Map<string, CalendarEvent>;
  removed: RemovedEvent[];
  subscriptions: Map<string, Subscription>;
  /** The number of the last change in all mailboxes. */
  changes: number;
}

/** A mailbox by its id, its address, or its practitioner's id. */
export function mailboxNamed({ mailboxes }: Model, name: string): Mailbox | undefined {
  const wanted = name.toLowerCase();
  return [...mailboxes.values()].find(
    ({ id, address, practitionerId }) =>
      id === wanted || address.toLowerCase() === wanted || practitionerId === name,
  );
}

/** An event of a mailbox, by either of its ids. */
export function eventNamed({ events }: Model, mailbox: Mailbox, id: string): CalendarEvent | undefined {
  const event = events.get(id) ?? [...events.values()].find((candidate) => candidate.folderId === id);
  return event?.mailboxId === mailbox.id ? event : undefined;
}
