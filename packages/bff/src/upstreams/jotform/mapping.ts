import type { GivenAnswer, GivenForm } from '../../ports/forms-elsewhere.ts';
import * as wire from './wire.ts';

export function givenForm({ content, 'limit-left': left }: wire.SubmissionAnswer): GivenForm {
  const questions = Object.entries(content.answers)
    .toSorted(([, a], [, b]) => a.order - b.order)
    .flatMap(([questionKey, question]) => {
      const answer = givenAnswer(question);
      if (!answer) return [];
      const words = question.prettyFormat?.trim() || wordsOf(question.answer);
      return [{ questionKey, question: question.text || question.name, answer, words }];
    });
  return {
    submissionKey: content.id,
    formKey: content.form_id,
    questions,
    callsLeft: left ?? null,
  };
}

/** `null`: nothing was answered. */
function givenAnswer({ type, answer }: wire.Question): GivenAnswer | null {
  if (wordsOf(answer) === '') return null;
  switch (type) {
    case 'control_fullname':
      return shaped(wire.fullName, answer, (name) => ({ kind: 'name', ...name }));
    case 'control_phone':
      return shaped(wire.phoneNumber, answer, ({ full, country, area, phone }) =>
        texts([full || [country, area, phone].filter(Boolean).join(' ')]),
      );
    case 'control_address':
      return shaped(wire.address, answer, (address) => ({
        kind: 'address',
        line1: address.addr_line1,
        line2: address.addr_line2,
        suburb: address.city,
        state: address.state,
        postcode: address.postal,
      }));
    case 'control_datetime':
    case 'control_birthdate':
      return shaped(wire.date, answer, (day) => ({ kind: 'date', ...day }));
    case 'control_checkbox':
    case 'control_radio':
    case 'control_dropdown':
      return picked(answer);
    default:
      return texts([wordsOf(answer)]);
  }
}

/** Reads the usual shape of a type; an answer of another shape becomes its words. */
function shaped<T>(
  shape: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
  answer: unknown,
  take: (data: T) => GivenAnswer,
): GivenAnswer {
  const read = typeof answer === 'object' ? shape.safeParse(answer) : ({ success: false } as const);
  return read.success ? take(read.data) : texts([wordsOf(answer)]);
}

function picked(answer: unknown): GivenAnswer {
  const one = wire.plain.safeParse(answer);
  if (one.success) return texts([one.data]);
  const several = wire.choices.safeParse(answer);
  return texts(several.success ? Object.values(several.data).filter(Boolean) : [wordsOf(answer)]);
}

const texts = (given: readonly string[]): GivenAnswer => ({ kind: 'texts', texts: given });

/** Any answer as text for people; '' when it is empty. */
function wordsOf(answer: unknown): string {
  if (answer === null || answer === undefined) return '';
  if (typeof answer === 'string') return answer.trim();
  if (typeof answer !== 'object') return String(answer);
  const pieces = Array.isArray(answer) ? answer : Object.values(answer);
  return pieces
    .map(wordsOf)
    .filter(Boolean)
    .join(Array.isArray(answer) ? ', ' : ' ');
}
