import type {
  BookingFailure,
  BookingStatus,
  ConsultationBooked,
  DeclineReason,
  PaymentSetup,
} from '@botaniqal/shared/contracts/bookings.ts';
import type { Price } from '@botaniqal/shared/contracts/primitives.ts';
import type { FieldProblem } from '@botaniqal/shared/contracts/problem.ts';
import type { ServiceId, VisitKind } from '@botaniqal/shared/ids/ids.ts';
import type { ApiProblemCode } from '../../api/api-problem.ts';
import type { WayToBook } from '../../catalogue/way-to-book.ts';
import { type Details, type DetailsField, nothingTyped } from '../../components/details-form/details.ts';

/**
 * The journey of a booking as data: where the patient stands, what can happen, and where that leads.
 * No clock, no network, no page: the element draws the state and reports events.
 */

/** The steps that a patient counts; the confirmation is the end, not a step. */
export type Step = 'service' | 'time' | 'details' | 'payment';

export interface Choice {
  readonly service: ServiceId;
  readonly visit: VisitKind;
  readonly way: WayToBook;
}

export interface Slot {
  /** Instant in UTC. */
  readonly start: string;
  /** `null`: anyone who is free then. */
  readonly practitionerId: string | null;
}

/** One request that may be sent more than once. The same key with the same content books once. */
export interface Attempt {
  readonly key: string;
  readonly slot: Slot;
  readonly choice: Choice;
  readonly details: Details;
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
> & {
  /** What was paid; left out for a visit that is free. */
  readonly paid?: Price;
};

/** A time that is kept for the patient while they pay. */
export interface Held {
  readonly bookingId: string;
  readonly manageToken: string;
  readonly manageUrl: string;
  /** What will be charged. */
  readonly price: Price;
  /** Instant in UTC. */
  readonly holdExpiresAt: string;
  readonly holdExtendable: boolean;
  readonly setup: PaymentSetup;
  /** Why the last card was not taken. */
  readonly decline: DeclineReason | null;
}

/** How a paid booking stands, by the server's word. */
export interface Sight {
  readonly status: BookingStatus;
  readonly choice: Choice;
  readonly slot: Slot;
  readonly booking: Booking;
  /** While it waits for the payment, and is still kept; else `null`. */
  readonly held: Held | null;
  /** The card is with the bank, or authorised: the server goes on by itself. */
  readonly underWay: boolean;
  readonly failure: BookingFailure | null;
  readonly alternatives: readonly string[];
}

interface Carried {
  readonly details: Details;
  /** Whether the service was part of this journey, and so counts as a step. */
  readonly startsWithService: boolean;
  /** A request whose outcome is not known: asked again unchanged, it keeps its key. */
  readonly unsettled: Attempt | null;
}

export type Journey = Carried &
  (
    | { readonly at: 'service'; readonly choice: Choice | null; readonly slot: Slot | null }
    /** The visit cannot be booked here and now; the clinic can be called, or another visit chosen. */
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
        /** The time that cannot be had any more. */
        readonly slot: Slot;
        /** Somebody else has it, also after the card was authorised; or it is too near or past by now. */
        readonly why: 'taken' | 'uncharged' | 'passed';
        readonly alternatives: readonly string[];
      }
    | {
        readonly at: 'payment';
        readonly choice: Choice;
        readonly slot: Slot;
        readonly held: Held;
        /** `paying`: the card is with the bank; `confirming`: it is authorised, and the server is at work. */
        readonly phase: 'open' | 'paying' | 'confirming';
      }
    /** The time was kept as long as was promised, and is not any more. */
    | { readonly at: 'lapsed'; readonly choice: Choice; readonly slot: Slot }
    /** The page was loaded again, and asks how the booking stands. */
    | { readonly at: 'resuming'; readonly choice: Choice | null; readonly slot: null }
    | {
        readonly at: 'confirming';
        readonly choice: Choice;
        readonly slot: Slot;
        readonly booking: Booking;
        /** It has taken so long that the patient is told to leave without worry. */
        readonly late: boolean;
      }
    | { readonly at: 'failed'; readonly choice: Choice; readonly slot: Slot; readonly booking: Booking }
    | { readonly at: 'confirmed'; readonly choice: Choice; readonly slot: Slot; readonly booking: Booking }
  );

export type JourneyEvent =
  | { readonly type: 'chosen'; readonly choice: Choice }
  | { readonly type: 'picked'; readonly slot: Slot }
  | { readonly type: 'typed'; readonly field: DetailsField; readonly value: string }
  /** `key` is fresh; it is used unless the same request is still unsettled. */
  | { readonly type: 'submitted'; readonly key: string }
  | { readonly type: 'booked'; readonly booking: Booking }
  | { readonly type: 'accepted'; readonly booking: Booking }
  | { readonly type: 'refused'; readonly trouble: Trouble }
  | { readonly type: 'taken'; readonly alternatives: readonly string[] }
  | { readonly type: 'settled'; readonly status: 'confirmed' | 'failed' }
  | { readonly type: 'late' }
  /** The time is kept, to be paid. */
  | { readonly type: 'held'; readonly held: Held }
  /** "Pay" was pressed; its outcome: with the bank's yes, or open again. */
  | { readonly type: 'paying' }
  | { readonly type: 'paid'; readonly authorised: boolean }
  /** The server has said how the paid booking stands. */
  | { readonly type: 'seen'; readonly sight: Sight }
  /** The time is not kept any more. */
  | { readonly type: 'lapsed' }
  /** The card is authorised, and how it goes on cannot be learnt just now. */
  | { readonly type: 'unanswered'; readonly booking: Booking }
  /** Towards the start, by one step or to the step named; what was chosen and typed stays. */
  | { readonly type: 'back'; readonly to?: Step };

/** The first state: at the service, or past it when the page has already chosen one. */
export function begin(preset: Choice | null): Journey {
  const carried: Carried = { details: nothingTyped, startsWithService: preset === null, unsettled: null };
  return preset ? at(carried, preset, null) : { ...carried, at: 'service', choice: null, slot: null };
}

/** The state after a reload in the midst of a paid booking. */
export function resume(preset: Choice | null): Journey {
  return {
    details: nothingTyped,
    startsWithService: preset === null,
    unsettled: null,
    at: 'resuming',
    choice: preset,
    slot: null,
  };
}

/** The steps of this journey in order: a free visit has no payment, a preset service no choice of one. */
export function stepsOf(journey: Journey): readonly Step[] {
  const steps: Step[] = journey.startsWithService ? ['service', 'time', 'details'] : ['time', 'details'];
  if (journey.choice?.way === 'pay') steps.push('payment');
  return steps;
}

/** Which step a state belongs to; `null` at an end and on the way out of the journey. */
export function stepOf(journey: Journey): Step | null {
  switch (journey.at) {
    case 'service':
    case 'time':
    case 'details':
    case 'payment':
      return journey.at;
    case 'sending':
      return 'details';
    case 'lost':
    case 'lapsed':
      return 'time';
    default:
      return null;
  }
}

/** Where "Back" leads; `null` where there is no way back: at the start, under way and at the end. */
export function stepBefore(journey: Journey): Step | null {
  if (journey.at === 'call') return 'service';
  if (isUnderWay(journey)) return null;
  const step = stepOf(journey);
  const steps = stepsOf(journey);
  return step ? (steps[steps.indexOf(step) - 1] ?? null) : null;
}

/** How many steps lie behind a state, for the browser's history; `null` at an end, which is no step. */
export function depthOf(journey: Journey): number | null {
  if (journey.at === 'call') return 1;
  const step = stepOf(journey);
  return step ? stepsOf(journey).indexOf(step) : null;
}

/** The whole of the journey's behaviour. An event that means nothing in a state leaves it as it is. */
export function next(journey: Journey, event: JourneyEvent): Journey {
  switch (event.type) {
    case 'chosen':
      return chosen(journey, event.choice);
    case 'picked':
      return journey.at === 'time' || journey.at === 'lost' || journey.at === 'lapsed'
        ? { ...carried(journey), at: 'details', choice: journey.choice, slot: event.slot, trouble: null }
        : journey;
    case 'typed':
      return journey.at === 'sending'
        ? journey
        : { ...journey, details: { ...journey.details, [event.field]: event.value } };
    case 'submitted':
      return submitted(journey, event.key);
    case 'booked':
    case 'accepted':
      if (journey.at !== 'sending') return journey;
      return reached(journey, event);
    case 'refused':
      return refused(journey, event.trouble);
    case 'taken':
      return journey.at === 'sending'
        ? {
            ...carried(journey),
            unsettled: null,
            at: 'lost',
            choice: journey.choice,
            slot: journey.slot,
            why: 'taken',
            alternatives: event.alternatives,
          }
        : journey;
    case 'settled':
      return journey.at === 'confirming'
        ? {
            ...carried(journey),
            at: event.status,
            choice: journey.choice,
            slot: journey.slot,
            booking: journey.booking,
          }
        : journey;
    case 'held':
      if (journey.at !== 'sending') return journey;
      return {
        ...carried(journey),
        unsettled: null,
        at: 'payment',
        choice: journey.choice,
        slot: journey.slot,
        held: event.held,
        phase: 'open',
      };
    case 'paying':
      return journey.at === 'payment' && journey.phase === 'open' ? { ...journey, phase: 'paying' } : journey;
    case 'paid':
      return journey.at === 'payment' && journey.phase === 'paying'
        ? { ...journey, phase: event.authorised ? 'confirming' : 'open' }
        : journey;
    case 'seen':
      return seen(journey, event.sight);
    case 'lapsed':
      return journey.at === 'payment' && journey.phase === 'open' ? lapsed(journey, journey) : journey;
    case 'unanswered':
      return journey.at === 'payment' && journey.phase === 'confirming'
        ? {
            ...carried(journey),
            at: 'confirming',
            choice: journey.choice,
            slot: journey.slot,
            booking: event.booking,
            late: false,
          }
        : journey;
    case 'late':
      return journey.at === 'confirming' ? { ...journey, late: true } : journey;
    case 'back':
      return back(journey, event.to);
  }
}

function carried(journey: Journey): Carried {
  const { details, startsWithService, unsettled } = journey;
  return { details, startsWithService, unsettled };
}

/** Where a choice leads: to the times, or to the clinic's phone when this visit is not booked here. */
function at(kept: Carried, choice: Choice, slot: Slot | null): Journey {
  return choice.way === 'online' || choice.way === 'pay'
    ? { ...kept, at: 'time', choice, slot }
    : { ...kept, at: 'call', choice, slot: null };
}

function chosen(journey: Journey, choice: Choice): Journey {
  // Under way or done, a press elsewhere on the page must not throw a booking out of sight.
  if (isUnderWay(journey) || isDone(journey)) return journey;
  const same = journey.choice?.service === choice.service && journey.choice.visit === choice.visit;
  return at(carried(journey), choice, same ? journey.slot : null);
}

/** Something was sent, and its answer decides: until then there is no other way to go. */
export function isUnderWay(journey: Journey): boolean {
  if (journey.at === 'payment') return journey.phase !== 'open';
  return journey.at === 'sending' || journey.at === 'resuming';
}

function isDone(journey: Journey): boolean {
  return journey.at === 'confirming' || journey.at === 'confirmed';
}

function submitted(journey: Journey, key: string): Journey {
  if (journey.at !== 'details' && journey.at !== 'lapsed') return journey;
  const { choice, slot, details, unsettled } = journey;
  const fresh: Attempt = { key, slot, choice, details };
  const attempt = unsettled && asksTheSame(unsettled, fresh) ? unsettled : fresh;
  return { ...carried(journey), at: 'sending', choice, slot, attempt };
}

function asksTheSame(one: Attempt, other: Attempt): boolean {
  return JSON.stringify({ ...one, key: '' }) === JSON.stringify({ ...other, key: '' });
}

function reached(
  journey: Journey & { at: 'sending' },
  event: { type: 'booked' | 'accepted'; booking: Booking },
): Journey {
  const slot = { ...journey.slot, start: event.booking.scheduledTime };
  const kept = { ...carried(journey), choice: journey.choice, slot, booking: event.booking };
  return event.type === 'booked' ? { ...kept, at: 'confirmed' } : { ...kept, at: 'confirming', late: false };
}

/** Codes after which the request may have been granted without our hearing of it. */
const outcomeUnknown: ReadonlySet<ApiProblemCode> = new Set<ApiProblemCode>([
  'network',
  'internal_error',
  'service_unavailable',
  'request_in_progress',
]);

function refused(journey: Journey, trouble: Trouble): Journey {
  if (journey.at !== 'sending') return journey;
  const { choice, slot, attempt } = journey;
  if (trouble.code === 'not_bookable_online' || trouble.code === 'service_not_open') {
    return { ...carried(journey), at: 'call', choice: { ...choice, way: 'phone' }, slot: null };
  }
  // A time that the server will not take (past, or too soon by now) is lost like one that was taken.
  if (trouble.fields.some(({ path }) => path.startsWith('preferredTimes') || path === 'start')) {
    return { ...carried(journey), at: 'lost', choice, slot, why: 'passed', alternatives: [] };
  }
  const unsettled = outcomeUnknown.has(trouble.code) ? attempt : null;
  return { ...carried(journey), unsettled, at: 'details', choice, slot, trouble };
}

/** Takes up what the server says, wherever the patient is in the course of paying. */
function seen(journey: Journey, sight: Sight): Journey {
  if (journey.at === 'confirmed' || journey.at === 'failed') return journey;
  const { status, choice, slot, booking, held, underWay, failure, alternatives } = sight;
  const kept = { ...carried(journey), unsettled: null, choice, slot };
  const confirming = {
    ...kept,
    at: 'confirming',
    booking,
    late: journey.at === 'confirming' && journey.late,
  } as const;
  switch (status) {
    case 'awaiting_payment': {
      const paying = journey.at === 'payment' && journey.phase === 'paying';
      if (underWay && !paying) return confirming;
      if (!held || hasLeft(journey)) return lapsed(journey, sight);
      return { ...kept, at: 'payment', held, phase: paying ? 'paying' : 'open' };
    }
    case 'confirming':
      return confirming;
    case 'confirmed':
      return { ...kept, at: 'confirmed', booking };
    case 'expired':
    case 'cancelled':
      return lapsed(journey, sight);
    case 'failed':
      if (failure === 'slot_lost') return { ...kept, at: 'lost', why: 'uncharged', alternatives };
      if (failure === 'hold_expired' || failure === 'left') return lapsed(journey, sight);
      return { ...kept, at: 'failed', booking };
  }
}

/** The patient has gone back, and only hears of a payment that went on behind them. */
function hasLeft({ at }: Journey): boolean {
  return at === 'service' || at === 'time' || at === 'details';
}

function lapsed(journey: Journey, { choice, slot }: { choice: Choice; slot: Slot }): Journey {
  if (hasLeft(journey)) return journey;
  return { ...carried(journey), unsettled: null, at: 'lapsed', choice, slot };
}

function back(journey: Journey, to: Step | undefined): Journey {
  if (isUnderWay(journey) || isDone(journey)) return journey;
  const target = to ?? (journey.at === 'failed' ? 'time' : stepBefore(journey));
  if (target === 'service') {
    return {
      ...carried(journey),
      startsWithService: true,
      at: 'service',
      choice: journey.choice,
      slot: journey.slot,
    };
  }
  if (target === 'details' && journey.at === 'payment') {
    const { choice, slot } = journey;
    return { ...carried(journey), at: 'details', choice, slot, trouble: null };
  }
  if (target === 'time' && journey.choice) return at(carried(journey), journey.choice, journey.slot);
  return journey;
}
