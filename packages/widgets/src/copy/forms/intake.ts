import type { ApiProblemCode } from '../../api/api-problem.ts';
import { plural } from '../plural.ts';
import { problemSentence } from '../problems.ts';

/**
 * The words around a form: opening, saving, checking and sending it. They are plain, kind, and true without a network,
 * too.
 */
export const intakeCopy = {
  loading: 'Loading the form',
  minutes: (minutes: number) => `It takes about ${plural(minutes, 'minute')}.`,
  progress: (position: number, least: number, most: number) =>
    least === most ? `Step ${position} of ${most}` : `Step ${position} of ${least} to ${most}`,
  back: 'Back',
  toCheck: 'Check answers',

  /** For a patient who opened the page without a link: they have made no mistake. */
  noLink: {
    heading: 'Your forms',
    body: 'Each form opens by the link in our email.',
  },
  broken: {
    heading: 'This link does not open a form',
    body: 'Open the link in our newest email.',
  },
  gone: {
    heading: 'There is nothing saved at this link',
    body: 'You may have sent the form, or the link has expired. Open the link in our newest email.',
  },
  notFound: {
    heading: 'We could not find this form',
    body: 'Open the link in our newest email.',
  },
  notLoaded: 'We could not load the form just now',
  tryAgain: 'Try again',

  already: (day: string) => `You sent this form on ${day}`,
  alreadyBody: 'We have it. If something has changed, you can fill it in again.',
  fillAgain: 'Fill it in again',

  offline: 'You are offline. You can keep going: what you type stays here while this page is open.',
  online: 'You are back online.',

  check: 'Check your answers',
  checkLead: 'Nothing is sent until you press the button.',
  change: 'Change',
  notAnswered: 'Not answered',
  emailCopy: 'Email me my answers, not just a link',
  privacy: (clinic: string) =>
    `${clinic} collects your answers for your care and keeps them in your health record. Our forms and records systems process them for us.`,
  send: 'Send the form',
  sending: 'Sending…',
  waiting: 'Your form has not reached us yet',
  waitingBody:
    'Nothing is lost. Keep this page open: we send it as soon as the connection is back, and tell you here.',
  sendNow: 'Try now',
  changeAnswers: 'Go back to my answers',
  refused: 'Your form was not sent',
  kept: 'Everything you typed is still here.',

  sent: 'Thank you. We have your form',
  sentBody: 'We add it to your record, so your practitioner can read it before you meet.',
  sentDraft: 'Your saved draft has been deleted.',

  notTold:
    'What you told us has not reached us yet. We keep trying while this page is open. Do not wait for us: call.',
  slip: 'Change the answer you chose by mistake, then continue.',

  later: 'Save and come back later',
  notKept: 'It could not be saved just now',
  resumed: (time: string) => `Welcome back. Your answers are as you left them on ${time}.`,
} as const;

/** The sentence for a form that cannot be loaded, saved or sent. */
export function intakeTrouble(code: ApiProblemCode): string {
  return code === 'service_unavailable'
    ? 'Our system is not available just now. Try again in a moment.'
    : problemSentence(code);
}
