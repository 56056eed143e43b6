/**
 * What a person agrees to when they ask us to keep a form that is not finished. The page shows this text beside the
 * box; the server stores the version with the draft. A change of the words is a new version.
 */
export const draftConsent = {
  version: '2026-11-20',
  text: 'Please keep what I typed, so that I can go on later. It is encrypted, only the link that you send me opens it, and it is deleted when I send the form or when its time is over.',
} as const;
