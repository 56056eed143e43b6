import type { ConsultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import type { FieldProblem } from '@botaniqal/shared/contracts/problem.ts';
import type { ServiceId, VisitKind } from '@botaniqal/shared/ids/ids.ts';
import type {
  ConsultationDetails,
  ConsultationField,
} from '@botaniqal/shared/validation/consultation-details.ts';
import type { ApiProblemCode } from '../../api/api-problem.ts';
import type { WayToBook } from '../../catalogue/way-to-book.ts';

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

/** What the patient has typed, exactly as typed. It outlives every step and every failure. */
export type Details = ConsultationDetails;

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
>;

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
        /** Somebody else has it, or it is too near or past by now. */
        readonly why: 'taken' | 'passed';
        readonly alternatives: readonly string[];
      }
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
  | { readonly type: 'typed'; readonly field: ConsultationField; readonly value: string }
  /** `key` is fresh; it is used unless the same request is still unsettled. */
  | { readonly type: 'submitted'; readonly key: string }
  | { readonly type: 'booked'; readonly booking: Booking }
  | { readonly type: 'accepted'; readonly booking: Booking }
  | { readonly type: 'refused'; readonly trouble: Trouble }
  | { readonly type: 'taken'; readonly alternatives: readonly string[] }
  | { readonly type: 'settled'; readonly status: 'confirmed' | 'failed' }
  | { readonly type: 'late' }
  /** Towards the start, by one step or to the step named; what was chosen and typed stays. */
  | { readonly type: 'back'; readonly to?: Step };

const nothingTyped: Details = { patientName: '', email: '', phone: '', primaryConcern: '' };

/** The first state: at the service, or past it when the page has already chosen one. */
export function begin(preset: Choice | null): Journey {
  const carried: Carried = { details: nothingTyped, startsWithService: preset === null, unsettled: null };
  return preset ? at(carried, preset, null) : { ...carried, at: 'service', choice: null, slot: null };
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
      return journey.at;
    case 'sending':
      return 'details';
    case 'lost':
      return 'time';
    default:
      return null;
  }
}

/** Where "Back" leads; `null` where there is no way back: at the start, under way and at the end. */
export function stepBefore(journey: Journey): Step | null {
  if (journey.at === 'call') return 'service';
  if (journey.at === 'sending') return null;
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
      return journey.at === 'time' || journey.at === 'lost'
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
  return choice.way === 'online'
    ? { ...kept, at: 'time', choice, slot }
    : { ...kept, at: 'call', choice, slot: null };
}

function chosen(journey: Journey, choice: Choice): Journey {
  // Under way or done, a press elsewhere on the page must not throw a booking out of sight.
  if (['sending', 'confirming', 'confirmed'].includes(journey.at)) return journey;
  const same = journey.choice?.service === choice.service && journey.choice.visit === choice.visit;
  return at(carried(journey), choice, same ? journey.slot : null);
}

function submitted(journey: Journey, key: string): Journey {
  if (journey.at !== 'details') return journey;
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
  if (trouble.fields.some((field) => field.path.startsWith('preferredTimes'))) {
    return { ...carried(journey), at: 'lost', choice, slot, why: 'passed', alternatives: [] };
  }
  const unsettled = outcomeUnknown.has(trouble.code) ? attempt : null;
  return { ...carried(journey), unsettled, at: 'details', choice, slot, trouble };
}

function back(journey: Journey, to: Step | undefined): Journey {
  if (['sending', 'confirming', 'confirmed'].includes(journey.at)) return journey;
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
  if (target === 'time' && journey.choice) return at(carried(journey), journey.choice, journey.slot);
  return journey;
}
