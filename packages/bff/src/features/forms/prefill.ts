import type { FormContext } from '@botaniqal/shared/contracts/forms.ts';
import { type Answers, type FormDefinition, fieldsOf } from '@botaniqal/shared/forms/definition.ts';
import type { FormId } from '@botaniqal/shared/ids/ids.ts';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { recordAccess } from '../../platform/audit/record-access.ts';
import type { Queryable, Transaction } from '../../platform/store/database.ts';
import type { Booking } from '../bookings/index.ts';
import { onlyName, splitName } from '../patients/index.ts';
import type { FormDeps } from './deps.ts';
import { openSubmission, type Submission } from './submission.ts';
import { formSubmissions } from './tables.ts';

/** The forms of a booking that were sent whole, the oldest first. */
export async function submissionsFor(
  db: Queryable,
  deps: Pick<FormDeps, 'sealing'>,
  bookingId: string,
): Promise<Submission[]> {
  const rows = await db
    .select()
    .from(formSubmissions)
    .where(
      and(
        eq(formSubmissions.bookingId, bookingId),
        eq(formSubmissions.complete, true),
        isNull(formSubmissions.erasedAt),
      ),
    )
    .orderBy(asc(formSubmissions.receivedAt), asc(formSubmissions.id));
  return rows.map((row) => openSubmission(deps.sealing, row));
}

/** Which forms of a booking were sent whole. */
export async function submittedForms(db: Queryable, bookingId: string): Promise<ReadonlySet<FormId>> {
  const rows = await db
    .selectDistinct({ formId: formSubmissions.formId })
    .from(formSubmissions)
    .where(and(eq(formSubmissions.bookingId, bookingId), eq(formSubmissions.complete, true)));
  // The column holds ids that we wrote; a form that has gone since is no booking's.
  return new Set<string>(rows.map(({ formId }) => formId)) as ReadonlySet<FormId>;
}

/**
 * The answers to questions of this form that are asked once, from the booking and its other forms; the newest counts.
 * The form's own earlier sending does not: who sends it again wants to change it.
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

/** What the patient told the booking in so many words. A name that we split ourselves is a guess: it is asked. */
function factsOf({ patient }: Booking): Answers {
  const { firstName, lastName, dateOfBirth, email } = patient;
  const apart = firstName !== null && lastName !== null ? { firstName, lastName } : {};
  return { ...apart, ...(dateOfBirth === null ? {} : { dateOfBirth }), email };
}

/** What stands in the fields before the patient types; a guess is welcome here. */
export function prefillOf({ patient }: Booking): FormContext['prefill'] {
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

/** What need not be asked again in a form, for the page of whoever holds the booking's token. The read is audited. */
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
  const read = { at: deps.clock.now(), actor: 'patient', requestId } as const;
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
