/**
 * The words after an alarming answer: calm, short, without blame, and without a promise that the clinic cannot keep.
 */
export const helpCopy = {
  heading: {
    emergency: 'Please get help now',
    same_day: 'Please talk to someone today',
  },
  lead: {
    emergency:
      'Thank you for telling us. Your answer may mean that someone is in danger. Call 000 and say what is happening. If you cannot call, ask someone near you to call.',
    same_day:
      'Thank you for telling us. Your answer should not wait for an appointment. Talk to one of these people today. If it gets worse, or someone is in danger, call 000.',
  },
  /** The first call of an emergency. The words contain the number, for people who dial it themselves. */
  callEmergency: 'Call 000',
  linesHeading: { emergency: 'Who else can help', same_day: 'Who you can call' },
  call: (phone: string) => `Call ${phone}`,
  text: (phone: string) => `Text ${phone}`,

  callBack: {
    heading: 'Would you like us to call you?',
    lead: (clinic: string, hours: string) =>
      `Someone from ${clinic || 'the clinic'} can call you in opening hours${inBrackets(hours)}. This is not for emergencies. In an emergency, call 000.`,
    name: 'Your name',
    phone: 'Your phone number',
    phoneHint: 'One that is safe for us to call',
    ask: 'Ask for a call',
    asking: 'Asking…',
    faults: {
      name: 'Enter your name',
      phone: 'Enter a phone number, like 0412 345 678',
      phoneMissing: 'Enter your phone number',
    },
    asked: 'We will call you',
    askedMore: (clinic: string, phone: string, hours: string) =>
      `Someone from ${clinic || 'the clinic'} will call ${phone} in opening hours${inBrackets(hours)}. If it gets worse before then, do not wait for us: call 000.`,
    failed: 'We could not pass on your request',
    failedMore: 'Your number has not reached us. Press the button again, or call us.',
    clinic: (phone: string) => `Call the clinic: ${phone}`,
  },

  mistake: 'I chose that by mistake',
} as const;

function inBrackets(hours: string): string {
  return hours && ` (${hours})`;
}
