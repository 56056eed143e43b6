import type { Visit } from '../../../config/clinic/clinic.ts';

/**
 * The patient's answers to the event type's questions, in their order. Questions without an answer are left out.
 * The calendar wants every required question word for word, so `clinic.yaml` repeats them.
 */
export function calendarAnswers(
  visit: Pick<Visit, 'questions'>,
  patient: Readonly<Record<string, unknown>>,
): { question: string; answer: string }[] {
  return visit.questions.flatMap(({ question, answer }) => {
    const given = patient[answer];
    return typeof given === 'string' && given !== '' ? [{ question, answer: given }] : [];
  });
}
