import { formPatient } from '@botaniqal/shared/contracts/forms.ts';
import type { Answers } from '@botaniqal/shared/forms/definition.ts';
import { z } from 'zod';

/** How a person can be reached; `null` for what nobody told us. */
export const contact = z.object({
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
});
export type Contact = z.infer<typeof contact>;

export const noContact: Contact = { name: null, email: null, phone: null };

/** The first of the contacts that has a piece gives it: what was said first in the list counts most. */
export function mergeContacts(contacts: readonly Contact[]): Contact {
  const first = (piece: keyof Contact) => contacts.find((one) => one[piece] !== null)?.[piece] ?? null;
  return { name: first('name'), email: first('email'), phone: first('phone') };
}

/** What holds of a patient that may be half right: a good phone number counts beside a mistyped address. */
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

/** What a form's own answers tell: its questions about the person have the same ids in every form. */
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

/** It goes into mails and lists. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}
