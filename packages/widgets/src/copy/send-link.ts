import type { LinkKind } from '@botaniqal/shared/contracts/links.ts';

/** The words for a person whose link does not open any more. */
export const sendLinkCopy = {
  heading: 'Have your link sent again',
  label: 'Your email address',
  hint: {
    manage: 'The one that you booked with',
    forms: 'The one that you booked with',
    waitlist: 'The one that you joined with',
  } satisfies Record<LinkKind, string>,
  send: 'Send my link again',
  sending: 'Sending…',
  wrong: 'Enter an email address, like name@example.com',
  sent: {
    manage: (email: string) =>
      `If there is a booking for ${email}, its link is on the way. It can take a few minutes. Look in your spam folder, too.`,
    forms: (email: string) =>
      `If there are forms to fill in for ${email}, their links are on the way. It can take a few minutes. Look in your spam folder, too.`,
    waitlist: (email: string) =>
      `If ${email} is on a waitlist, the link to it is on the way. It can take a few minutes. Look in your spam folder, too.`,
  } satisfies Record<LinkKind, (email: string) => string>,
  failed: 'Your request did not reach us. Please try again.',
  call: 'Or call us:',
} as const;
