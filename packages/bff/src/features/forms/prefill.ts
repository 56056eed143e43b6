import type { FormContext } from '@botaniqal/shared/contracts/forms.ts';
import { type Answers, type FormDefinition, fieldsOf } from '@botaniqal/shared/forms/definition.ts';
import { recordAccess } from '../../platform/audit/record-access.ts';
import type { Transaction } from '../../platform/store/database.ts';
import type { Booking } from '../bookings/index.ts';
import { onlyName, splitName } from '../patients/index.ts';
import type { FormDeps } from './deps.ts';
import type { Submission } from './submission.ts';
import { submissionsFor } from './submissions-of-booking.ts';

/**
 * The known answers to questions that are asked only once, from the booking and its other forms; the newest answer
 * wins. An earlier submission of the same form does not count, because a patient who sends it again wants to change
 * it.
 */
export function knownAnswers(form: FormDefinition, booking: Booking, sent: readonly Submission[]): Answers {
  const held: Record<string, unknown> = { ...factsOf(booking) };
  for (const { formId, content } of sent) {
    if (formId !== form.id && content) Object.assign(held, content.known, content.answers);
  }
  const known: Record<string, unknown> = {};
  for (const { field } of fieldsOf(form)) {
    if (field.askOnce && Object.hasOwn(held, field.id)) known[field.id] = held[field.id];
  }
  return known;
}

/**
 * The facts that the patient gave with the booking. A name that we split ourselves is a guess, so the form asks for
 * it. It asks for the patient's email address too, when the one of the booking is a contact person's.
 */
function factsOf({ patient }: Booking): Answers {
  const { firstName, lastName, dateOfBirth, email, contactPerson } = patient;
  const apart = firstName !== null && lastName !== null ? { firstName, lastName } : {};
  return {
    ...apart,
    ...(dateOfBirth === null ? {} : { dateOfBirth }),
    ...(contactPerson ? {} : { email }),
  };
}

/** The values that the fields show before the patient types. Guesses are fine here. */
function prefillOf({ patient }: Booking): FormContext['prefill'] {
  const guess = splitName(patient.name);
  const firstName = patient.firstName ?? (guess.firstName === onlyName ? null : guess.firstName);
  const { dateOfBirth, primaryConcern } = patient;
  return {
    ...(firstName === null ? {} : { firstName }),
    lastName: patient.lastName ?? guess.lastName,
    ...(dateOfBirth === null ? {} : { dateOfBirth }),
    email: patient.email,
    phone: patient.phone,
    ...(primaryConcern === null ? {} : { primaryConcern }),
  };
}

/**
 * What a form need not ask again, for the page of a patient with the booking's token. Each read is in the audit
 * trail.
 */
export async function contextOf(
  tx: Transaction,
  deps: Pick<FormDeps, 'sealing' | 'clock'>,
  form: FormDefinition,
  booking: Booking | null,
  requestId: string | undefined,
): Promise<FormContext> {
  if (!booking) {
    return { formId: form.id, bookingId: null, status: 'due', submittedAt: null, known: {}, prefill: {} };
  }
  const sent = await submissionsFor(tx, deps, booking.id);
  const read = { at: deps.clock.now(), actor: { kind: 'patient' }, requestId } as const;
  await recordAccess(tx, {
    ...read,
    action: 'booking.form_read',
    subject: { kind: 'booking', id: booking.id },
  });
  for (const { id } of sent) {
    await recordAccess(tx, { ...read, action: 'submission.read', subject: { kind: 'submission', id } });
  }
  const own = sent.findLast(({ formId }) => formId === form.id);
  return {
    formId: form.id,
    bookingId: booking.id,
    status: own ? 'submitted' : 'due',
    submittedAt: own?.receivedAt.toISOString() ?? null,
    known: { ...knownAnswers(form, booking, sent) },
    prefill: prefillOf(booking),
  };
}
