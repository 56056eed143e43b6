import type { AppointmentTime } from '@botaniqal/shared/contracts/rescheduling.ts';
import type { ApiProblemCode } from '../../../api/api-problem.ts';
import { isSameTime } from '../same-time.ts';

/**
 * Moving an appointment as data: its states, its events, and which state an event leads to. No clock, no network, no
 * page. The appointment itself is on the server: a reload begins anew and loses nothing.
 */

/** The time to which the appointment moves. */
export type Target = Readonly<AppointmentTime>;

/** One request that may be sent more than once. The same key with the same target moves once. */
export interface Attempt {
  readonly key: string;
  readonly to: Target;
}

export type Move =
  /** `taken`: the time that another patient took meanwhile, with the nearest free ones. */
  | {
      readonly at: 'choosing';
      readonly taken: { readonly start: string; readonly alternatives: readonly string[] } | null;
      readonly unresolved: Attempt | null;
    }
  /** The patient sees both times and decides. `trouble`: why the last press failed; pressing again may succeed. */
  | {
      readonly at: 'asked';
      readonly to: Target;
      readonly trouble: ApiProblemCode | null;
      readonly unresolved: Attempt | null;
    }
  | { readonly at: 'sending'; readonly attempt: Attempt }
  /** The appointment cannot be moved here: only the clinic can. */
  | { readonly at: 'refused'; readonly code: ApiProblemCode };

export type MoveEvent =
  | { readonly type: 'chosen'; readonly to: Target }
  /** `key` is new; it is used unless the same target is still unresolved. */
  | { readonly type: 'confirmed'; readonly key: string }
  | { readonly type: 'taken'; readonly alternatives: readonly string[] }
  | { readonly type: 'refused'; readonly code: ApiProblemCode }
  /** No answer came, and the booking has its old time or could not be read. */
  | { readonly type: 'unanswered'; readonly code: ApiProblemCode }
  /** Back to the calendar. */
  | { readonly type: 'back' };

export const firstMove: Move = { at: 'choosing', taken: null, unresolved: null };

/** Codes after which no other try can succeed on this page. */
const final: ReadonlySet<ApiProblemCode> = new Set<ApiProblemCode>([
  'too_late_to_reschedule',
  'rescheduling_limit_reached',
  'price_differs',
  'booking_not_reschedulable',
  'not_bookable_online',
  'service_not_open',
  'unauthorized',
  'forbidden',
  'not_found',
]);

/** The next state. An event that a state does not handle changes nothing. */
export function next(move: Move, event: MoveEvent): Move {
  switch (event.type) {
    case 'chosen':
      return move.at === 'choosing'
        ? { at: 'asked', to: event.to, trouble: null, unresolved: move.unresolved }
        : move;
    case 'confirmed':
      if (move.at !== 'asked') return move;
      return {
        at: 'sending',
        attempt:
          move.unresolved && isSameTime(move.unresolved.to, move.to)
            ? move.unresolved
            : { key: event.key, to: move.to },
      };
    case 'taken':
      if (move.at !== 'sending') return move;
      return {
        at: 'choosing',
        taken: { start: move.attempt.to.start, alternatives: event.alternatives },
        unresolved: null,
      };
    case 'refused':
      if (move.at !== 'sending') return move;
      return final.has(event.code)
        ? { at: 'refused', code: event.code }
        : { at: 'asked', to: move.attempt.to, trouble: event.code, unresolved: null };
    case 'unanswered':
      return move.at === 'sending'
        ? { at: 'asked', to: move.attempt.to, trouble: event.code, unresolved: move.attempt }
        : move;
    case 'back':
      return move.at === 'asked' ? { at: 'choosing', taken: null, unresolved: move.unresolved } : move;
  }
}

/** The number of steps from the page of the booking, for the browser's history; `null` while a request runs. */
export function depthOf(move: Move): number | null {
  if (move.at === 'sending') return null;
  return move.at === 'asked' ? 2 : 1;
}
