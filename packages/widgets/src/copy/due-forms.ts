import type { FormId } from '@botaniqal/shared/ids/ids.ts';
import { plural } from './plural.ts';

/** Until the form itself says what it is called, and when it cannot be read. */
const formName: Record<FormId, string> = {
  mini_intake: 'Short intake form',
  full_intake: 'Full intake form',
  medical_history: 'Medical history',
  gaps_assessment: 'GAPS assessment',
  weight_loss: 'Weight and health form',
  mental_health: 'Wellbeing form',
  equine_therapy: 'Equine therapy form',
  triage: 'First questions',
};

/** Words of the forms that a booking asks for. */
export const dueFormsCopy = {
  heading: (due: number) =>
    due === 0 ? 'Your forms' : due === 1 ? 'One form before you meet' : `${due} forms before you meet`,
  lead: (due: number) =>
    due === 0
      ? 'We have all of them. Thank you.'
      : due === 1
        ? 'Fill it in now, or later by the link in our e-mail.'
        : 'Fill them in now, or later by the links in our e-mail.',
  name: (id: FormId) => formName[id],
  minutes: (minutes: number) => `about ${plural(minutes, 'minute')}`,
  now: 'Fill it in now',
  later: 'Do it later',
  goOn: 'Go on with it',
  done: 'Done',
  next: (title: string) => `Next: ${title}`,
  notLoaded: {
    heading: 'The form could not be loaded',
    body: 'Check your connection and try again, or use the link in our e-mail.',
  },
  tryAgain: 'Try again',
} as const;
