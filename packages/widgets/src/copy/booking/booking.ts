import type { ApiProblemCode } from '../../api/api-problem.ts';
import type { Step } from '../../elements/booking/journey/journey.ts';
import { plural } from '../plural.ts';
import { problemSentence } from '../problems.ts';

const stepName: Record<Step, string> = {
  service: 'service',
  time: 'time',
  details: 'your details',
  payment: 'payment',
};

/** The words around the steps of a journey. */
export const bookingCopy = {
  /** A screen reader reads this with the bar of steps, which has no words. */
  progress: (position: number, count: number, step: Step) =>
    `Step ${position} of ${count}: ${stepName[step]}`,
  back: 'Back',
  changeService: 'Change service',
  changeTime: 'Change time',
  tryAgain: 'Try again',
  notLoaded: 'Booking could not be loaded',
  call: (phone: string) => `Call ${phone}`,
  summaryHeading: 'Your booking',
  byVideo: 'by video',
  freeNote: 'nothing to pay',
  paidNote: 'charged only when the booking stands',
  /** Replaces the e-mail address after a reload, because no personal details survive a reload. */
  you: 'you',

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
      body: 'Somebody else was a moment quicker. Everything you typed is still here.',
    },
    uncharged: {
      heading: 'That time has just been taken',
      body: 'You were not charged. Everything you typed is still here.',
    },
    passed: {
      heading: 'That time can no longer be booked',
      body: 'It is too close by now. Everything you typed is still here.',
    },
    near: 'These times are close and free:',
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
    bodyPaid:
      'Your card is approved. The calendar takes a moment longer than usual to answer. Do not pay again.',
    body: 'Your booking is with us. The calendar takes a moment longer than usual to answer.',
    late: (email: string) =>
      `This takes longer than usual. You may close this page: we will e-mail ${email} as soon as your time is confirmed.`,
  },
  failed: {
    heading: 'We could not confirm this time',
    body: 'You are not booked, and nothing was charged. Everything you typed is still here: choose another time, or call us.',
    choose: 'Choose another time',
  },

  confirmed: {
    heading: 'You are booked',
    sent: (email: string) => `We have sent the details to ${email}.`,
    when: 'When',
    withWhom: 'With',
    number: 'Number',
    receipt: 'Paid',
    addToCalendar: 'Add to calendar',
    preparing: 'Preparing…',
    google: 'Google Calendar',
    outlook: 'Outlook',
    calendarFailed: 'The calendar file could not be fetched. It is also attached to our e-mail.',
    changeOrCancel: 'Change or cancel',
    calendarTitle: (clinic: string) => `Video call with ${clinic}`,
    fileName: 'appointment.ics',
  },
} as const;

/** The sentences for a refused booking, for the codes whose general sentence is not enough. */
const troubles: Partial<Record<ApiProblemCode, { heading: string; body: string }>> = {
  network: {
    heading: 'We got no answer',
    body: 'Check your connection and press the button again. You will not be booked twice.',
  },
  internal_error: {
    heading: 'That did not work',
    body: 'Press the button again: you will not be booked twice. If it fails once more, call us.',
  },
  service_unavailable: {
    heading: 'We cannot take bookings for a moment',
    body: 'Press the button again in a minute. You will not be booked twice.',
  },
  calendar_unavailable: {
    heading: 'The calendar does not answer',
    body: 'Press the button again in a minute, or call us and we will book it for you.',
  },
  too_many_requests: {
    heading: 'Many people are booking at this moment',
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
  const wait =
    retryAfterSeconds <= 90
      ? plural(Math.max(1, Math.ceil(retryAfterSeconds)), 'second')
      : plural(Math.ceil(retryAfterSeconds / 60), 'minute');
  return { heading, body: `Wait ${wait}, then press the button again, or call us.` };
}
