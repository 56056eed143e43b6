import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { SubmissionReceived, SubmissionRequest } from '@botaniqal/shared/contracts/forms.ts';
import { triageForm } from '@botaniqal/shared/forms/definitions/triage.ts';
import { triage } from '@botaniqal/shared/forms/triage/triage.ts';
import { delay, HttpResponse, http, type RequestHandler } from 'msw';
import { sampleCatalogue } from '../../testing/samples/sample-catalogue.ts';
import { calendarScenarios, refusal } from '../combined-calendar/combined-calendar.mocks.ts';

export const sampleSession = '9d5a4c1e-8a53-4b57-8d0b-1f0f6f0f2a11';

/** The requests since the last `forgetAsked()`. */
export interface Asked {
  readonly what: 'triage' | 'call back';
  readonly key: string | null;
  readonly body: Record<string, unknown>;
}
export const asked: Asked[] = [];
export function forgetAsked(): void {
  asked.length = 0;
}

async function note(what: Asked['what'], request: Request): Promise<Asked['body']> {
  const body = (await request.json()) as Asked['body'];
  asked.push({ what, key: request.headers.get('idempotency-key'), body });
  return body;
}

/** The server's answer, from the real rules. */
export function outcomeFor(answers: SubmissionRequest['answers']): SubmissionReceived {
  const { recommendation, support, urgency, redFlags, stop } = triage(answers);
  const types: readonly string[] = recommendation?.practitionerTypes ?? [];
  return {
    submissionId: 'sub_1',
    // After a red flag no booking follows, so there is no session.
    ...(!stop && { triageSessionId: sampleSession }),
    receivedAt: '2026-11-20T01:00:00Z',
    outcome: {
      urgency,
      redFlags: [...redFlags],
      stop,
      support: support.map(({ source, ...line }) => line),
      recommendation: recommendation && {
        service: recommendation.service,
        visit: recommendation.visit,
        practitionerIds: sampleCatalogue.practitioners
          .filter(({ type }) => types.includes(type))
          .map(({ id }) => id),
      },
    },
  };
}

type Answer = (answers: SubmissionRequest['answers']) => Response | Promise<Response>;

const lost: Answer = () => HttpResponse.error();
const taken: Answer = (answers) => HttpResponse.json(outcomeFor(answers), { status: 202 });

/** Gives the answers one after the other; the last one is repeated. */
function submissions(...answers: Answer[]): RequestHandler {
  let count = 0;
  return http.post(`*${endpoints.formSubmissions('triage')}`, async ({ request }) => {
    const body = await note('triage', request);
    const answer = answers[Math.min(count++, answers.length - 1)] ?? lost;
    return answer((body.answers ?? {}) as SubmissionRequest['answers']);
  });
}

function callBack(...answers: (() => Response)[]): RequestHandler {
  let count = 0;
  return http.post(`*${endpoints.callBack('sub_1')}`, async ({ request }) => {
    await note('call back', request);
    return answers[Math.min(count++, answers.length - 1)]?.() ?? HttpResponse.error();
  });
}

const asks = () =>
  HttpResponse.json({ submissionId: 'sub_1', requestedAt: '2026-11-20T01:00:00Z' }, { status: 202 });
const catalogueOf = (catalogue: Catalogue) =>
  http.get(`*${endpoints.catalogue}`, () => HttpResponse.json(catalogue));
const catalogue = catalogueOf(sampleCatalogue);
const definition = http.get(`*${endpoints.form('triage')}`, () => HttpResponse.json(triageForm));

/** Named scenarios for the tests and the gallery. */
export const triageScenarios = {
  /** Has times to book, for the steps after the outcome. */
  default: () => [definition, submissions(taken), callBack(asks), ...calendarScenarios.default],
  slow: () => [definition, http.get(`*${endpoints.catalogue}`, () => delay('infinite'))],
  error: () => [
    definition,
    http.get(`*${endpoints.catalogue}`, () => refusal(503, 'service_unavailable', { 'retry-after': '30' })),
  ],
  sending: () => [
    catalogue,
    definition,
    submissions(() => delay('infinite').then(() => HttpResponse.error())),
  ],
  /** The first answer is lost, and the second one arrives. */
  breaks: () => [catalogue, definition, submissions(lost, taken), callBack(() => HttpResponse.error(), asks)],
  /** The server never answers. */
  unreachable: () => [catalogue, definition, submissions(lost), callBack(() => HttpResponse.error())],
  refused: () => [catalogue, definition, submissions(() => refusal(422, 'invalid_request'), taken)],
  /** The server is busy, then down, then works again. */
  refusesTwice: () => [
    catalogue,
    definition,
    submissions(
      () => refusal(429, 'too_many_requests', { 'retry-after': '1' }),
      () => refusal(503, 'service_unavailable'),
      taken,
    ),
  ],
  /** The server knows a red flag that this page does not know. */
  stricter: () => [
    catalogue,
    definition,
    submissions((answers) => {
      const received = outcomeFor(answers);
      return HttpResponse.json({
        ...received,
        outcome: {
          ...received.outcome,
          urgency: 'emergency',
          redFlags: ['new_sign'],
          support: [{ id: 'emergency', name: 'Emergency', phone: '000', for: 'When a life is in danger' }],
          stop: true,
          recommendation: null,
        },
      });
    }),
  ],
} satisfies Record<string, () => RequestHandler[]>;
