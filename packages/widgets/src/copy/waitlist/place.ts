import type { ContactPreference, WaitlistStatus } from '@botaniqal/shared/contracts/waitlist.ts';

const reached: Record<ContactPreference, string> = {
  email: 'write to you',
  sms: 'text you',
  phone: 'call you',
};

/** The words for a person who is or was on a waitlist. */
export const placeCopy = {
  /** Above the position. */
  onTheList: 'You are on the list',
  onTheListAlready: 'You are on the list already',
  status: {
    waiting: '',
    invited: 'It is your turn',
    booked: 'You have booked',
    lapsed: 'Your turn has passed',
    left: 'You have left the list',
  } satisfies Record<WaitlistStatus, string>,
  more: {
    waiting: 'Your number can change while people join and leave.',
    invited: 'Use the link in our newest email to book.',
    booked: 'There is nothing left to wait for.',
    lapsed: 'Nothing was booked in time. You can join again, or call us.',
    left: 'We will not write to you about this service any more.',
  } satisfies Record<WaitlistStatus, string>,
  invited: {
    online: 'Choose a time and book it right here.',
    phone: 'Call us to book your first appointment.',
  },
  bookBy: (moment: string) => `A place is kept for you until ${moment}.`,
  confirmFirst: {
    heading: 'Check your email',
    body: 'Follow the link in our email, so that we know the address is yours. We can only invite you after that.',
  },
  unknown: {
    heading: 'This link does not open a place on a list',
    body: 'You may have left the list, or the link is from an older email.',
  },
  next: 'What happens next',
  steps: (by: ContactPreference | undefined, isOpen: boolean) => [
    'We send you an email with a link to this page.',
    isOpen
      ? `When a time that suits you is available, we ${by ? reached[by] : reached.email} and hold it for you for a while.`
      : `When the service opens, we ${by ? reached[by] : reached.email} and send you a personal link to book.`,
    'Until then, nothing is booked and there is nothing to pay.',
  ],
  /** For a page that may only read the place, because any person who knows the email address could open it. */
  mailOnly: 'To change something or to leave, use the link in our email to you.',

  change: 'Change',
  reach: 'How we reach you',

  leave: 'Leave the list',
} as const;
