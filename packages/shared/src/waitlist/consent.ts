/**
 * What a person agrees to when they join a waitlist. The page shows this text beside the box; the server stores the
 * version with the entry. A change of the words is a new version: old entries agreed to the old words.
 */
export const waitlistConsent = {
  version: '2026-11-20',
  text: 'You may write to me about this waitlist: where I stand, and when there is a place. I can leave at any time, and what I typed here is deleted then.',
} as const;
