import type { WaitlistOfferStatus } from '@botaniqal/shared/contracts/waitlist.ts';

/** The words for an offered time: it came free and is held for one person. */
export const offerCopy = {
  heading: 'A time is available for you',
  until: (moment: string) => `It is held for you until ${moment}. Then we offer it to the next person.`,
  what: 'What',
  when: 'When',
  withWhom: 'With',
  byVideo: 'by video',
  cost: 'Cost',
  take: 'Take this time',
  takeAndPay: 'Take this time and pay',
  letGo: 'Let it go',
  label: { phone: 'Mobile', primaryConcern: 'What would you like help with?' },
  hint: { phone: 'In case the video fails', primaryConcern: 'A few words are enough' },
  faults: {
    phone: 'Enter a mobile number, like 0412 345 678',
    primaryConcern: 'Write in a few words what you would like help with',
  },
  taking: 'Booking…',
  sure: 'Let this time go?',
  sureBody: 'We will offer it to the next person. You stay on the list.',
  yes: 'Yes, let it go',
  passing: 'Passing it on…',
  keep: 'Keep it for now',
  later: 'Decide later',
  notTaken: 'You do not have this time yet',
  notPassed: 'This time is still kept for you',
  gone: 'This time has been booked, or it starts too soon.',
  booked: 'You are booked',
  sent: 'We have sent the details by email.',
  confirming: 'We are confirming your time',
  confirmingBody:
    'The calendar is taking longer than usual. We email you as soon as your time is confirmed. You may close this page.',
  see: 'See, change or cancel',
  call: (phone: string) => `Call ${phone}`,
  over: {
    accepted: 'You have booked the time we offered. Our email has the link to your booking.',
    declined: 'You let a time go. You are still on the list.',
    timed_out: 'The time we held for you was offered to the next person. You are still on the list.',
    withdrawn: 'The time we held for you is no longer available.',
  } satisfies Record<Exclude<WaitlistOfferStatus, 'offered'>, string>,
} as const;
