import type { SubmissionReceived, SubmissionRequest } from '@botaniqal/shared/contracts/forms.ts';
import type { FieldProblem } from '@botaniqal/shared/contracts/problem.ts';
import type { FormDefinition } from '@botaniqal/shared/forms/definition.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { type Reading, readForm } from '@botaniqal/shared/forms/engine.ts';
import type { FormId } from '@botaniqal/shared/ids/ids.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import { Problem } from '../../../platform/problem.ts';
import { type Booking, loadBooking, openWithToken } from '../../bookings/index.ts';
import type { FormDeps } from '../deps.ts';
import { eraseDraftsOf, type OpenDraft, openDraft } from '../drafts/draft.ts';
import { knownAnswers, submissionsFor } from '../prefill.ts';
import type { Submission } from '../submission.ts';
import { contactOfPatient } from './contact.ts';
import { assessForm } from './outcome.ts';
import type { ReadRequest } from './read-request.ts';
import { countSubmission, findByRequest, type Stored, storeSubmission } from './store-submission.ts';

interface Context {
  idempotencyKeyHash: string | null;
  requestId: string | undefined;
  /** The patient as it was sent, whatever holds of it. */
  patientAsSent: unknown;
}

/**
 * Takes a form in: read by the engine that the page runs too, then stored; only then is it acknowledged.
 *
 * With an alarming answer nothing else matters: it is stored and answered with what helps, whichever other answer,
 * token or detail is missing or wrong.
 *
 * The same request again, by its Idempotency-Key, is answered the same, also after a crash.
 * @throws Problem invalid_request with every field that does not hold; unauthorized for a booking's token
 */
export async function receiveSubmission(
  deps: FormDeps,
  formId: FormId,
  { request, faults }: ReadRequest,
  context: Context,
): Promise<SubmissionReceived> {
  const form = await loadForm(formId);
  const earlier = await findByRequest(deps, formId, context.idempotencyKeyHash);
  if (earlier) return answerAgain(deps, form, earlier);

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
        source: 'page',
        sourceKey: null,
        requestKeyHash: context.idempotencyKeyHash,
      },
      context,
    );
    // An alarming answer may have been a slip: who takes it back goes on with what is kept.
    if (kept && complete) await eraseDraftsOf(tx, deps, { formId, ...origin }, context.requestId);
    return kept;
  });
  if (stored) {
    countSubmission(deps, stored);
    return answer(stored);
  }
  // Stored between the look and the insert, by the same request.
  const same = await findByRequest(deps, formId, context.idempotencyKeyHash);
  if (!same) throw new Error('A submission was not stored.');
  return answerAgain(deps, form, same);
}

/** What the contract leaves to the server's clock. */
function bornLater({ patient }: SubmissionRequest, today: string): FieldProblem[] {
  if (patient?.dateOfBirth === undefined || patient.dateOfBirth <= today) return [];
  return [{ path: 'patient.dateOfBirth', code: 'future', message: 'must not be in the future' }];
}

interface Origin {
  booking: Booking | null;
  draft: OpenDraft | null;
  /** Why it may not be taken for the booking that it names; counts unless an answer is alarming. */
  refusal: Problem | null;
}

/** The booking by its own token; or by the token of a draft that was begun for it, as the mailed link has no other. */
async function originOf(deps: FormDeps, formId: FormId, request: SubmissionRequest): Promise<Origin> {
  const { bookingId, manageToken, draftId, draftToken } = request;
  const found = await openDraft(deps, draftId, draftToken).catch(refusalOf);
  // A draft that ended meanwhile keeps nobody from sending what they have on their screen.
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

function answer({ submission, assessment }: Stored): SubmissionReceived {
  return {
    submissionId: submission.id,
    receivedAt: submission.receivedAt.toISOString(),
    ...(assessment ? { outcome: assessment.outcome } : {}),
    // After a red flag there is nothing to book.
    ...(submission.formId === 'triage' && !submission.stopped ? { triageSessionId: submission.id } : {}),
  };
}

/** From what was stored: the answers of then, read on the day of then. */
function answerAgain(
  deps: Pick<FormDeps, 'clinic'>,
  form: FormDefinition,
  submission: Submission,
): SubmissionReceived {
  const { content } = submission;
  if (!content) return answer({ submission, assessment: null });
  const { today, known, answers } = content;
  const reading: Reading = readForm(form, answers, { today, known });
  return answer({ submission, assessment: assessForm(deps.clinic, form, reading) });
}

function asField({ path, code, message }: Reading['errors'][number]): FieldProblem {
  return { path: `answers.${path}`, code, message };
}

function doesNotHold(fields: readonly FieldProblem[]): Problem {
  return new Problem('invalid_request', 'Something is missing or needs a second look: fields says what.', {
    fields,
  });
}
