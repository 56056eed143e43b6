import type { Answers } from '@botaniqal/shared/forms/definition.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import type { Queryable } from '../../../../platform/store/database.ts';
import { type Booking, loadBooking } from '../../../bookings/index.ts';
import { type Contact, contactOf, mergeContacts, noContact } from '../../../patients/index.ts';
import type { FormDeps } from '../../deps.ts';
import { contactOfAnswers, contactOfPatient } from '../../receiving/contact.ts';
import type { Submission, SubmissionContent } from '../../submission.ts';
import { describeSubmission } from './describe-submission.ts';
import { dayInWords, phoneInWords } from './in-words.ts';
import { type SubmissionDocument, submissionReference } from './submission-document.ts';

/**
 * The document of a stored submission, for the record and for the patient; `null` once its content is erased. The
 * caller records in the audit trail why it was read.
 */
export async function documentOf(
  deps: Pick<FormDeps, 'sealing' | 'clinic' | 'names'>,
  db: Queryable,
  submission: Submission,
): Promise<SubmissionDocument | null> {
  const { content, complete, stopped, source } = submission;
  if (!content) return null;
  const booking = await bookingOf(deps, db, submission);
  const { name, phone, timeZone } = deps.clinic.clinic;
  const whose = contactIn(content, booking);
  return describeSubmission({
    clinic: { name, phone },
    form: await loadForm(submission.formId),
    version: submission.formVersion,
    reference: submissionReference(submission.id),
    receivedAt: submission.receivedAt,
    timeZone,
    service: source === 'page' ? null : deps.names.formsElsewhere,
    patient: {
      name: whose.name,
      dateOfBirth: dayInWords(dateOfBirthOf(content, booking)),
      contact: [whose.phone && phoneInWords(whose.phone), whose.email].filter((line) => line !== null),
    },
    incomplete: complete ? null : stopped && source === 'page' ? 'stopped' : 'faulty',
    answers: content.answers,
    at: { today: content.today, known: content.known },
    ...(content.asSent ? { asSent: content.asSent } : {}),
  });
}

/** The contact of the patient, from the form, from its sender and from the booking. */
export async function patientOf(
  deps: Pick<FormDeps, 'sealing'>,
  db: Queryable,
  submission: Submission,
): Promise<Contact> {
  const { content } = submission;
  return content ? contactIn(content, await bookingOf(deps, db, submission)) : noContact;
}

/** The address of the patient's copy. The booking's address comes before one that was typed into a form. */
export async function copyAddress(
  deps: Pick<FormDeps, 'sealing'>,
  db: Queryable,
  submission: Submission,
): Promise<string | null> {
  // The form's own address comes first, then that of its booking.
  return (await patientOf(deps, db, submission)).email;
}

function bookingOf(
  deps: Pick<FormDeps, 'sealing'>,
  db: Queryable,
  { bookingId }: Submission,
): Promise<Booking | null> {
  return bookingId === null ? Promise.resolve(null) : loadBooking(deps, db, bookingId);
}

function contactIn({ answers, known, patient }: SubmissionContent, booking: Booking | null): Contact {
  return mergeContacts([
    contactOfAnswers({ ...known, ...answers }),
    patient ? contactOfPatient(patient) : noContact,
    booking ? contactOf(booking.patient) : noContact,
  ]);
}

function dateOfBirthOf(content: SubmissionContent, booking: Booking | null): string | null {
  const said: Answers = { ...content.known, ...content.answers };
  const { dateOfBirth } = said;
  if (typeof dateOfBirth === 'string' && dateOfBirth !== '') return dateOfBirth;
  return content.patient?.dateOfBirth ?? booking?.patient.dateOfBirth ?? null;
}
