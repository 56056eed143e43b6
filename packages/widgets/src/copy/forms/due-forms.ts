import type { FormId } from '@botaniqal/shared/ids/ids.ts';
import { plural } from '../plural.ts';

/** The names of the forms. They are used for a form that is done, and until the title of a form is loaded. */
const formName: Record<FormId, string> = {
  mini_intake: 'Before your first call',
  full_intake: 'New patient form',
  medical_history: 'Medical history',
  gaps_assessment: 'GAPS coaching questions',
  weight_loss: 'About your weight and health',
  mental_health: 'How you are',
  equine_therapy: 'Before your first session with horses',
  triage: 'Find the right place to start',
};

/** The words around the forms that a booking asks for. */
export const dueFormsCopy = {
  heading: (due: number) =>
    due === 0 ? 'Your forms' : due === 1 ? 'One form before you meet' : `${due} forms before you meet`,
  lead: (due: number) =>
    due === 0
      ? 'We have all of them. Thank you.'
      : due === 1
        ? 'Fill it in now, or later by the link in our email.'
        : 'Fill them in now, or later by the links in our email.',
  name: (id: FormId) => formName[id],
  minutes: (minutes: number) => `about ${plural(minutes, 'minute')}`,
  now: 'Fill it in now',
  later: 'Do it later',
  goOn: 'Go on with it',
  done: 'Done',
  next: (title: string) => `Next: ${title}`,
  notLoaded: {
    heading: 'The form could not be loaded',
    body: 'Check your connection and try again, or use the link in our email.',
  },
  tryAgain: 'Try again',
} as const;
