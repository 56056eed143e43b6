import type { BookingView } from '@botaniqal/shared/contracts/bookings.ts';

/** The words of the page that shows and cancels a booking. */
export const manageCopy = {
  heading: 'Your booking',
  loading: 'Looking up your booking',
  noLink: 'Open it by the link in our email.',
  broken: {
    heading: 'This link is incomplete',
    body: 'Open it from our email again, or copy the whole link.',
  },
  unknown: {
    heading: 'This link does not open a booking',
    body: 'It may be from an older email. Open the newest one.',
  },
  notLoaded: 'We could not reach your booking just now',
  nothingChanged: 'Nothing has changed.',

  status: {
    confirmed: 'You are booked',
    confirming: 'We are confirming your time',
    awaiting_payment: 'Not paid yet',
    cancelled: 'Cancelled',
    expired: 'Not booked',
    failed: 'Not booked',
  } satisfies Record<BookingView['status'], string>,
  more: {
    confirmed: '',
    confirming: 'This page shows it as soon as it is done.',
    awaiting_payment: 'Continue the payment in the window where you started, or book again.',
    cancelled: 'There is nothing more to do.',
    expired: 'The time was not paid for while we held it. Nothing was charged.',
    failed: 'We could not book this time. Nothing was charged.',
  } satisfies Record<BookingView['status'], string>,
  over: 'This appointment is over',
  missed: {
    heading: 'You missed this appointment',
    body: 'If that is not right, please call us:',
  },
  /** `when`: "Monday 23 November, 6:30 am". */
  movedTo: (when: string) => `Moved to ${when}`,
  movedFrom: (when: string) => `Moved from ${when}.`,
  movedMail: 'We have emailed you the new time. If you saved the old one in your calendar, add it again.',
  beingMoved: {
    heading: 'We are moving your appointment',
    body: (to: string, from: string) =>
      `To ${to}. The calendar is taking longer than usual. Until it is done, you keep your appointment on ${from}.`,
  },
  notMoved: (when: string) => `We could not move it. You still have your appointment on ${when}.`,

  forWhom: 'For',
  when: 'When',
  withWhom: 'With',
  byVideo: 'by video',
  what: 'What',
  paid: 'Paid',
  number: 'Number',
  join: 'Join the video call',
  addToCalendar: 'Add to calendar',
  check: 'Test camera and sound',
  calendarFailed: 'We could not load the calendar file. It is also attached to our email.',
  fileName: 'appointment.ics',
  call: (phone: string) => `Call ${phone}`,
  formsByMail: 'Our email has the forms to fill in.',

  changeTime: 'To choose another time, call us:',
  move: 'Move this appointment',
  moveLoading: 'Loading times…',
  moveNotLoaded: 'We could not load the times. Press the button again, or call us:',
  /** The answer to a reminder. */
  coming: {
    act: 'I’m coming',
    noted: 'Thank you. We know that you are coming.',
    failed: 'We could not note it. Press the button again, or call us.',
  },
  keptTime: 'Your time stays as it is.',
  /** "You can move it once more, until Sunday 22 November, 6:30 am." */
  movable: (times: number, moved: boolean, until: string) =>
    `You can move it ${timesWords(times)}${moved ? ' more' : ''}, until ${until}.`,
  /** Why the patient cannot move the appointment here. The clinic's number follows. */
  notMovable: {
    too_late: (until: string) => `You could move it here until ${until}. To move it now, call us:`,
    limit_reached: 'You have moved it as often as you can here. To move it again, call us:',
    price_differs: 'The price of this visit has changed. To move it, call us:',
    not_online: 'To move it, call us:',
  },
  cancel: 'Cancel this booking',
  sure: 'Cancel this booking?',
  goneForGood: 'Another patient can then book your time. This cannot be undone.',
  yes: 'Yes, cancel it',
  cancelling: 'Cancelling…',
  keep: 'Keep it',
  kept: 'Your booking stays as it is.',
  /** The refund of a cancellation now; `passed`: since when it is not the whole price. */
  refund: {
    all: (amount: string) => `We will refund the full ${amount}.`,
    part: (amount: string, paid: string) => `We will refund ${amount} of the ${paid} you paid.`,
    none: (paid: string) => `The ${paid} you paid will not be refunded.`,
    passed: (moment: string) => `Free cancellation ended on ${moment}.`,
  },
  refunding: (amount: string) =>
    `${amount} is on its way back to your card. Your bank shows it within 5 to 10 working days.`,
  refunded: (amount: string) =>
    `We have sent ${amount} back to your card. Your bank shows it within 5 to 10 working days.`,
  refundFailed: (amount: string) =>
    `The refund of ${amount} has not gone through. We still owe it to you, and will contact you to arrange it another way.`,
  notRefunded: (paid: string) =>
    `It was cancelled too late for a refund, so the ${paid} you paid will not be refunded.`,
  again: {
    act: 'Book again',
    heading: 'Book again',
    same: (day: string, practitioner: string) => `The same visit as on ${day}, with ${practitioner}.`,
    loading: 'Loading your details',
    back: 'See that booking',
  },
  nothingCharged: 'Nothing was charged.',
  notCancelled: 'We could not cancel it just now',
} as const;

function timesWords(times: number): string {
  return ['never', 'once', 'twice'][times] ?? `${times} times`;
}
