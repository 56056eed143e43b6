import type { ServiceId, VisitKind } from '@botaniqal/shared/ids/ids.ts';
import type { Touch } from '@botaniqal/shared/visits/touch.ts';
import type { SigningWebhookSender } from './webhook-sender.ts';

/** What the clinic needs of its practitioners' calendars, in the clinic's words. */

/** A visit of `clinic.yaml`, and the practitioner who gives it. */
export interface PractitionerVisit {
  practitionerId: string;
  service: ServiceId;
  visit: VisitKind;
}

/** The starts that a calendar offers for a visit. A page may see cached answers; a booking always asks again. */
export interface OfferedStarts {
  /**
   * Offered starts of one visit, ascending, within `[from, to)`.
   * `to` is at most `maxWindowDays` after `from`; a `from` in the past is moved to just ahead of now.
   * @throws UpstreamError when the calendar cannot be read, or has no such visit
   */
  offeredStarts(
    query: PractitionerVisit & {
      from: Date;
      to: Date;
      /** A booking is asking, not a page: the read may use the part of the calendar's limit that pages leave. */
      forBooking?: boolean;
      signal?: AbortSignal;
    },
  ): Promise<Date[]>;
  readonly maxWindowDays: number;
  /** The same text for visits that offer the same starts: those are read once for all of them. */
  readonly sourceOf?: (visit: PractitionerVisit) => string;
}

/** A practitioner has other things to do from `start` until `end`, which is not included. */
export interface BusyTime {
  practitionerId: string;
  start: Date;
  end: Date;
}

/** One source of busy times: our own holds and bookings, or a second calendar. */
export interface BusyTimes {
  /** All busy times of these practitioners that overlap `[from, to)`, in any order. */
  between(query: { practitionerIds: readonly string[]; from: Date; to: Date }): Promise<readonly BusyTime[]>;
}

/** Busy times that another system has, which a call must read. */
export interface BusySource {
  /** Whether the system knows this practitioner. */
  has(practitionerId: string): boolean;
  /** All busy times that overlap `[from, to)`, in any order. @throws UpstreamError when it cannot be read */
  busyBetween(query: {
    practitionerId: string;
    from: Date;
    to: Date;
    signal?: AbortSignal;
  }): Promise<readonly BusyTime[]>;
}

export interface SchedulingRequest extends PractitionerVisit {
  /** Our id. The calendar keeps it with the appointment, so that `find` sees it after a lost answer. */
  bookingId: string;
  /** The move that asks for this time; left out: the first appointment of the booking. */
  moveId?: string;
  start: Date;
  invitee: { name: string; email: string; timeZone: string };
  /** The questions that the calendar asks for this visit, word for word, in their order. */
  answers: readonly { question: string; answer: string }[];
  /** The campaign that the patient came from, for the calendar's own reports. It says nothing about the patient. */
  campaign?: Pick<Touch, 'source' | 'medium' | 'campaign' | 'term' | 'content'>;
  /** What the practitioner must know and no question asks for: an interpreter, who booked. Lines of plain text. */
  notes?: readonly string[];
  /**
   * The booking leaves the last part of the calendar's limit to bookings that are paid: it is `limited` sooner, so that
   * strangers who book free calls cannot use the limit up.
   */
  leaveReserve?: boolean;
  /** Answer before the video link is known (`joinUrl` is `null` then); `read` gives it later. */
  linkLater?: boolean;
  signal?: AbortSignal;
}

/** A booking as the practitioner's calendar has it. */
export interface ScheduledAppointment {
  /** Ids of the calendar (not URIs). */
  eventId: string;
  inviteeId: string;
  start: Date;
  status: 'active' | 'cancelled';
  /** The video link; `null` while the calendar is still making it. */
  joinUrl: string | null;
}

/** An appointment as it was read again. */
export interface AppointmentReading
  extends Pick<ScheduledAppointment, 'eventId' | 'start' | 'status' | 'joinUrl'> {
  /**
   * The id of the copy that the calendar wrote into the practitioner's mailbox, as the calendar knows it. `null` or left
   * out: it names none.
   */
  copyId?: string | null;
}

/** One appointment of a trail. */
export interface TrailStep {
  eventId: string;
  /** `null` when the calendar does not let us read this appointment. */
  start: Date | null;
  status: 'active' | 'cancelled';
  /** `null` when it is none of our visits. */
  practitionerId: string | null;
  joinUrl: string | null;
  /** The calendar's id of the person; `null` when it does not let us read them. */
  inviteeId: string | null;
  /** The visits of ours that it may be; empty when it is none of them. */
  visits: readonly PractitionerVisit[];
  /** Who cancelled it, and when; `null` while it stands, or when the calendar does not say. */
  cancelled: { by: 'patient' | 'clinic'; at: Date | null } | null;
  /** Whether the practitioner's side has noted that the patient did not come. */
  noShow: boolean;
}

/**
 * What became of an appointment. A person who moves it on the calendar's own page gets a new appointment, and the old
 * one is cancelled. The two name each other.
 */
export interface CalendarTrail {
  /** From the first appointment to the last one. More than one: it was moved. */
  steps: readonly [TrailStep, ...TrailStep[]];
  /** The last one was cancelled so that the patient chooses another time, and none is chosen yet. */
  awaitsNewTime: boolean;
}

export function wasMoved({ steps, awaitsNewTime }: CalendarTrail): boolean {
  return steps.length > 1 || awaitsNewTime;
}

export type SchedulingOutcome =
  | { kind: 'booked'; appointment: ScheduledAppointment }
  /** Another appointment has this time. */
  | { kind: 'slot_taken' }
  /** The calendar's booking limit is reached. Nothing was booked. */
  | { kind: 'limited'; retryAfterSeconds: number }
  /** No answer: the time may or may not be booked. Call `find` before any repeat. */
  | { kind: 'unknown'; cause: unknown }
  /** The calendar refused the request and will refuse every repeat of it. Nothing was booked. */
  | { kind: 'refused'; cause: unknown }
  /** The calendar certainly did not receive the request. (A 5xx answer is not certain: it is `unknown`.) */
  | { kind: 'unreachable'; cause: unknown };

export interface Scheduler {
  /** How staff know the calendar. */
  readonly displayName: string;
  /** Books once. Calendars have no idempotency key, so it never retries. Returns the cases above and does not throw them. */
  book(request: SchedulingRequest): Promise<SchedulingOutcome>;
  /**
   * Looks for the appointment with our booking id.
   * @throws UpstreamError when the calendar cannot be read
   */
  find(query: {
    bookingId: string;
    practitionerId: string;
    email: string;
    start: Date;
    signal?: AbortSignal;
  }): Promise<ScheduledAppointment | null>;
  /** Reads one appointment again, for example to get its video link; `null` when it does not exist. */
  read(query: {
    practitionerId: string;
    eventId: string;
    signal?: AbortSignal;
  }): Promise<AppointmentReading | null>;
  /**
   * Reads what became of one appointment, and of those before and after it; `null` when it does not exist.
   * @throws UpstreamError when the calendar cannot be read
   */
  trace(query: {
    practitionerId: string;
    eventId: string;
    signal?: AbortSignal;
  }): Promise<CalendarTrail | null>;
  /**
   * Cancels. An appointment that is cancelled already is a success. One that was moved in the calendar is cancelled
   * where it is now.
   */
  cancel(query: {
    practitionerId: string;
    eventId: string;
    reason: string;
    signal?: AbortSignal;
  }): Promise<void>;
}

/** An appointment in a list of the calendar. */
export interface ListedAppointment {
  eventId: string;
  start: Date;
  /** The visits of ours that it may be; empty when it is none of them. */
  visits: readonly PractitionerVisit[];
}

/**
 * Reads what calendars hold, to compare it with our bookings. No patient waits for it: every call leaves the last part
 * of the calendar's limit to others.
 */
export interface CalendarLists {
  /**
   * The active appointments that start within `[from, to)`, in as few calls as the calendar allows. A list may be
   * incomplete: look at an appointment itself before you say that it is missing.
   */
  listAppointments(query: {
    practitionerIds: readonly string[];
    from: Date;
    to: Date;
    signal?: AbortSignal;
  }): Promise<{
    appointments: readonly ListedAppointment[];
    /** Practitioners whose calendar could not be listed. */
    unreadable: ReadonlySet<string>;
  }>;
  /**
   * Reads what became of one appointment, as `Scheduler.trace` does; `null` only when the calendar says that there is
   * no such appointment.
   * @throws UpstreamError when the calendar cannot be read, or does not let us read this appointment
   */
  look(query: {
    practitionerId: string;
    eventId: string;
    signal?: AbortSignal;
  }): Promise<CalendarTrail | null>;
  /**
   * The id of ours that travels with an appointment; `null` when another person or program made it.
   * @throws UpstreamError
   */
  bookingOf(query: { practitionerId: string; eventId: string; signal?: AbortSignal }): Promise<string | null>;
}

/** One webhook event of the calendar. It is a hint to read the calendar again; its content is not trusted. */
export interface CalendarWebhookEvent {
  /** The same for every delivery of one event. */
  key: string;
  /**
   * `moved`: the new appointment that took the place of another one. `attendance`: it was noted that the patient did not
   * come, or that note was taken back.
   */
  kind: 'booked' | 'cancelled' | 'moved' | 'attendance' | 'other';
  /** The calendar's id of the appointment, where the event names one. */
  eventId: string | null;
  /** The practitioners whose calendar it is about; empty when the event names no visit of ours. */
  practitionerIds: readonly string[];
}

/** Checks and reads the webhook deliveries of the calendar. */
export interface CalendarWebhooks extends SigningWebhookSender {
  /** Whether the calendar signed exactly these bytes, at most a few minutes ago. */
  isGenuine(delivery: { body: Uint8Array; signature: string | undefined }): boolean;
  /** `null` when the body is not a webhook event. */
  parse(body: Uint8Array): CalendarWebhookEvent | null;
}

/** Asks the calendar to send webhook events. */
export interface CalendarSubscriptions {
  /**
   * Makes sure that the events of all practitioners go to this address. A subscription that exists is a success.
   * @throws UpstreamError
   */
  ensure(address: string): Promise<void>;
}
