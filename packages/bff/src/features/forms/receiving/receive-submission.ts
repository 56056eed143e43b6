import type { SubmissionReceived, SubmissionRequest } from '@botaniqal/shared/contracts/forms.ts';
import type { FieldProblem } from '@botaniqal/shared/contracts/problem.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { type Reading, readForm } from '@botaniqal/shared/forms/engine.ts';
import type { FormId } from '@botaniqal/shared/ids/ids.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import { Problem } from '../../../platform/problem.ts';
import { type Booking, loadBooking, openWithToken } from '../../bookings/index.ts';
import type { FormDeps } from '../deps.ts';
import { eraseDraftsOf, type OpenDraft, openDraft } from '../drafts/draft.ts';
import { knownAnswers } from '../prefill.ts';
import type { Submission } from '../submission.ts';
import { submissionsFor } from '../submissions-of-booking.ts';
import { contactOfPatient } from './contact.ts';
import { countSubmission } from './count-submission.ts';
import { findByRequest } from './find-by-request.ts';
import type { ReadRequest } from './read-request.ts';
import { storeSubmission } from './store-submission.ts';

interface Context {
  idempotencyKeyHash: string | null;
  requestId: string | undefined;
  /** The network address of the client. */
  address: string;
  /** The patient as sent, valid or not. */
  patientAsSent: unknown;
}

/**
 * Receives a form: reads it with the engine that the page runs too, stores it, and only then acknowledges it.
 *
 * When an answer raises a red flag, the form is stored and answered with the crisis lines even when other answers,
 * the token or details are missing or wrong.
 *
 * The same request again, recognised by its Idempotency-Key, gets the same answer, also after a crash.
 * @throws Problem invalid_request with every invalid field; unauthorized for a booking's token
 */
export async function receiveSubmission(
  deps: FormDeps,
  formId: FormId,
  { request, faults }: ReadRequest,
  context: Context,
): Promise<SubmissionReceived> {
  const earlier = await findByRequest(deps, formId, context.idempotencyKeyHash);
  if (earlier) return answer(earlier);

  const form = await loadForm(formId);
  const timeZone = request.timeZone ?? deps.clinic.clinic.timeZone;
  const today = dayOf(deps.clock.now(), timeZone);
  const origin = await originOf(deps, formId, request);
  const { booking } = origin;
  const sent = booking ? await submissionsFor(deps.store.db, deps, booking.id) : [];
  const known = booking ? { known: knownAnswers(form, booking, sent) } : {};
  const reading = readForm(form, request.answers, { today, ...known });
  const wrong = [...faults, ...bornLater(request, today), ...reading.errors.map(asField)];
  if (reading.redFlags.length === 0) {
    if (origin.refusal) throw origin.refusal;
    if (wrong.length > 0) throw doesNotHold(wrong);
  }

  const complete = wrong.length === 0 && origin.refusal === null;
  const stored = await deps.store.db.transaction(async (tx) => {
    const kept = await storeSubmission(
      tx,
      deps,
      {
        form,
        reading,
        complete,
        booking,
        patient: request.patient ?? null,
        contact: contactOfPatient(context.patientAsSent),
        timeZone,
        today,
        attribution: request.attribution,
        emailCopy: request.emailCopy ?? false,
        source: 'page',
        sourceKey: null,
        requestKeyHash: context.idempotencyKeyHash,
      },
      context,
    );
    // The patient may correct an answer that raised a red flag by mistake, and then continues with the draft.
    if (kept && complete) await eraseDraftsOf(tx, deps, { formId, ...origin }, context.requestId);
    return kept;
  });
  if (stored) {
    countSubmission(deps, stored);
    return answer(stored);
  }
  // The same request stored it between our query and our insert.
  const same = await findByRequest(deps, formId, context.idempotencyKeyHash);
  if (!same) throw new Error('A submission was not stored.');
  return answer(same);
}

/** The contract cannot check this, because it knows no clock. */
function bornLater({ patient }: SubmissionRequest, today: string): FieldProblem[] {
  if (patient?.dateOfBirth === undefined || patient.dateOfBirth <= today) return [];
  return [{ path: 'patient.dateOfBirth', code: 'future', message: 'must not be in the future' }];
}

interface Origin {
  booking: Booking | null;
  draft: OpenDraft | null;
  /** Why the form may not be stored for the booking that it names. Ignored when an answer raises a red flag. */
  refusal: Problem | null;
}

/**
 * Finds the booking by its own token, or by the token of a draft for it, because the link in the draft's email has no
 * other token.
 */
async function originOf(deps: FormDeps, formId: FormId, request: SubmissionRequest): Promise<Origin> {
  const { bookingId, manageToken, draftId, draftToken } = request;
  const found = await openDraft(deps, draftId, draftToken).catch(refusalOf);
  // A patient may send a form after its draft has expired.
  const draft = found instanceof Problem || found.formId !== formId ? null : found;
  const ofDraft = draft?.bookingId ?? null;
  if (bookingId === undefined || (manageToken === undefined && bookingId === ofDraft)) {
    const booking = ofDraft === null ? null : await loadBooking(deps, deps.store.db, ofDraft);
    return { draft, booking, refusal: null };
  }
  const booking = await openWithToken(deps, bookingId, manageToken).catch(refusalOf);
  return booking instanceof Problem
    ? { draft, booking: null, refusal: booking }
    : { draft, booking, refusal: null };
}

function refusalOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  throw error;
}

/** From what was stored, so that the same request is answered the same at any later time. */
function answer(submission: Submission): SubmissionReceived {
  const assessment = submission.content?.assessment;
  return {
    submissionId: submission.id,
    receivedAt: submission.receivedAt.toISOString(),
    ...(assessment ? { outcome: assessment.outcome } : {}),
    // After a red flag there is nothing to book.
    ...(submission.formId === 'triage' && !submission.stopped ? { triageSessionId: submission.id } : {}),
  };
}

function asField({ path, code, message }: Reading['errors'][number]): FieldProblem {
  return { path: `answers.${path}`, code, message };
}

function doesNotHold(fields: readonly FieldProblem[]): Problem {
  return new Problem('invalid_request', 'Something is missing or needs a second look: fields says what.', {
    fields,
  });
}
