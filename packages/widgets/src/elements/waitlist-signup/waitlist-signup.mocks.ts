import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { WaitlistEntryView, WaitlistJoined } from '@botaniqal/shared/contracts/waitlist.ts';
import { delay, HttpResponse, http, type RequestHandler } from 'msw';
import { sampleCatalogue } from '../../testing/samples/sample-catalogue.ts';
import { refusal } from '../combined-calendar/combined-calendar.mocks.ts';

/** The fragment of the link in an email. */
export const sampleFragment = '#entry=wl_1&token=secret';

const sampleJoined: WaitlistJoined = {
  entryId: 'wl_1',
  service: 'counseling',
  position: 12,
  total: 40,
  manageToken: 'secret',
  access: 'manage',
  confirmationNeeded: false,
};

export const sampleEntry: WaitlistEntryView = {
  entryId: 'wl_1',
  service: 'counseling',
  serviceName: 'Counselling',
  status: 'waiting',
  position: 12,
  total: 40,
  access: 'manage',
  confirmationNeeded: false,
  joinedAt: '2026-11-01T00:00:00Z',
  interestLevel: 4,
  contactPreference: 'email',
  hasPhone: false,
};

/** The requests since the last `forgetAsked()`. */
export interface Asked {
  readonly what: 'join' | 'change' | 'confirm' | 'leave';
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
function inTurn(answers: Answer[]): Answer {
  let count = 0;
  return () => {
    const answer = answers[Math.min(count++, answers.length - 1)];
    return answer ? answer() : HttpResponse.error();
  };
}

const entryPath = `*${endpoints.waitlistEntry('wl_1')}`;
const catalogue = http.get(`*${endpoints.catalogue}`, () => HttpResponse.json(sampleCatalogue));
const joined = (facts: Partial<WaitlistJoined> = {}, status = 201) =>
  HttpResponse.json({ ...sampleJoined, ...facts }, { status });

function join(...answers: Answer[]): RequestHandler {
  const answer = inTurn(answers);
  return http.post(`*${endpoints.waitlist}`, async ({ request }) => {
    await note('join', request);
    return answer();
  });
}

function entry(facts: Partial<WaitlistEntryView> = {}): RequestHandler {
  return http.get(entryPath, ({ request }) =>
    request.headers.get('authorization') === 'Bearer secret'
      ? HttpResponse.json({ ...sampleEntry, ...facts })
      : refusal(401, 'unauthorized'),
  );
}

function leave(...answers: Answer[]): RequestHandler {
  const answer = inTurn(answers);
  return http.delete(entryPath, async ({ request }) => {
    await note('leave', request);
    return answer();
  });
}

const gone = () => new HttpResponse(null, { status: 204 });
const change = http.post(entryPath, async ({ request }) => {
  await note('change', request);
  const { contactPreference } = asked.at(-1)?.body ?? {};
  return HttpResponse.json({ ...sampleEntry, contactPreference, hasPhone: true });
});
const stays = http.post(entryPath, () => refusal(503, 'service_unavailable'));
const confirm = (answer: Answer) =>
  http.post(`*${endpoints.confirmWaitlistEntry('wl_1')}`, async ({ request }) => {
    await note('confirm', request);
    return answer();
  });

function refusedFields(...paths: string[]): Response {
  return HttpResponse.json(
    {
      type: 'about:blank',
      title: 'Unprocessable',
      status: 422,
      code: 'invalid_request',
      detail: 'must be something else',
      requestId: 'r',
      fields: paths.map((path) => ({ path, code: 'invalid', message: 'must be something else' })),
    },
    { status: 422, headers: { 'content-type': 'application/problem+json' } },
  );
}

/** Named scenarios for the tests and the gallery. */
export const waitlistScenarios = {
  default: () => [catalogue, join(joined), change, leave(gone), entry()],
  /** Waiting for a time of a service that is open. */
  joinsOpen: () => [join(() => joined({ service: 'alternative_medicine', position: 3, total: 9 }))],
  /** The person must confirm the address by the link in the email. */
  doubleOptIn: () => [catalogue, join(() => joined({ confirmationNeeded: true })), leave(gone)],
  /** The person is on the list already, so this page may only read the place. */
  repeat: () => [catalogue, join(() => joined({ access: 'view' }, 200))],
  slow: () => [
    http.get(`*${endpoints.catalogue}`, () => delay('infinite')),
    http.get(entryPath, () => delay('infinite')),
  ],
  sending: () => [catalogue, join(() => delay('infinite').then(gone))],
  error: () => [
    http.get(`*${endpoints.catalogue}`, () => refusal(503, 'service_unavailable', { 'retry-after': '30' })),
  ],
  /** The first answer is lost, and the second one arrives. */
  breaks: () => [
    catalogue,
    join(HttpResponse.error, joined),
    leave(HttpResponse.error, gone),
    stays,
    entry(),
  ],
  invalid: () => [catalogue, join(() => refusedFields('email', 'postcode'), joined)],
  bot: () => [catalogue, join(() => refusal(422, 'invalid_request'), joined)],
  busy: () => [catalogue, join(() => refusal(429, 'too_many_requests'))],
  confirms: () => [
    catalogue,
    entry({ confirmationNeeded: true }),
    confirm(() => HttpResponse.json(sampleEntry)),
  ],
  confirmTooLate: () => [catalogue, entry(), confirm(() => refusal(401, 'unauthorized'))],
  viewOnly: () => [
    catalogue,
    http.get(entryPath, () => {
      const { joinedAt, interestLevel, contactPreference, hasPhone, ...seen } = sampleEntry;
      return HttpResponse.json({ ...seen, access: 'view' });
    }),
  ],
  invited: () => [
    catalogue,
    entry({
      status: 'invited',
      position: 0,
      invitation: { bookBy: '2026-11-22T22:30:00Z', bookable: 'phone' },
    }),
    leave(gone),
  ],
  booked: () => [catalogue, entry({ status: 'booked', position: 0 })],
  lapsed: () => [catalogue, entry({ status: 'lapsed', position: 0 })],
  unknown: () => [catalogue, http.get(entryPath, () => refusal(401, 'unauthorized'))],
  notReached: () => [
    catalogue,
    http.get(entryPath, () => refusal(503, 'service_unavailable', { 'retry-after': '30' })),
  ],
  allOpen: () => [
    http.get(`*${endpoints.catalogue}`, () =>
      HttpResponse.json({
        ...sampleCatalogue,
        services: sampleCatalogue.services.filter(({ status }) => status === 'open'),
      }),
    ),
  ],
} satisfies Record<string, () => RequestHandler[]>;
