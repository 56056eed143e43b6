import type { ContactPreference } from '@botaniqal/shared/contracts/waitlist.ts';

/** The words of the waitlist. They are plain and promise nothing that the clinic cannot keep: there is no date yet. */
export const waitlistCopy = {
  heading: (service: string) => (service ? `Waitlist: ${service}` : 'Join a waitlist'),
  lead: 'Not open yet. Join the list and we will write to you when it opens.',
  /** For an open service without a suitable time. */
  wishesLead: 'Tell us when suits you. We will let you know when a time becomes available.',
  label: {
    service: 'Which service?',
    name: 'Full name',
    email: 'Email',
    phone: (needed: boolean) => (needed ? 'Mobile' : 'Mobile (optional)'),
    postcode: 'Postcode (optional)',
    interestLevel: 'How soon would you like to start?',
    contactPreference: 'How should we reach you?',
  },
  hint: { email: 'We send your place on the list there' },
  /** From 1 to 5. */
  interest: ['Just curious', 'Some time', 'In the next few months', 'Soon', 'As soon as possible'],
  contact: { email: 'Email', sms: 'SMS', phone: 'Phone call' } satisfies Record<ContactPreference, string>,
  /** The label of a field that only a bot finds and fills in. */
  trap: 'Leave this empty',
  join: 'Join the waitlist',
  joining: 'Joining…',

  position: (position: number, total: number) => `You are number ${position} of ${total}`,
  loading: 'Loading the waitlist',

  again: 'Join again',

  open: (service: string) => (service ? `${service} is open` : 'There is nothing to wait for'),
  openBody: 'You can book now: there is no need to wait.',
  notLoaded: 'We could not reach the list just now',
  call: (phone: string) => `Call ${phone}`,
} as const;

/** The ways of contact, each with its words. */
export const contactChoices = Object.entries(waitlistCopy.contact);
