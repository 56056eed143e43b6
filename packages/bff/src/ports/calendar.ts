/** What the clinic needs of its practitioners' calendars, in the clinic's words. */

/** Whose calendar, and which kind of visit in it. */
export interface EventTypeRef {
  practitionerId: string;
  /** The vendor's id of the event type (not a URI). */
  eventType: string;
}

/** Reading. Showing times may use a cache in front of this; booking never does. */
export interface CalendarReader {
  /**
   * Free starts of one event type, ascending, within `[from, to)`.
   * `to` is at most `maxWindowDays` after `from`; a `from` in the past is moved to just ahead of now.
   * @throws UpstreamError when the calendar cannot be read
   */
  freeStarts(query: EventTypeRef & { from: Date; to: Date; signal?: AbortSignal }): Promise<Date[]>;
  readonly maxWindowDays: number;
}

export interface SchedulingRequest extends EventTypeRef {
  /** Ours; travels with the booking, so that it can be found again after a lost answer. */
  bookingId: string;
  start: Date;
  invitee: { name: string; email: string; timeZone: string };
  /** The event type's questions, word for word, in their order. */
  answers: readonly { question: string; answer: string }[];
  /** The answer need not wait for the video link (`joinUrl` is `null` then): `read` has it. */
  linkLater?: boolean;
  signal?: AbortSignal;
}

/** A booking as it stands in the practitioner's calendar. */
export interface ScheduledAppointment {
  /** The vendor's ids (not URIs). */
  eventId: string;
  inviteeId: string;
  start: Date;
  status: 'active' | 'cancelled';
  /** The video link; `null` while the vendor is still making it. */
  joinUrl: string | null;
}

export type SchedulingOutcome =
  | { kind: 'booked'; appointment: ScheduledAppointment }
  /** Somebody else has the time now. */
  | { kind: 'slot_taken' }
  /** The vendor's booking limit is reached; nothing was booked. */
  | { kind: 'limited'; retryAfterSeconds: number }
  /** No answer: it may or may not be booked. Never repeat blindly; `find` first. */
  | { kind: 'unknown'; cause: unknown }
  /** The vendor did not accept the request, and never will as it stands. Nothing was booked. */
  | { kind: 'refused'; cause: unknown }
  /** The vendor certainly did not take the request (no connection, 5xx before any work is not certain and is `unknown`). */
  | { kind: 'unreachable'; cause: unknown };

export interface Scheduler {
  /** Books once. Has no idempotency key at the vendor, so it never retries. Does not throw for the cases above. */
  book(request: SchedulingRequest): Promise<SchedulingOutcome>;
  /**
   * Looks for the booking that carries our id.
   * @throws UpstreamError when the calendar cannot be read
   */
  find(query: {
    bookingId: string;
    practitionerId: string;
    email: string;
    start: Date;
    signal?: AbortSignal;
  }): Promise<ScheduledAppointment | null>;
  /** Reads one event again, for instance for a video link that was still being made; `null` when it does not exist. */
  read(query: {
    practitionerId: string;
    eventId: string;
    signal?: AbortSignal;
  }): Promise<Pick<ScheduledAppointment, 'eventId' | 'start' | 'status' | 'joinUrl'> | null>;
  /** Cancels; already cancelled is success. */
  cancel(query: {
    practitionerId: string;
    eventId: string;
    reason: string;
    signal?: AbortSignal;
  }): Promise<void>;
}

/** Something that the vendor tells us by webhook. What it says is a hint to look, never the truth. */
export interface CalendarNotice {
  /** The same for every delivery of one event. */
  key: string;
  kind: 'booked' | 'cancelled' | 'other';
  /** The vendor's ids, where the notice names them. */
  eventId: string | null;
  eventType: string | null;
}

/** Reading the vendor's webhooks. */
export interface CalendarNotices {
  /** Whether the vendor signed exactly these bytes, a few minutes ago at most. */
  isGenuine(delivery: { body: Uint8Array; signature: string | undefined }): boolean;
  /** `null` when the body is not a notice. */
  parse(body: Uint8Array): CalendarNotice | null;
}

/** Asking the vendor to send notices. */
export interface CalendarSubscriptions {
  /**
   * Makes sure that notices of all practitioners go to this address; there already is success.
   * @throws UpstreamError
   */
  ensure(address: string): Promise<void>;
}
