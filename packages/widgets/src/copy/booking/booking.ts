import type { Step } from '../../elements/booking/journey/journey.ts';

const stepName: Record<Step, string> = {
  service: 'Service',
  time: 'Time',
  details: 'Your details',
  payment: 'Payment',
};

/** The words around the steps of a journey. */
export const bookingCopy = {
  /** The words beside the bar of steps. */
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
  haveCode: 'I have a promotion code',
  insteadOf: (price: string) => `instead of ${price}`,
  paidNote: 'charged when your booking is confirmed',
  /** Replaces the email address after a reload, because no personal details survive a reload. */
  you: 'you',

  /** For a press of "Book" without an answer. The words of other troubles are loaded when one of them is met. */
  noAnswer: {
    heading: 'We did not get an answer',
    body: 'Check your connection and press the button again. You will not be booked twice.',
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
    check: 'Test camera and sound',
    calendarFailed: 'We could not load the calendar file. It is also attached to our email.',
    changeOrCancel: 'Change or cancel',
    calendarTitle: (clinic: string, practitioner: string) => `Appointment with ${practitioner}, ${clinic}`,
    calendarLink: (link: string | null) => (link ? `Join by video: ${link}` : 'We email you the video link.'),
    calendarMore: (number: string, phone: string) =>
      `Confirmation number: ${number}\nTo change or cancel, use the link in our email or call ${phone}.`,
    fileName: 'appointment.ics',
  },
} as const;
