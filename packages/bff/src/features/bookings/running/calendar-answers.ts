import { relationWords } from '@botaniqal/shared/people/booked-for.ts';
import { cutText } from '@botaniqal/shared/validation/cut-text.ts';
import type { Visit } from '../../../config/clinic/clinic.ts';
import type { BookingPatient } from '../booking.ts';

type Answer = Visit['questions'][number]['answer'];

type AnsweringPatient = Pick<BookingPatient, 'primaryConcern' | 'phone' | 'contactPerson' | 'accessNeeds'>;

/** No answer that we send is longer. */
const longestAnswer = 2_000;

/**
 * The patient's answers to the event type's questions, in their order. Questions without an answer are left out.
 * The calendar wants every required question word for word, so `clinic.yaml` repeats them. What the practitioner must know
 * and no question asks for is added to the patient's words: who booked, and what the patient needs to take part.
 */
export function calendarAnswers(
  { questions }: Pick<Visit, 'questions'>,
  patient: AnsweringPatient,
): { question: string; answer: string }[] {
  const asked = new Set(questions.map(({ answer }) => answer));
  const given = answersOf(patient);
  const added = (['contactPerson', 'accessNeeds'] as const)
    .filter((answer) => !asked.has(answer))
    .map((answer) => given[answer])
    .filter((words) => words !== '');
  return questions.flatMap(({ question, answer }) => {
    const words = [given[answer], ...(answer === 'primaryConcern' ? added : [])].filter((one) => one !== '');
    return words.length > 0 ? [{ question, answer: cutText(words.join('\n'), longestAnswer) }] : [];
  });
}

/** What a practitioner must know of a patient, in a line each, beside the patient's own words. */
export function practicalNotes(patient: AnsweringPatient): string[] {
  const { contactPerson, accessNeeds } = answersOf(patient);
  return [contactPerson, accessNeeds].filter((words) => words !== '');
}

function answersOf(patient: AnsweringPatient): Record<Answer, string> {
  const { contactPerson, accessNeeds, primaryConcern, phone } = patient;
  return {
    primaryConcern: primaryConcern ?? '',
    phone,
    contactPerson: contactPerson
      ? `Booked by ${contactPerson.name} (${relationWords[contactPerson.relation]})`
      : '',
    accessNeeds: accessNeeds ? `Needs to take part: ${accessNeeds}` : '',
  };
}
