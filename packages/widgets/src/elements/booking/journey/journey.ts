import type { ApiProblemCode } from '../../../api/api-problem.ts';
import { nothingTyped } from '../../../components/details-form/details.ts';
import type {
  Attempt,
  Booking,
  BookingSnapshot,
  Carried,
  Choice,
  Journey,
  JourneyEvent,
  Slot,
  Step,
  Trouble,
} from './journey-state.ts';

export type * from './journey-state.ts';

/**
 * The journey of a booking as data: its states, its events, and which state an event leads to.
 * No clock, no network, no page: the element draws the state and reports events.
 */

/** The first state: the choice of a service, or the step after it when the page has chosen the service. */
export function begin(preset: Choice | null, details = nothingTyped): Journey {
  const carried: Carried = { details, startsWithService: preset === null, unresolved: null };
  return preset ? at(carried, preset, null) : { ...carried, at: 'service', choice: null, slot: null };
}

/** The state after a reload during a paid booking. */
export function resume(preset: Choice | null, details = nothingTyped): Journey {
  return {
    details,
    startsWithService: preset === null,
    unresolved: null,
    at: 'resuming',
    choice: preset,
    slot: null,
  };
}

/** The steps of this journey in order. A free visit has no payment step; a preset service has no service step. */
export function stepsOf(journey: Journey): readonly Step[] {
  const steps: Step[] = journey.startsWithService ? ['service', 'time', 'details'] : ['time', 'details'];
  if (journey.choice?.channel === 'pay') steps.push('payment');
  return steps;
}

/** The step of a state; `null` at the end of the journey and when it cannot continue. */
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

/** The step to which "Back" leads; `null` at the start, during a request and at the end. */
export function stepBefore(journey: Journey): Step | null {
  if (journey.at === 'call') return 'service';
  if (isUnderWay(journey)) return null;
  const step = stepOf(journey);
  const steps = stepsOf(journey);
  return step ? (steps[steps.indexOf(step) - 1] ?? null) : null;
}

/** The number of steps before a state, for the browser's history; `null` at the end, which is not a step. */
export function depthOf(journey: Journey): number | null {
  if (journey.at === 'call') return 1;
  const step = stepOf(journey);
  return step ? stepsOf(journey).indexOf(step) : null;
}

/** The next state. An event that a state does not handle changes nothing. */
export function next(journey: Journey, event: JourneyEvent): Journey {
  switch (event.type) {
    case 'chosen':
      return chosen(journey, event.choice);
    case 'picked':
      return journey.at === 'time' || journey.at === 'lost' || journey.at === 'lapsed'
        ? { ...carried(journey), at: 'details', slot: event.slot, trouble: null }
        : journey;
    case 'typed':
      return journey.at === 'sending'
        ? journey
        : { ...journey, details: { ...journey.details, [event.field]: event.value } };
    case 'submitted':
      return submitted(journey, event);
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
            unresolved: null,
            at: 'lost',
            why: 'taken',
            alternatives: event.alternatives,
          }
        : journey;
    case 'resolved':
      return journey.at === 'confirming'
        ? {
            ...carried(journey),
            at: event.status,
            booking: journey.booking,
          }
        : journey;
    case 'held':
      if (journey.at !== 'sending') return journey;
      return {
        ...carried(journey),
        unresolved: null,
        at: 'payment',
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
      return seen(journey, event.snapshot);
    case 'lapsed':
      return journey.at === 'payment' && journey.phase === 'open' ? lapsed(journey, journey) : journey;
    case 'unanswered':
      return journey.at === 'payment' && journey.phase === 'confirming'
        ? {
            ...carried(journey),
            at: 'confirming',
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

/** The values that each step passes on: the typed details, and the chosen visit and time. */
function carried<C, S>({ details, startsWithService, unresolved, choice, slot }: Carried & Chosen<C, S>) {
  return { details, startsWithService, unresolved, choice, slot };
}

interface Chosen<C, S> {
  readonly choice: C;
  readonly slot: S;
}

/** The state after a choice: the times, or the clinic's phone when this visit is not booked here. */
function at(kept: Carried, choice: Choice, slot: Slot | null): Journey {
  return choice.channel === 'online' || choice.channel === 'pay'
    ? { ...kept, at: 'time', choice, slot }
    : { ...kept, at: 'call', choice, slot: null };
}

function chosen(journey: Journey, choice: Choice): Journey {
  // During or after a booking, a choice elsewhere on the page must not hide the booking.
  if (isUnderWay(journey) || isDone(journey)) return journey;
  const same = journey.choice?.service === choice.service && journey.choice.visit === choice.visit;
  return at(carried(journey), choice, same ? journey.slot : null);
}

/** A request was sent: until its answer comes, the patient cannot go anywhere else. */
function isUnderWay(journey: Journey): boolean {
  if (journey.at === 'payment') return journey.phase !== 'open';
  return journey.at === 'sending' || journey.at === 'resuming';
}

function isDone(journey: Journey): boolean {
  return journey.at === 'confirming' || journey.at === 'confirmed';
}

function submitted(
  journey: Journey,
  { key, promotionCode }: Extract<JourneyEvent, { type: 'submitted' }>,
): Journey {
  if (journey.at !== 'details' && journey.at !== 'lapsed') return journey;
  const { choice, slot, details, unresolved } = journey;
  const fresh: Attempt = { key, slot, choice, details, promotionCode };
  const attempt = unresolved && asksTheSame(unresolved, fresh) ? unresolved : fresh;
  return { ...carried(journey), at: 'sending', attempt };
}

function asksTheSame(one: Attempt, other: Attempt): boolean {
  return JSON.stringify({ ...one, key: '' }) === JSON.stringify({ ...other, key: '' });
}

function reached(
  journey: Journey & { at: 'sending' },
  event: { type: 'booked' | 'accepted'; booking: Booking },
): Journey {
  const slot = { ...journey.slot, start: event.booking.scheduledTime };
  const kept = { ...carried(journey), slot, booking: event.booking };
  return event.type === 'booked' ? { ...kept, at: 'confirmed' } : { ...kept, at: 'confirming', late: false };
}

/** Codes after which the server may have booked although the answer did not arrive. */
const outcomeUnknown: ReadonlySet<ApiProblemCode> = new Set<ApiProblemCode>([
  'network',
  'internal_error',
  'service_unavailable',
  'request_in_progress',
]);

function refused(journey: Journey, trouble: Trouble): Journey {
  if (journey.at !== 'sending') return journey;
  const { choice, attempt } = journey;
  if (trouble.code === 'not_bookable_online' || trouble.code === 'service_not_open') {
    return { ...carried(journey), at: 'call', choice: { ...choice, channel: 'phone' }, slot: null };
  }
  // A time that the server will not take (past, or too soon by now) is lost like one that was taken.
  if (trouble.fields.some(({ path }) => path.startsWith('preferredTimes') || path === 'start')) {
    return { ...carried(journey), at: 'lost', why: 'passed', alternatives: [] };
  }
  const unresolved = outcomeUnknown.has(trouble.code) ? attempt : null;
  return { ...carried(journey), unresolved, at: 'details', trouble };
}

/** Follows the server's state of a paid booking, from any step. */
function seen(journey: Journey, snapshot: BookingSnapshot): Journey {
  if (journey.at === 'confirmed' || journey.at === 'failed') return journey;
  const { status, choice, slot, booking, held, underWay, failure, alternatives } = snapshot;
  const kept = { ...carried(journey), unresolved: null, choice, slot };
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
      if (!held || hasLeft(journey)) return lapsed(journey, snapshot);
      return { ...kept, at: 'payment', held, phase: paying ? 'paying' : 'open' };
    }
    case 'confirming':
      return confirming;
    case 'confirmed':
      return { ...kept, at: 'confirmed', booking };
    case 'expired':
    case 'cancelled':
      return lapsed(journey, snapshot);
    case 'failed':
      if (failure === 'slot_lost')
        return { ...kept, at: 'lost', why: choice.channel === 'pay' ? 'uncharged' : 'taken', alternatives };
      if (failure === 'hold_expired' || failure === 'left') return lapsed(journey, snapshot);
      return { ...kept, at: 'failed', booking };
  }
}

/** The patient has gone back, while the payment continued in the background. */
function hasLeft({ at }: Journey): boolean {
  return at === 'service' || at === 'time' || at === 'details';
}

function lapsed(journey: Journey, { choice, slot }: { choice: Choice; slot: Slot }): Journey {
  if (hasLeft(journey)) return journey;
  return { ...carried(journey), unresolved: null, at: 'lapsed', choice, slot };
}

function back(journey: Journey, to: Step | undefined): Journey {
  if (isUnderWay(journey) || isDone(journey)) return journey;
  const target = to ?? (journey.at === 'failed' ? 'time' : stepBefore(journey));
  if (target === 'service') {
    return {
      ...carried(journey),
      startsWithService: true,
      at: 'service',
    };
  }
  if (target === 'details' && journey.at === 'payment') {
    return { ...carried(journey), at: 'details', trouble: null };
  }
  if (target === 'time' && journey.choice) return at(carried(journey), journey.choice, journey.slot);
  return journey;
}
