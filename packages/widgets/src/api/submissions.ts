import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type {
  CallBackRequest,
  CallBackTaken,
  SubmissionReceived,
  SubmissionRequest,
} from '@botaniqal/shared/contracts/forms.ts';
import type { FormId } from '@botaniqal/shared/ids/ids.ts';
import { type SendOptions, send } from './client.ts';

/** Sends a form. Answered once it is stored; with triage, and with any answer that alarms, where it leads. */
export function submitForm(
  origin: string,
  formId: FormId,
  request: SubmissionRequest,
  options: SendOptions,
): Promise<SubmissionReceived> {
  return send(origin, endpoints.formSubmissions(formId), request, options);
}

/** Asks the clinic to call. Asking twice is asking once. */
export function askForCallBack(
  origin: string,
  submissionId: string,
  request: CallBackRequest,
  options: SendOptions,
): Promise<CallBackTaken> {
  return send(origin, endpoints.callBack(submissionId), request, options);
}
