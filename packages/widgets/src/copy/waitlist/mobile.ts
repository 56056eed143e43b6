/** The sentence for a required mobile number that is missing. */
export const needsMobileCopy = {
  sms: 'Enter a mobile number that we can text',
  phone: 'Enter a mobile number that we can call',
} as const;
