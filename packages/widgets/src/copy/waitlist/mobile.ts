/** What to do where a mobile number is missing that is needed. */
export const needsMobileCopy = {
  sms: 'Enter a mobile number that we can text',
  phone: 'Enter a mobile number that we can call',
} as const;
