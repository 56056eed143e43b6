import { randomUUID } from 'node:crypto';
import type { FormPatient } from '@botaniqal/shared/contracts/forms.ts';
import type { Attribution } from '@botaniqal/shared/contracts/primitives.ts';
import type { Answers, FormDefinition } from '@botaniqal/shared/forms/definition.ts';
import type { Reading } from '@botaniqal/shared/forms/engine.ts';
import { and, eq } from 'drizzle-orm';
import { recordAccess } from '../../../platform/audit/record-access.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { Booking } from '../../bookings/index.ts';
import type { FormDeps } from '../deps.ts';
import { openSubmission, type Submission, sealContent } from '../submission.ts';
import { formSubmissions } from '../tables.ts';
import { raiseAlarm } from '../triage/raise-alarm.ts';
import { addSession } from '../triage/triage-session.ts';
import { type Contact, contactOfAnswers, contactOfPatient, mergeContacts, noContact } from './contact.ts';
import { type Assessment, assessForm } from './outcome.ts';

/** A form that was read and judged, ready to be stored. */
export interface NewSubmission {
  form: FormDefinition;
  /** By the engine, on `today`, with what is known. */
  reading: Pick<Reading, 'answers' | 'everything' | 'redFlags'>;
  /** False: taken in for a red flag alone. */
  complete: boolean;
  booking: Booking | null;
  patient: FormPatient | null;
  /** What else holds of a patient that was not given whole. */
  contact?: Contact;
  timeZone: string;
  today: string;
  attribution?: Attribution | undefined;
  source: 'page' | 'jotform';
  /** The id of the submission where it came from; `null` for the page's own. */
  sourceKey: string | null;
  requestKeyHash: string | null;
  /** What came along and answers none of our questions, in its own words. */
  asSent?: readonly { question: string; answer: string }[];
}

export interface Stored {
  submission: Submission;
  assessment: Assessment | null;
}

/**
 * Stores a form: the sealed answers, the audit row, the triage session, the alarm and the event
 * that it was submitted are one transaction. Only then may it be acknowledged.
 * @returns `null` when this very submission (by its key, or its id where it came from) is stored already
 */
export async function storeSubmission(
  tx: Transaction,
  deps: FormDeps,
  given: NewSubmission,
  context: { requestId: string | undefined },
): Promise<Stored | null> {
  const { form, reading, booking } = given;
  const id = randomUUID();
  const now = deps.clock.now();
  const assessment = assessForm(deps.clinic, form, reading);
  const [row] = await tx
    .insert(formSubmissions)
    .values({
      id,
      formId: form.id,
      formVersion: form.version,
      bookingId: booking?.id ?? null,
      content: sealContent(deps.sealing, id, {
        answers: { ...reading.answers },
        known: knownOf(reading),
        patient: given.patient,
        timeZone: given.timeZone,
        today: given.today,
        ...(given.attribution ? { attribution: given.attribution } : {}),
        ...(given.asSent && given.asSent.length > 0 ? { asSent: [...given.asSent] } : {}),
      }),
      source: given.source,
      sourceKey: given.sourceKey,
      complete: given.complete,
      urgency: assessment?.outcome.urgency ?? null,
      stopped: assessment?.outcome.stop ?? false,
      requestKeyHash: given.requestKeyHash,
      receivedAt: now,
    })
    .onConflictDoNothing()
    .returning();
  if (!row) return null;
  const submission = openSubmission(deps.sealing, row);
  await recordAccess(tx, {
    at: now,
    actor: given.source === 'page' ? 'patient' : 'system',
    action: 'submission.received',
    subject: { kind: 'submission', id },
    requestId: context.requestId,
  });
  if (assessment) await follow(tx, deps, submission, assessment, contactOf(given));
  await deps.events.emit(tx, 'form.submitted', { submissionId: id });
  return { submission, assessment };
}

/** Counts it, once the transaction has ended. Form and kind of outcome only. */
export function countSubmission(deps: Pick<FormDeps, 'metrics'>, { submission, assessment }: Stored): void {
  deps.metrics.formSubmissions.inc({ form: submission.formId, outcome: outcomeKind(assessment) });
}

function outcomeKind(assessment: Assessment | null): string {
  if (!assessment) return 'received';
  if (assessment.outcome.stop) return 'stopped';
  return assessment.outcome.recommendation ? 'recommended' : 'not_recommended';
}

/** The submission that a request made before it was answered; `null` when it made none. */
export async function findByRequest(
  deps: Pick<FormDeps, 'store' | 'sealing'>,
  formId: string,
  requestKeyHash: string | null,
): Promise<Submission | null> {
  if (requestKeyHash === null) return null;
  const [row] = await deps.store.db
    .select()
    .from(formSubmissions)
    .where(and(eq(formSubmissions.requestKeyHash, requestKeyHash), eq(formSubmissions.formId, formId)));
  return row ? openSubmission(deps.sealing, row) : null;
}

async function follow(
  tx: Transaction,
  deps: FormDeps,
  { id, formId, bookingId, receivedAt, source }: Submission,
  assessment: Assessment,
  contact: Contact,
): Promise<void> {
  if (formId === 'triage') await addSession(tx, deps, { id, assessment, patient: contact, now: receivedAt });
  if (!assessment.outcome.stop) return;
  await raiseAlarm(tx, deps, { submissionId: id, bookingId, source, contact, reasons: assessment.reasons });
}

/** Whom it is about: as this form says it, else as whoever sent it, else as the booking knows it. */
function contactOf({ reading, patient, contact = noContact, booking }: NewSubmission): Contact {
  return mergeContacts([
    contactOfAnswers(reading.everything),
    patient ? contactOfPatient(patient) : contact,
    booking ? contactOfBooking(booking) : noContact,
  ]);
}

function contactOfBooking({ patient: { name, email, phone } }: Booking): Contact {
  return { name, email, phone };
}

/** What was not asked, and is part of the form all the same. */
function knownOf({ answers, everything }: Pick<Reading, 'answers' | 'everything'>): Record<string, unknown> {
  const known: Answers = Object.fromEntries(
    Object.entries(everything).filter(([id]) => !Object.hasOwn(answers, id)),
  );
  return { ...known };
}
