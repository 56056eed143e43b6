import { randomUUID } from 'node:crypto';
import type { Attribution } from '@botaniqal/shared/contracts/attribution.ts';
import type { FormPatient } from '@botaniqal/shared/contracts/forms.ts';
import type { Answers, FormDefinition } from '@botaniqal/shared/forms/definition.ts';
import type { Reading } from '@botaniqal/shared/forms/engine.ts';
import { recordAccess } from '../../../platform/audit/record-access.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { Booking } from '../../bookings/index.ts';
import { type Contact, contactOf, mergeContacts, noContact } from '../../patients/index.ts';
import type { FormDeps } from '../deps.ts';
import { openSubmission, type Submission, sealContent } from '../submission.ts';
import { formSubmissions } from '../tables.ts';
import { raiseAlarm } from '../triage/raise-alarm.ts';
import { addSession } from '../triage/triage-session.ts';
import { type Assessment, assessForm } from './assess-form.ts';
import { contactOfAnswers, contactOfPatient } from './contact.ts';
import { invalidFields } from './invalid-fields.ts';

/** A form that was read, ready to be stored. */
export interface NewSubmission {
  form: FormDefinition;
  /** Read by the engine on the date `today`, with the known answers. */
  reading: Pick<Reading, 'answers' | 'everything' | 'errors' | 'redFlags'>;
  /** False when the form is stored only because of a red flag. */
  complete: boolean;
  booking: Booking | null;
  patient: FormPatient | null;
  /** The valid contact fields of a patient who was not given completely. */
  contact?: Contact;
  timeZone: string;
  today: string;
  attribution?: Attribution | undefined;
  /** The patient wants their answers by email. Left out: no. */
  emailCopy?: boolean;
  source: 'page' | 'elsewhere';
  /** The id of the submission at its source; `null` for our own pages. */
  sourceKey: string | null;
  requestKeyHash: string | null;
  /** Questions and answers that match none of our questions, in their original words. */
  asSent?: readonly { question: string; answer: string }[];
}

/**
 * Stores a form. The sealed answers, the audit line, the triage session, the alarm and the event `form.submitted` are
 * one transaction. Acknowledge the form only afterwards.
 * @returns `null` when this submission, by its key or its id at the source, is stored already
 */
export async function storeSubmission(
  tx: Transaction,
  deps: FormDeps,
  given: NewSubmission,
  context: { requestId: string | undefined; address?: string },
): Promise<Submission | null> {
  const { form, reading, booking } = given;
  const id = randomUUID();
  const now = deps.clock.now();
  const assessment = assessForm(deps.clinic, form, reading);
  const attribution = withoutClickIds(given.attribution);
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
        invalid: invalidFields(reading),
        assessment,
        patient: given.patient,
        timeZone: given.timeZone,
        today: given.today,
        ...(attribution ? { attribution } : {}),
        emailCopy: given.emailCopy ?? false,
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
    actor: { kind: given.source === 'page' ? 'patient' : 'system' },
    action: 'submission.received',
    subject: { kind: 'submission', id },
    requestId: context.requestId,
  });
  if (assessment) {
    const address = context.address ?? null;
    await follow(tx, deps, submission, assessment, {
      contact: contactOfSubmission(given),
      address,
      attribution: attribution ?? null,
    });
  }
  await deps.events.emit(tx, 'form.submitted', { submissionId: id });
  return submission;
}

async function follow(
  tx: Transaction,
  deps: FormDeps,
  { id, formId, bookingId, receivedAt, source }: Submission,
  assessment: Assessment,
  {
    contact,
    address,
    attribution,
  }: { contact: Contact; address: string | null; attribution: Attribution | null },
): Promise<void> {
  if (formId === 'triage') {
    await addSession(tx, deps, { id, assessment, patient: contact, attribution, now: receivedAt });
  }
  if (!assessment.outcome.stop) return;
  const { reasons } = assessment;
  await raiseAlarm(tx, deps, { submissionId: id, bookingId, source, contact, address, reasons });
}

/** The contact of the form's patient: by its answers first, then by its sender, then by the booking. */
function contactOfSubmission({ reading, patient, contact = noContact, booking }: NewSubmission): Contact {
  return mergeContacts([
    contactOfAnswers(reading.everything),
    patient ? contactOfPatient(patient) : contact,
    booking ? contactOf(booking.patient) : noContact,
  ]);
}

/** The answers that were known and not asked, and still belong to the form. */
function knownOf({ answers, everything }: Pick<Reading, 'answers' | 'everything'>): Record<string, unknown> {
  const known: Answers = Object.fromEntries(
    Object.entries(everything).filter(([id]) => !Object.hasOwn(answers, id)),
  );
  return { ...known };
}

/** A form is part of a health record, so no id of an advertising network is kept with it. */
function withoutClickIds(attribution: Attribution | undefined): Attribution | undefined {
  if (!attribution) return undefined;
  const { clickIds, ...campaigns } = attribution;
  return campaigns;
}
