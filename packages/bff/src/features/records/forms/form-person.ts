import type { SubmissionContent } from '../../forms/index.ts';
import { fullNameKey, nameKey, onlyName, type PersonToMatch, readPhone } from '../../patients/index.ts';

/** The person that a form is about; `null` where it does not say. A booking may know the rest. */
export type FormPerson = { [Piece in keyof PersonToMatch]: PersonToMatch[Piece] | null };

/** From the answers, from what was known and not asked again, and from the person who sent it. */
export function personInForm(content: Pick<SubmissionContent, 'answers' | 'known' | 'patient'>): FormPerson {
  const said: Record<string, unknown> = { ...content.known, ...content.answers };
  const words = (id: string): string | null => {
    const answer = said[id];
    return typeof answer === 'string' && answer.trim() !== '' ? answer.trim() : null;
  };
  const { patient } = content;
  const phone = words('mobilePhone') ?? patient?.phone ?? null;
  return {
    firstName: words('firstName') ?? patient?.firstName ?? null,
    lastName: words('lastName') ?? patient?.lastName ?? null,
    dateOfBirth: wholeDate(words('dateOfBirth')) ?? patient?.dateOfBirth ?? null,
    email: words('email') ?? patient?.email ?? null,
    mobile: phone === null ? null : readPhone(phone).digits,
  };
}

/** A form that was stopped may hold anything, also half a date. */
function wholeDate(answer: string | null): string | null {
  return answer !== null && /^\d{4}-\d{2}-\d{2}$/.test(answer) ? answer : null;
}

/**
 * Whether a form is about another person than the booking it was sent with: a parent books, and the form is about the
 * child. A shorter name is not another name.
 */
export function isAnotherPerson(form: FormPerson, booked: PersonToMatch): boolean {
  if (form.dateOfBirth && booked.dateOfBirth && form.dateOfBirth !== booked.dateOfBirth) return true;
  if (form.lastName === null) return false;
  return !sameOrLess(form, booked);
}

function sameOrLess(form: FormPerson, booked: PersonToMatch): boolean {
  const first = form.firstName ?? '';
  const own = wordsOf({ firstName: first || onlyName, lastName: form.lastName ?? '' });
  const theirs = wordsOf(booked);
  if (within(own, theirs) || within(theirs, own)) return true;
  // "Alex" and "Alexandra" of one family name.
  const [a, b] = [nameKey(first), nameKey(booked.firstName)];
  return nameKey(form.lastName ?? '') === nameKey(booked.lastName) && (a.startsWith(b) || b.startsWith(a));
}

function wordsOf(name: { firstName: string; lastName: string }): string[] {
  return fullNameKey(name).split(' ').filter(Boolean);
}

function within(some: readonly string[], all: readonly string[]): boolean {
  return some.length > 0 && some.every((word) => all.includes(word));
}

/** What the form says, and where it says nothing, the booking of the same person. */
export function joined(form: FormPerson, booked: PersonToMatch | null): FormPerson {
  if (booked === null) return form;
  const named = form.lastName !== null;
  return {
    firstName: named ? form.firstName : booked.firstName,
    lastName: named ? form.lastName : booked.lastName,
    dateOfBirth: form.dateOfBirth ?? booked.dateOfBirth,
    email: form.email ?? booked.email,
    mobile: form.mobile ?? booked.mobile,
  };
}

/**
 * The person, when enough is known to look for a record with care: a whole name, and a date of birth or an email
 * address. `null` when too little is known.
 */
export function personToFile(form: FormPerson): PersonToMatch | null {
  const { firstName, lastName, dateOfBirth, email, mobile } = form;
  if (lastName === null || (dateOfBirth === null && email === null)) return null;
  return {
    firstName: firstName ?? onlyName,
    lastName,
    dateOfBirth,
    email: email ?? '',
    mobile: mobile ?? '',
  };
}
