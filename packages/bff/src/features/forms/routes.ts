import {
  callBackRequest,
  callBackTaken,
  formContext,
  formDefinition,
  formId,
  submissionReceived,
  submissionRequest,
} from '@botaniqal/shared/contracts/forms.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { toQuestionnaire } from '@botaniqal/shared/forms/fhir/questionnaire.ts';
import type { FormId } from '@botaniqal/shared/ids/ids.ts';
import { z } from 'zod';
import { noStore } from '../../platform/http/answers/no-store.ts';
import {
  type PreparedAnswer,
  prepareJson,
  sendPrepared,
} from '../../platform/http/answers/prepared-answer.ts';
import type { AppContext } from '../../platform/http/app-env.ts';
import { bearer } from '../../platform/http/requests/bearer.ts';
import type { RateLimit } from '../../platform/http/requests/rate-limit.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { openWithToken } from '../bookings/index.ts';
import type { FormDeps } from './deps.ts';
import { contextOf } from './prefill.ts';
import { looseSubmission, readRequest } from './receiving/read-request.ts';
import { receiveSubmission } from './receiving/receive-submission.ts';
import { requestCallBack } from './triage/call-back.ts';

const tag = 'Forms';
const params = z.object({ formId });
const keptForMinutes = { 'Cache-Control': 'public, max-age=300, stale-while-revalidate=3600' };

export interface FormRouteDeps extends FormDeps {
  /**
   * Limits for requests from strangers that send an email or open a task. They are separate, so that drafts use up no
   * call backs.
   */
  draftLimit: RateLimit;
  callBackLimit: RateLimit;
  clientAddress: (c: AppContext) => string;
}

/** The routes by which patients use forms. */
export function formRoutes(deps: FormRouteDeps): Route[] {
  const prepared = new Map<FormId, PreparedAnswer>();

  const definition = route(
    {
      method: 'get',
      path: '/api/forms/:formId',
      summary: "Get a form's definition",
      description:
        'Sections of fields with their words, rules and conditions, as data. The page and the server run the same engine over it.',
      tag,
      params,
      answers: {
        200: { description: 'The definition', body: formDefinition },
        304: { description: 'The client has this version' },
      },
    },
    async ({ params: { formId: id }, c }) => {
      const known = prepared.get(id) ?? prepareJson(await loadForm(id));
      prepared.set(id, known);
      return sendPrepared(c, known, keptForMinutes);
    },
  );

  const preparedForFhir = new Map<FormId, PreparedAnswer>();
  const questionnaire = route(
    {
      method: 'get',
      path: '/api/forms/:formId/questionnaire',
      summary: 'Get a form as a FHIR R4 Questionnaire',
      description: 'For other systems: the same questions and conditions in HL7’s language.',
      tag,
      params,
      answers: {
        200: {
          description: 'The Questionnaire',
          body: z.looseObject({ resourceType: z.literal('Questionnaire') }),
        },
        304: { description: 'The client has this version' },
      },
    },
    async ({ params: { formId: id }, c }) => {
      const known =
        preparedForFhir.get(id) ?? prepareJson(toQuestionnaire(await loadForm(id), deps.publicUrl));
      preparedForFhir.set(id, known);
      return sendPrepared(c, known, keptForMinutes);
    },
  );

  const submit = route(
    {
      method: 'post',
      path: '/api/forms/:formId/submissions',
      summary: 'Send a form',
      description:
        'Stored, encrypted, before it is acknowledged; filing follows. Answers to questions that are not shown are dropped. 422 names the answers that do not hold (`answers.…`), ten at most. With an answer that raises a red flag it is taken in, also when other answers are missing or wrong, and `outcome.stop` is true.',
      tag,
      params,
      body: looseSubmission,
      describedBody: submissionRequest,
      answers: { 202: { description: 'Stored', body: submissionReceived } },
      problems: ['unauthorized'],
    },
    async ({ params: { formId: id }, body, c, idempotencyKeyHash, requestId }) => {
      const patientAsSent = body.patient;
      const received = await receiveSubmission(deps, id, readRequest(body), {
        idempotencyKeyHash,
        requestId,
        address: deps.clientAddress(c),
        patientAsSent,
      });
      return c.json(received, 202, noStore);
    },
  );

  const callBack = route(
    {
      method: 'post',
      path: '/api/forms/submissions/:submissionId/call-back',
      summary: 'Ask to be called back',
      description:
        'After a form was stopped (`outcome.stop`): a person of the clinic calls. Asking twice is asking once.',
      tag,
      params: z.object({ submissionId: z.uuid() }),
      body: callBackRequest,
      answers: { 202: { description: 'Staff have it', body: callBackTaken } },
      problems: ['not_found'],
    },
    async ({ params: { submissionId }, body, c, requestId }) => {
      const address = deps.clientAddress(c);
      deps.callBackLimit.take(address);
      return c.json(await requestCallBack(deps, submissionId, body, { requestId, address }), 202, noStore);
    },
  );

  const context = route(
    {
      method: 'get',
      path: '/api/bookings/:bookingId/forms/:formId',
      summary: 'See what a booking knows for a form',
      description:
        'What need not be asked again, what is in the fields already, and whether the form was sent.',
      tag,
      params: z.object({ bookingId: z.string().max(64), formId }),
      security: 'manage_token',
      answers: { 200: { description: 'What is known', body: formContext } },
      problems: ['unauthorized'],
    },
    async ({ params: { bookingId, formId: id }, c, requestId }) => {
      const booking = await openWithToken(deps, bookingId, bearer(c));
      const form = await loadForm(id);
      const known = await deps.store.db.transaction((tx) => contextOf(tx, deps, form, booking, requestId));
      return c.json(known, 200, noStore);
    },
  );

  return [definition, questionnaire, submit, callBack, context];
}
