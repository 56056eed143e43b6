import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import type { Booking } from '../../bookings/index.ts';
import { type Submission, submissionReference } from '../../forms/index.ts';
import { atMostOnce, wasAsked } from '../at-most-once.ts';
import type { FilingDeps } from '../deps.ts';
import type { Filing } from '../filing-store.ts';
import { NeedsPerson } from '../needs-person.ts';

/**
 * The whole form as a document in the patient's inbound correspondence, once. It looks for the document by its
 * reference, but only when it was asked for before: an empty inbox may answer with an error (contract 1.2).
 * @returns the document's id
 */
export async function fileDocument(
  deps: FilingDeps,
  filed: { submission: Submission; filing: Filing; booking: Booking | null; patientId: string },
  signal: AbortSignal,
): Promise<string> {
  const { submission, filing, booking, patientId } = filed;
  if (filing.documentId !== null) return filing.documentId;
  const reference = submissionReference(submission.id);
  if (wasAsked(filing, 'document')) {
    const there = await deps.records.listDocuments(patientId, signal);
    const found = there.find((one) => one.subject.includes(reference));
    if (found) return found.id;
  }
  const form = await loadForm(submission.formId);
  const pdf = await deps.drawForm(submission);
  if (!pdf) throw new NeedsPerson('The form was erased before it was filed');
  const made = await atMostOnce(deps, filing, 'document', () =>
    deps.records.fileDocument(
      patientId,
      {
        subject: `${form.title} (${reference})`,
        date: dayOf(submission.receivedAt, deps.clinic.clinic.timeZone),
        recipientId: recipientOf(deps, booking),
        filename: `${submission.formId.replaceAll('_', '-')}-${reference}.pdf`,
        pdf,
      },
      signal,
    ),
  );
  return made.id;
}

/** The practitioner of the booking; without a booking, the consultant. */
function recipientOf({ clinic }: FilingDeps, booking: Booking | null): string {
  const { practitioners } = clinic;
  const booked = practitioners.find((one) => one.id === booking?.practitionerId);
  const recipient = booked ?? practitioners.find((one) => one.type === 'consultant') ?? practitioners[0];
  if (!recipient) throw new Error('The clinic has no practitioner.');
  return recipient.medirecords.provider;
}
