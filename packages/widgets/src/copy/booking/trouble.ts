import type { ApiProblemCode } from '../../api/api-problem.ts';
import { plural } from '../plural.ts';
import { problemSentence } from '../problems.ts';
import { bookingCopy } from './booking.ts';

/** The words for a booking that failed, or that is not confirmed yet. */
export const troubleCopy = {
  /** A visit that is not booked on this page. */
  callInstead: {
    phone: {
      heading: (visit: string) => `${visit}: by phone`,
      body: 'We book this visit with you on the phone, after your first call.',
    },
    enquiry: {
      heading: (visit: string) => `${visit}: price on enquiry`,
      body: 'The price of this visit is not set yet. Call us and we will tell you more.',
    },
  },
  otherVisits: 'See other services',
  lost: {
    taken: {
      heading: 'That time has just been taken',
      body: 'Someone else has just booked it. Everything you typed is still here.',
    },
    uncharged: {
      heading: 'That time has just been taken',
      body: 'You were not charged. Everything you typed is still here.',
    },
    passed: {
      heading: 'That time can no longer be booked',
      body: 'It starts too soon. Everything you typed is still here.',
    },
    near: 'Other times close to it:',
    seeAll: 'See all times',
  },

  lapsed: {
    heading: 'Your time is not held any more',
    body: 'Nothing was charged. Everything you typed is still here.',
    bodyAfterReload: 'Nothing was charged. Choose your time again; it may still be free.',
    again: (time: string) => `Hold ${time} again`,
    choose: 'Choose another time',
  },
  resuming: {
    heading: 'One moment',
    body: 'We are looking up your booking.',
    failed: 'We could not look up your booking',
  },

  confirming: {
    heading: 'We are confirming your time',
    bodyPaid: 'Your card is approved. The calendar is taking longer than usual. Do not pay again.',
    body: 'We have your booking. The calendar is taking longer than usual.',
    late: (email: string) =>
      `This is taking longer than usual. You may close this page: we will email ${email} as soon as your time is confirmed.`,
  },
  failed: {
    heading: 'We could not confirm this time',
    body: 'You are not booked, and nothing was charged. Everything you typed is still here: choose another time, or call us.',
    choose: 'Choose another time',
  },
} as const;

/** The sentences for a refused booking, for the codes whose general sentence is not enough. */
const troubles: Partial<Record<ApiProblemCode, { heading: string; body: string }>> = {
  network: bookingCopy.noAnswer,
  internal_error: {
    heading: 'That did not work',
    body: 'Press the button again: you will not be booked twice. If it fails once more, call us.',
  },
  service_unavailable: {
    heading: 'We cannot take bookings just now',
    body: 'Press the button again in a minute. You will not be booked twice.',
  },
  calendar_unavailable: {
    heading: 'The calendar is not responding',
    body: 'Press the button again in a minute, or call us and we will book it for you.',
  },
  too_many_requests: {
    heading: 'There were too many tries',
    body: 'Wait a minute, then press the button again.',
  },
  request_in_progress: {
    heading: 'Your booking is still under way',
    body: 'Wait a few seconds, then press the button again. You will not be booked twice.',
  },
  invalid_request: {
    heading: 'Some details need another look',
    body: 'Check what you typed and press the button again, or call us.',
  },
};

/** The reason why a booking was refused, and the way forward. A code without its own sentence gets the general one. */
export function troubleWords(
  code: ApiProblemCode,
  retryAfterSeconds: number | null,
): { heading: string; body: string } {
  const { heading, body } = troubles[code] ?? { heading: 'That did not work', body: problemSentence(code) };
  if (code !== 'too_many_requests' || retryAfterSeconds === null) return { heading, body };
  if (retryAfterSeconds > 5400) return { heading, body: 'Please call us and we will book it for you.' };
  const wait =
    retryAfterSeconds <= 90
      ? plural(Math.max(1, Math.ceil(retryAfterSeconds)), 'second')
      : plural(Math.ceil(retryAfterSeconds / 60), 'minute');
  return { heading, body: `Wait ${wait}, then press the button again, or call us.` };
}
