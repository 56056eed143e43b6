import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type {
  CallBackRequest,
  CallBackTaken,
  DraftKept,
  DraftRequest,
  DraftView,
  FormContext,
  SubmissionReceived,
  SubmissionRequest,
} from '@botaniqal/shared/contracts/forms.ts';
import type { Answers, FormDefinition } from '@botaniqal/shared/forms/definition.ts';
import type { FormId } from '@botaniqal/shared/ids/ids.ts';
import { type ReadOptions, read, request, type SendOptions, send } from '../client.ts';

type WithToken<T> = T & { token: string };

/** Reads the definition of a form. */
export function readDefinition(
  origin: string,
  formId: string,
  options: ReadOptions = {},
): Promise<FormDefinition> {
  return read(origin, endpoints.form(formId), options);
}

/** Reads what a booking knows for one of its forms, and whether the form was sent. */
export function readFormContext(
  origin: string,
  bookingId: string,
  formId: string,
  options: WithToken<ReadOptions>,
): Promise<FormContext> {
  return read(origin, endpoints.bookingForm(bookingId, formId), options);
}

/** Sends a form. A form with a red flag is accepted even when other answers are missing. */
export function sendForm(
  origin: string,
  formId: FormId,
  submission: SubmissionRequest,
  options: SendOptions,
): Promise<SubmissionReceived> {
  return send(origin, endpoints.formSubmissions(formId), submission, options);
}

/** Asks the clinic to call. The same key sent twice asks once. */
export function askCallBack(
  origin: string,
  submissionId: string,
  wish: CallBackRequest,
  options: SendOptions,
): Promise<CallBackTaken> {
  return send(origin, endpoints.callBack(submissionId), wish, options);
}

/** Saves the answers as a draft. The server sends the link to it by email when it has an address. */
export function keepDraft(
  origin: string,
  formId: FormId,
  draft: DraftRequest,
  options: SendOptions,
): Promise<DraftKept> {
  return send(origin, endpoints.formDrafts(formId), draft, options);
}

export function changeDraft(
  origin: string,
  draftId: string,
  answers: Answers,
  options: WithToken<SendOptions>,
): Promise<DraftKept> {
  return send(origin, endpoints.formDraft(draftId), { answers }, options);
}

export function readDraft(
  origin: string,
  draftId: string,
  options: WithToken<ReadOptions>,
): Promise<DraftView> {
  return read(origin, endpoints.formDraft(draftId), options);
}

/** The answer's content is not used. */
export function forgetDraft(origin: string, draftId: string, options: WithToken<SendOptions>): Promise<void> {
  return request(
    origin,
    endpoints.formDraft(draftId),
    { method: 'DELETE', headers: { 'idempotency-key': options.key } },
    options,
    async () => undefined,
  );
}
