import { formPatient } from '@botaniqal/shared/contracts/forms.ts';
import type { Answers } from '@botaniqal/shared/forms/definition.ts';
import { oneLine } from '../../../platform/one-line.ts';
import { type Contact, noContact } from '../../patients/index.ts';

/**
 * The valid fields of a patient that may be partly invalid: a good phone number counts even when the email address
 * has a typing error.
 */
export function contactOfPatient(patient: unknown): Contact {
  if (typeof patient !== 'object' || patient === null) return noContact;
  const given = new Map(Object.entries(patient));
  const { shape } = formPatient;
  const piece = (name: 'firstName' | 'lastName' | 'email' | 'phone') => {
    const read = shape[name].safeParse(given.get(name));
    return read.success ? oneLine(read.data) : null;
  };
  return {
    name: fullName(piece('firstName'), piece('lastName')),
    email: piece('email'),
    phone: piece('phone'),
  };
}

/** The contact in a form's answers. Questions about the person have the same ids in every form. */
export function contactOfAnswers(answers: Answers): Contact {
  const words = (id: string) => {
    const answer = answers[id];
    return typeof answer === 'string' && answer !== '' ? oneLine(answer) : null;
  };
  return {
    name: fullName(words('firstName'), words('lastName')),
    email: words('email'),
    phone: words('mobilePhone') ?? words('homePhone'),
  };
}

function fullName(firstName: string | null, lastName: string | null): string | null {
  return [firstName, lastName].filter(Boolean).join(' ') || null;
}
