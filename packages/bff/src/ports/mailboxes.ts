import type { WebhookSender } from './webhook-sender.ts';

/** What the clinic needs of its practitioners' mailboxes, in the clinic's words. No text of an event is ever read. */

/** One event of a practitioner's mailbox. A series is given as its single dates. */
export interface MailboxEvent {
  /** The mailbox's id of the event. It stays the same when the event moves. */
  eventId: string;
  start: Date;
  /** Not included. */
  end: Date;
  /** Whether the practitioner cannot be booked meanwhile. */
  busy: boolean;
  /** The booking that we wrote this event for; `null`: another person or program made it. */
  bookingId: string | null;
}

interface MailboxWindow {
  practitionerId: string;
  from: Date;
  to: Date;
  signal?: AbortSignal;
}

/** A confirmed appointment that the mailbox shall keep as busy. */
export interface AppointmentEvent {
  practitionerId: string;
  /** Our id. It is kept with the event, so that `find` sees the event after a lost answer. */
  bookingId: string;
  /** The move that asks for this time; left out: the first appointment. While it moves, a booking has two events. */
  moveId?: string;
  start: Date;
  end: Date;
  /** What the practitioner reads. No details of a patient beyond the name belong in it. */
  subject: string;
  body: string;
  signal?: AbortSignal;
}

export interface Mailboxes {
  /** How staff know the service. */
  readonly displayName: string;
  /** Whether this practitioner has a mailbox in `clinic.yaml`. All other calls need one. */
  has(practitionerId: string): boolean;
  /**
   * All events that overlap `[from, to)`, in any order, without cancelled ones.
   * @throws UpstreamError when the mailbox cannot be read
   */
  eventsBetween(window: MailboxWindow): Promise<readonly MailboxEvent[]>;
  /**
   * Writes the event of a booking, once: it looks for an event of this booking at this start before it creates one, and
   * a repeat changes nothing.
   * @throws UpstreamError; after a lost answer the event may exist, and a repeat finds it
   */
  put(event: AppointmentEvent): Promise<MailboxEvent>;
  /**
   * Looks for the event that we wrote for a booking; `null` when there is none.
   * @param query.start of the event; left out: any event of the booking
   * @throws UpstreamError when the mailbox cannot be read
   */
  find(query: {
    practitionerId: string;
    bookingId: string;
    start?: Date;
    signal?: AbortSignal;
  }): Promise<MailboxEvent | null>;
  /**
   * Gives an event another time. A repeat changes nothing.
   * @throws UpstreamError `not_found` when the event does not exist
   */
  move(change: {
    practitionerId: string;
    eventId: string;
    start: Date;
    end: Date;
    signal?: AbortSignal;
  }): Promise<MailboxEvent>;
  /** Reads one event again; `null` when it does not exist, or is cancelled. @throws UpstreamError */
  read(event: {
    practitionerId: string;
    eventId: string;
    signal?: AbortSignal;
  }): Promise<MailboxEvent | null>;
  /** Removes an event. One that does not exist is a success. @throws UpstreamError */
  remove(event: { practitionerId: string; eventId: string; signal?: AbortSignal }): Promise<void>;
  /**
   * Whether an event is the copy of an appointment that the practitioner's calendar wrote into the mailbox: it has the
   * id that the calendar names, or the patient is invited to it.
   * @throws UpstreamError when the mailbox cannot be read
   */
  isCopy(question: {
    practitionerId: string;
    eventId: string;
    /** The id of the copy as the calendar knows it; `null` when it names none. */
    calendarsId: string | null;
    /** The patient's address. */
    email: string;
    signal?: AbortSignal;
  }): Promise<boolean>;
}

/** A promise of the service to tell us about changes in one mailbox, until `expiresAt`. */
export interface MailboxSubscription {
  subscriptionId: string;
  /** `null`: the subscription is for a mailbox that is not in `clinic.yaml`. */
  practitionerId: string | null;
  /** Where the notifications go. */
  address: string;
  expiresAt: Date;
}

export interface MailboxSubscriptions {
  /** The longest time that a subscription can be asked for. */
  readonly longestMinutes: number;
  /**
   * Subscribes to a mailbox. The service calls both addresses before it answers, and each must return its token.
   * @throws UpstreamError
   */
  create(request: {
    practitionerId: string;
    address: string;
    lifecycleAddress: string;
    /** Comes back with each notification. */
    secret: string;
    expiresAt: Date;
    signal?: AbortSignal;
  }): Promise<MailboxSubscription>;
  /** Gives a subscription a later end; `null` when it does not exist any more. @throws UpstreamError */
  renew(request: {
    subscriptionId: string;
    expiresAt: Date;
    signal?: AbortSignal;
  }): Promise<MailboxSubscription | null>;
  /** All subscriptions that this application has. @throws UpstreamError */
  list(signal?: AbortSignal): Promise<readonly MailboxSubscription[]>;
  /** Ends a subscription. One that does not exist is a success. @throws UpstreamError */
  remove(subscriptionId: string, signal?: AbortSignal): Promise<void>;
}

/** One notification. It is a hint to read the mailbox again; its content is not trusted. */
export interface MailboxNotification {
  /** The same for every delivery of it; `null` when the service has given it no sign of its own. */
  key: string | null;
  subscriptionId: string;
  /** As it was sent. The receiver compares it with the subscription's secret. */
  secret: string;
  kind:
    | 'changed'
    /** Notifications were lost. */
    | 'missed'
    /** The subscription has ended. */
    | 'removed'
    /** The subscription ends soon unless it is renewed. */
    | 'renewal_due'
    | 'other';
}

/** Reads the deliveries of the service. Each notification carries the secret of its subscription. */
export interface MailboxWebhooks extends WebhookSender {
  /** Notifications of one delivery, of any subscriptions; `null` when the body cannot be read. */
  parse(body: Uint8Array): readonly MailboxNotification[] | null;
}
