import type { WaitlistOfferStatus } from '@botaniqal/shared/contracts/waitlist.ts';

/** The words for an offered time: it came free and is held for one person. */
export const offerCopy = {
  heading: 'A time has come free for you',
  until: (moment: string) => `It is kept for you until ${moment}. Then we ask the next person.`,
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
  sureBody: 'We ask the next person. You stay on the list, and hear of the next time that comes free.',
  yes: 'Yes, let it go',
  passing: 'Passing it on…',
  keep: 'Keep it for now',
  later: 'Decide later',
  notTaken: 'You do not have this time yet',
  notPassed: 'This time is still kept for you',
  gone: 'This time has gone to somebody else, or it is too close by now.',
  booked: 'You are booked',
  sent: 'We have sent the details by email.',
  confirming: 'We are confirming your time',
  confirmingBody:
    'The calendar takes a moment longer than usual to answer. We email you as soon as your time is confirmed. You may close this page.',
  see: 'See, change or cancel',
  call: (phone: string) => `Call ${phone}`,
  over: {
    accepted: 'You have taken the time that came free. Our email has the link to your booking.',
    declined: 'You let a time go. You are still on the list.',
    timed_out: 'A time was kept for you and has passed on to the next person. You are still on the list.',
    withdrawn: 'The time that was kept for you cannot be had any more.',
  } satisfies Record<Exclude<WaitlistOfferStatus, 'offered'>, string>,
} as const;
