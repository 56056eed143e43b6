/** The words of triage. They name services, never a treatment, and never say which illness a patient may have. */
export const triageCopy = {
  heading: 'Find the right place to start',
  loading: 'Loading the questions',
  notLoaded: 'We could not load the questions just now',
  tryAgain: 'Try again',

  /** Shown before the first answer, because an alarming answer may replace the questions at once. */
  notice: 'Some answers show urgent help straight away.',
  step: (number: number, least: number, most: number) =>
    least === most
      ? `Step ${number} of ${number + most}`
      : `Step ${number}, ${least === 0 ? 'up to' : `${least} to`} ${most} more`,
  back: 'Back',
  send: 'Send my answers',
  sending: 'Sending…',
  beforeSending:
    'Your answers go to our consultant. This is not an emergency service, and what it says is not a diagnosis.',
  danger: 'In danger now? Call',
  toTalk: 'To talk at any hour:',
  worse: 'If it gets worse:',
  offline: 'You seem to be offline. You can go on: nothing you answered is lost.',

  notSent: 'Your answers have not been sent yet',
  notSentOffline:
    'You seem to be offline. Everything you answered is still here, and is sent as soon as you are back.',
  kept: 'Everything you answered is still here.',
  needsAnotherLook: 'We could not accept one of the answers. Check them and send them again, or call us.',
  call: (phone: string) => `Call ${phone}`,

  /** After help was shown: a sentence about the answers so far. */
  delivery: {
    sending: '',
    sent: 'The clinic has your answers.',
    unsent:
      'Your answers have not reached the clinic yet. We keep trying while this page is open. You can call any of these numbers without the internet.',
  },

  outcome: {
    soon: {
      heading: 'Talk to someone in the next few days',
      lead: 'From what you told us, this should not wait long. If you find no time with us in the next few days, see your own doctor, or call healthdirect.',
    },
    routine: {
      heading: 'A call is a good place to start',
      lead: 'From what you told us, any time that suits you will do. If it gets worse before then, do not wait for it: see your doctor.',
    },
    self_care: {
      heading: 'You may not need an appointment',
      lead: 'You told us that it began a few days ago, is getting better and hardly gets in your way.',
    },
  },
  selfCare: {
    helps: 'What you can do now',
    helpsList: [
      'Give it a few more days, and rest when you need to.',
      'Ask a pharmacist: that is free, and needs no appointment.',
      'Call healthdirect at any hour to talk with a nurse.',
    ],
    seek: 'See a doctor',
    seekList: [
      'if it gets worse or comes back',
      'if it has not gone in two weeks',
      'if you notice something new',
      'if you are worried for any reason',
    ],
  },
  /** After the patient took back an alarming answer. */
  helped: {
    heading: 'Before you book, talk with us',
    lead: 'One of your first answers told us that someone may need help soon. If that is so, call one of these numbers now. If it was a mistake, call us: we find the right time together.',
  },

  firstCall: (service: string) => `A free first call about ${inSentence(service)}`,
  firstCallBody: (minutes: number) =>
    `${minutes} minutes by video with our consultant. It costs nothing. You say what you would like help with, and decide together what comes next. Our consultant will have your answers.`,
  after: (names: string) => `After the call you may see ${names}.`,
  book: 'Book the free call',
  orCall: (phone: string) => `or call ${phone}`,
  /** Replaces `outcome` when the service has no times yet, so that the patient is not told to choose one. */
  notOpen: {
    soon: {
      heading: 'Talk to someone in the next few days',
      lead: (service: string) =>
        `From what you told us, this should not wait long, and ${inSentence(service)} is not open with us yet. See your own doctor in the next few days, or call one of the numbers below.`,
    },
    routine: {
      heading: (service: string) => `${service} is not open yet`,
      lead: (service: string) =>
        `From what you told us, ${inSentence(service)} is a good place to start, and we are getting ready to open it. If it gets worse before then, see your doctor.`,
    },
  },
  waitlist: (service: string) => `The waitlist for ${inSentence(service)}`,
  waitlistBody: 'Join the list, and we write to you as soon as it opens.',
  join: 'Join the waitlist',
  talk: 'Talk with us',
  talkBody: (clinic: string, hours: string) =>
    `If you would like to talk it over, call ${clinic}. We are there ${hours || 'in opening hours'}.`,
  lines: 'Help at any hour',
  fine: 'This is not a diagnosis and does not decide your treatment.',

  yourAnswers: 'Your answers',
  change: 'Change',
  changeWhat: (section: string) => `: ${section}`,
  notAnswered: 'Not answered',
  backToOutcome: 'Back to what we suggest',
  following: { book: 'Book the free call', waitlist: 'Join the waitlist' },
  notThere: 'This part of the page could not be loaded',
  notThereBody: 'Check your connection and try again, or call us.',
} as const;

/** "Weight loss" within a sentence; "GAPS coaching" as it is. */
function inSentence(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** "Dr Dia, Dr Shivani or Ramona" */
export function namesInWords(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${last}` : last;
}
