import type { ContactPreference } from '@botaniqal/shared/contracts/waitlist.ts';

const saved: Record<ContactPreference, string> = {
  email: 'Saved. We will write to you.',
  sms: 'Saved. We will text you.',
  phone: 'Saved. We will call you.',
};

/** The words for a person who changes the way of contact or leaves the list. */
export const managingCopy = {
  save: 'Save',
  saving: 'Saving…',
  saved,
  keep: 'Cancel',
  notSaved: 'Nothing was changed',
  sure: 'Leave the list?',
  gone: 'You give up your place. You can join again, but you may get a later one.',
  yes: 'Yes, leave',
  leaving: 'Leaving…',
  stay: 'Stay on the list',
  stayed: 'You are still on the list.',
  notLeft: 'You are still on the list',
} as const;
