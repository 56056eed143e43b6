import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { DraftKept, FormContext, FormOutcome } from '@botaniqal/shared/contracts/forms.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { type FormId, formIds } from '@botaniqal/shared/ids/ids.ts';
import { delay, HttpResponse, http, type RequestHandler } from 'msw';
import { sampleCatalogue } from '../../testing/samples/sample-catalogue.ts';
import { refusal } from '../combined-calendar/combined-calendar.mocks.ts';

/** The fragment of the link in an email. */
export const sampleLink = (form: FormId) => `#form=${form}&booking=bok_1&token=secret`;
export const sampleDraftLink = '#draft=dr_1&token=kept';

/** The requests since the last `forgetAsked()`. */
export interface Asked {
  readonly what: 'send' | 'keep' | 'change' | 'forget' | 'call back';
  readonly key: string | null;
  readonly body: Record<string, unknown>;
}
export const asked: Asked[] = [];
export function forgetAsked(): void {
  asked.length = 0;
}

async function note(what: Asked['what'], request: Request): Promise<void> {
  const body = request.method === 'DELETE' ? {} : ((await request.json()) as Record<string, unknown>);
  asked.push({ what, key: request.headers.get('idempotency-key'), body });
}

type Answer = () => Response | Promise<Response>;

/** Gives the answers one after the other; the last one is repeated. */
function inTurn(answers: readonly Answer[]): Answer {
  let count = 0;
  return () => {
    const answer = answers[Math.min(count++, answers.length - 1)];
    return answer ? answer() : HttpResponse.error();
  };
}

const catalogue = http.get(`*${endpoints.catalogue}`, () => HttpResponse.json(sampleCatalogue));
const definitions = http.get(`*${endpoints.form(':form')}`.replace('%3A', ':'), async ({ params }) => {
  const id = formIds.find((each) => each === params.form);
  return id ? HttpResponse.json(await loadForm(id)) : refusal(404, 'not_found');
});

const sampleContext: FormContext = {
  formId: 'mini_intake',
  bookingId: 'bok_1',
  status: 'due',
  submittedAt: null,
  known: {},
  prefill: {},
};

function context(facts: Partial<FormContext> = {}): RequestHandler {
  return http.get('*/api/bookings/bok_1/forms/:form', ({ request, params }) =>
    request.headers.get('authorization') === 'Bearer secret'
      ? HttpResponse.json({ ...sampleContext, formId: params.form, ...facts })
      : refusal(401, 'unauthorized'),
  );
}

const received =
  (outcome?: FormOutcome): Answer =>
  () =>
    HttpResponse.json(
      { submissionId: 'sub_1', receivedAt: '2026-11-20T01:00:00Z', ...(outcome && { outcome }) },
      { status: 202 },
    );

function submissions(...answers: Answer[]): RequestHandler {
  const answer = inTurn(answers);
  return http.post('*/api/forms/:form/submissions', async ({ request }) => {
    await note('send', request);
    return answer();
  });
}

const callBack = http.post('*/api/forms/submissions/sub_1/call-back', async ({ request }) => {
  await note('call back', request);
  return HttpResponse.json({ submissionId: 'sub_1', requestedAt: '2026-11-20T01:00:00Z' }, { status: 202 });
});

const sampleKept: DraftKept = {
  draftId: 'dr_1',
  draftToken: 'kept',
  resumeUrl: 'https://clinic.example/forms#draft=dr_1&token=kept',
  savedAt: '2026-11-20T01:00:00Z',
  expiresAt: '2026-12-18T01:00:00Z',
  mailed: true,
};

function drafts(facts: Partial<DraftKept> = {}, keeping?: Answer, changing?: Answer): RequestHandler[] {
  return [
    http.post('*/api/forms/:form/drafts', async ({ request }) => {
      await note('keep', request);
      return keeping ? keeping() : HttpResponse.json({ ...sampleKept, ...facts }, { status: 201 });
    }),
    http.post('*/api/forms/drafts/dr_1', async ({ request }) => {
      await note('change', request);
      return changing
        ? changing()
        : HttpResponse.json({ ...sampleKept, ...facts, savedAt: '2026-11-20T01:05:00Z' });
    }),
    http.delete('*/api/forms/drafts/dr_1', async ({ request }) => {
      await note('forget', request);
      return new HttpResponse(null, { status: 204 });
    }),
  ];
}

function draft(answers: Record<string, unknown>): RequestHandler {
  return http.get('*/api/forms/drafts/dr_1', ({ request }) =>
    request.headers.get('authorization') === 'Bearer kept'
      ? HttpResponse.json({
          draftId: 'dr_1',
          formId: 'mini_intake',
          answers,
          savedAt: sampleKept.savedAt,
          expiresAt: sampleKept.expiresAt,
          context: sampleContext,
        })
      : refusal(401, 'unauthorized'),
  );
}

function refusedFields(...fields: (readonly [path: string, message: string])[]): Response {
  return HttpResponse.json(
    {
      type: 'about:blank',
      title: 'Unprocessable',
      status: 422,
      code: 'invalid_request',
      detail: 'must be something else',
      requestId: 'r',
      fields: fields.map(([path, message]) => ({ path, code: 'malformed', message })),
    },
    { status: 422, headers: { 'content-type': 'application/problem+json' } },
  );
}

/** What the server says of an alarming answer. */
const sampleStop: FormOutcome = {
  urgency: 'same_day',
  recommendation: null,
  redFlags: ['self_harm_thoughts'],
  support: [{ id: 'lifeline', name: 'Lifeline', phone: '13 11 14', for: 'Crisis support' }],
  stop: true,
};

const common = [catalogue, definitions, callBack];

/** Named scenarios for the tests and the gallery. */
export const intakeScenarios = {
  default: () => [...common, context(), submissions(received()), ...drafts()],
  /** The booking and an earlier form give a few answers. */
  known: () => [
    ...common,
    context({
      known: { firstName: 'Alex', lastName: 'Sample', dateOfBirth: '1988-04-17', email: 'alex@example.com' },
      prefill: {
        firstName: 'Alex',
        lastName: 'Sample',
        dateOfBirth: '1988-04-17',
        email: 'alex@example.com',
        phone: '0412 345 678',
        primaryConcern: 'Poor sleep',
      },
    }),
    submissions(received()),
    ...drafts(),
  ],
  already: () => [
    ...common,
    context({ status: 'submitted', submittedAt: '2026-11-19T01:00:00Z' }),
    submissions(received()),
  ],
  slow: () => [catalogue, http.get('*/api/forms/:form', () => delay('infinite')), context()],
  error: () => [
    catalogue,
    http.get('*/api/forms/:form', () => refusal(503, 'service_unavailable', { 'retry-after': '30' })),
    context(),
  ],
  /** The first answer is lost, and the second one arrives. */
  breaks: () => [...common, context(), submissions(HttpResponse.error, received()), ...drafts()],
  sending: () => [...common, context(), submissions(() => delay('infinite').then(received()))],
  refused: () => [
    ...common,
    context(),
    submissions(
      () =>
        refusedFields(
          ['answers.mobilePhone', 'Enter a mobile number that is in use'],
          ['answers.howLong', 'Select how long it has been going on'],
        ),
      received(),
    ),
  ],
  notTaken: () => [...common, context(), submissions(() => refusal(413, 'payload_too_large'))],
  /** The server detects an alarming answer that this page does not detect. */
  stopped: () => [...common, context(), submissions(received(sampleStop))],
  /** The clinic cannot be reached. */
  cutOff: () => [...common, context(), submissions(HttpResponse.error)],
  notMailed: () => [...common, submissions(received()), ...drafts({ mailed: false })],
  notKept: () => [...common, context(), ...drafts({}, () => refusal(503, 'service_unavailable'))],
  notSaved: () => [
    ...common,
    context(),
    submissions(received()),
    ...drafts({}, undefined, inTurn([HttpResponse.error, () => HttpResponse.json(sampleKept)])),
  ],
  resumed: () => [
    ...common,
    draft({ emergencySigns: ['none'], selfHarm: 'no', firstName: 'Alex', lastName: 'Sample' }),
    submissions(received()),
    ...drafts(),
  ],
} satisfies Record<string, () => RequestHandler[]>;
