import type { ApiProblemCode } from '../../api/api-problem.ts';
import { problemSentence } from '../problems.ts';

/** The words for moving an appointment to another time. */
export const movingCopy = {
  now: 'Your time now',
  keep: 'Keep my time',
  sure: 'Move your appointment?',
  from: 'From',
  to: 'To',
  with: (practitioner: string) => `with ${practitioner}`,
  paymentStays: (amount: string) => `The ${amount} you paid stays with it.`,
  lastMove: 'After that, call us to move it again.',
  yes: 'Move to this time',
  moving: 'Moving…',
  another: 'Choose another time',
  call: (phone: string) => `Call ${phone}`,
  /** After each refusal: the appointment has not changed. */
  unchanged: (when: string) => `You still have your appointment on ${when}.`,
  taken: {
    heading: 'That time has just been taken',
    body: 'Choose another one.',
  },
  refused: 'We could not move it here',
} as const;

/** The sentences for a move without an answer, for the codes whose general sentence is not enough. */
const troubles: Partial<Record<ApiProblemCode, { heading: string; body: string }>> = {
  network: {
    heading: 'We did not get an answer',
    body: 'Check your connection and press the button again. Your appointment will not be moved twice.',
  },
  internal_error: {
    heading: 'That did not work',
    body: 'Press the button again. Your appointment will not be moved twice. If it fails once more, call us.',
  },
  service_unavailable: {
    heading: 'We cannot move appointments just now',
    body: 'Press the button again in a minute. Your appointment will not be moved twice.',
  },
  calendar_unavailable: {
    heading: 'The calendar is not responding',
    body: 'Press the button again in a minute, or call us and we will move it for you.',
  },
  request_in_progress: {
    heading: 'We are still moving it',
    body: 'Wait a few seconds, then press the button again. Your appointment will not be moved twice.',
  },
  too_many_requests: {
    heading: 'There were too many tries',
    body: 'Wait a minute, then press the button again.',
  },
};

/** Why a move failed that may succeed when the patient presses again, and what to do. */
export function moveTrouble(code: ApiProblemCode): { heading: string; body: string } {
  return troubles[code] ?? { heading: movingCopy.refused, body: problemSentence(code) };
}
