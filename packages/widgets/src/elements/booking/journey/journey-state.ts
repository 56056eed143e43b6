import type {
  BookingFailure,
  BookingStatus,
  ConsultationBooked,
  DeclineReason,
  PaymentSetup,
} from '@botaniqal/shared/contracts/bookings.ts';
import type { Price } from '@botaniqal/shared/contracts/primitives.ts';
import type { FieldProblem } from '@botaniqal/shared/contracts/problem.ts';
import type { FormId, ServiceId, VisitKind } from '@botaniqal/shared/ids/ids.ts';
import type { ApiProblemCode } from '../../../api/api-problem.ts';
import type { BookingChannel } from '../../../catalogue/booking-channel.ts';
import type { Details, DetailsField } from '../../../components/details-form/details.ts';

/** The states of a booking and the events that can happen. `journey.ts` says which state an event leads to. */

/** The steps that the bar shows. The confirmation is the end, not a step. */
export type Step = 'service' | 'time' | 'details' | 'payment';

export interface Choice {
  readonly service: ServiceId;
  readonly visit: VisitKind;
  readonly channel: BookingChannel;
}

export interface Slot {
  /** Instant in UTC. */
  readonly start: string;
  /** `null`: any practitioner who is free then. */
  readonly practitionerId: string | null;
}

/** One request that may be sent more than once. The same key with the same content books once. */
export interface Attempt {
  readonly key: string;
  readonly slot: Slot;
  readonly choice: Choice;
  readonly details: Details;
  /** Of a paid visit. */
  readonly promotionCode?: string | undefined;
}

export interface Trouble {
  readonly code: ApiProblemCode;
  /** The server's verdict on single fields, by their wire names. */
  readonly fields: readonly FieldProblem[];
  /** Seconds the server asks to wait; `null` when it did not say. */
  readonly retryAfterSeconds: number | null;
}

export type Booking = Pick<
  ConsultationBooked,
  | 'bookingId'
  | 'confirmationNumber'
  | 'manageToken'
  | 'manageUrl'
  | 'scheduledTime'
  | 'durationMinutes'
  | 'consultantName'
  | 'zoomLink'
> & {
  /** The paid amount; left out for a free visit. */
  readonly paid?: Price;
  /** When a paid booking was confirmed. */
  readonly bookedAt?: string | null;
  /** The forms that the patient has sent; left out for a booking that was made just now. */
  readonly submitted?: readonly FormId[];
};

/** A time that the server holds while the patient pays. */
export interface Held {
  readonly bookingId: string;
  readonly manageToken: string;
  readonly manageUrl: string;
  /** The amount to charge. */
  readonly price: Price;
  /** Instant in UTC. */
  readonly holdExpiresAt: string;
  readonly holdExtendable: boolean;
  readonly setup: PaymentSetup;
  /** The reason why the bank declined the last card. */
  readonly decline: DeclineReason | null;
}

/** The state of a paid booking, as the server sees it. */
export interface BookingSnapshot {
  readonly status: BookingStatus;
  /** The patient's zone when they booked. */
  readonly timeZone: string;
  readonly choice: Choice;
  readonly slot: Slot;
  readonly booking: Booking;
  /** The held time while the payment is open; `null` otherwise. */
  readonly held: Held | null;
  /** The bank checks or has authorised the card: the server continues by itself. */
  readonly underWay: boolean;
  readonly failure: BookingFailure | null;
  readonly alternatives: readonly string[];
}

export interface Carried {
  readonly details: Details;
  /** Whether the service was part of this journey, and so counts as a step. */
  readonly startsWithService: boolean;
  /** A request whose outcome is not known. When it is sent again unchanged, it keeps its key. */
  readonly unresolved: Attempt | null;
}

export type Journey = Carried &
  (
    | { readonly at: 'service'; readonly choice: Choice | null; readonly slot: Slot | null }
    /** The visit cannot be booked here. The patient can call the clinic or choose another visit. */
    | { readonly at: 'call'; readonly choice: Choice; readonly slot: null }
    | { readonly at: 'time'; readonly choice: Choice; readonly slot: Slot | null }
    | {
        readonly at: 'details';
        readonly choice: Choice;
        readonly slot: Slot;
        readonly trouble: Trouble | null;
      }
    | { readonly at: 'sending'; readonly choice: Choice; readonly slot: Slot; readonly attempt: Attempt }
    | {
        readonly at: 'lost';
        readonly choice: Choice;
        /** The time that was lost. */
        readonly slot: Slot;
        /**
         * The reason: another patient has the time (`uncharged`: the card was authorised but not charged), or it is
         * past or too soon.
         */
        readonly why: 'taken' | 'uncharged' | 'passed';
        readonly alternatives: readonly string[];
      }
    | {
        readonly at: 'payment';
        readonly choice: Choice;
        readonly slot: Slot;
        readonly held: Held;
        /** `paying`: the bank checks the card; `confirming`: the card is authorised, and the server books. */
        readonly phase: 'open' | 'paying' | 'confirming';
      }
    /** The hold of the time has expired. */
    | { readonly at: 'lapsed'; readonly choice: Choice; readonly slot: Slot }
    /** The page was reloaded and asks the server for the booking's state. */
    | { readonly at: 'resuming'; readonly choice: Choice | null; readonly slot: null }
    | {
        readonly at: 'confirming';
        readonly choice: Choice;
        readonly slot: Slot;
        readonly booking: Booking;
        /** The confirmation takes long, so the page tells the patient that they may leave. */
        readonly late: boolean;
      }
    | { readonly at: 'failed'; readonly choice: Choice; readonly slot: Slot; readonly booking: Booking }
    | { readonly at: 'confirmed'; readonly choice: Choice; readonly slot: Slot; readonly booking: Booking }
  );

export type JourneyEvent =
  | { readonly type: 'chosen'; readonly choice: Choice }
  | { readonly type: 'picked'; readonly slot: Slot }
  | { readonly type: 'typed'; readonly field: DetailsField; readonly value: string }
  /** `key` is new; it is used unless the same request is still unresolved. */
  | { readonly type: 'submitted'; readonly key: string; readonly promotionCode?: string | undefined }
  | { readonly type: 'booked'; readonly booking: Booking }
  | { readonly type: 'accepted'; readonly booking: Booking }
  | { readonly type: 'refused'; readonly trouble: Trouble }
  | { readonly type: 'taken'; readonly alternatives: readonly string[] }
  | { readonly type: 'resolved'; readonly status: 'confirmed' | 'failed' }
  | { readonly type: 'late' }
  /** The server holds the time until it is paid. */
  | { readonly type: 'held'; readonly held: Held }
  /** The patient pressed "Pay". Afterwards the card is authorised, or the payment step is open again. */
  | { readonly type: 'paying' }
  | { readonly type: 'paid'; readonly authorised: boolean }
  /** The server has sent the state of the paid booking. */
  | { readonly type: 'seen'; readonly snapshot: BookingSnapshot }
  /** The hold of the time has ended. */
  | { readonly type: 'lapsed' }
  /** The card is authorised, but the booking's state cannot be read now. */
  | { readonly type: 'unanswered'; readonly booking: Booking }
  /** Back by one step, or to the named step. Everything that was chosen and typed stays. */
  | { readonly type: 'back'; readonly to?: Step };
