import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { afterEach, describe, it } from 'node:test';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { SchedulingRequest } from '../../ports/calendar.ts';
import {
  closedAddress,
  type ReceivedRequest,
  type StubAnswer,
  type StubServer,
  sendJson,
  startStubServer,
} from '../../testing/stub-server.ts';
import { createCalendly } from './calendly.ts';

const now = new Date('2026-11-20T00:00:00Z');
const diasVisit = {
  practitionerId: 'dr_dia',
  service: 'alternative_medicine',
  visit: 'followup',
  eventType: 'TYPE',
} as const;
const servers: StubServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** A Calendly that answers by `METHOD path` (ids replaced by `:id`), from the shapes recorded in its contract. */
async function calendlyThat(routes: Record<string, StubAnswer>) {
  const server = await startStubServer((response, request) => {
    const path = request.url.pathname.replace(
      /(?<=\/(event_types|scheduled_events|webhook_subscriptions)\/)[^/]+/,
      ':id',
    );
    const answer = routes[`${request.method} ${path}`];
    if (answer) answer(response, request);
    else sendJson(response, { title: 'Resource Not Found', message: 'not found' }, 404);
  });
  servers.push(server);
  return { server, ...clientOf(server.url) };
}

function clientOf(baseUrl: string) {
  return createCalendly(
    {
      baseUrl,
      apiKey: 'clinic-key',
      practitionerKeys: { dr_dia: 'own-key', nurse: '' },
      eventTypes: [diasVisit, { ...diasVisit, practitionerId: 'nurse' }],
      webhookSigningKey: 'secret',
      bookingLimits: { perMinute: 10, perHour: 50, perDay: 100 },
    },
    { clock: { now: () => now }, random: () => 0 },
  );
}

const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): StubAnswer =>
  (response) =>
    sendJson(response, body, status, headers);

const eventUri = 'https://api.calendly.com/scheduled_events/EVT';
const inviteeUri = `${eventUri}/invitees/INV`;
const eventTypeAnswer = (changes: Record<string, unknown> = {}) =>
  json({
    resource: {
      uri: 'https://api.calendly.com/event_types/TYPE',
      pooling_type: null,
      locations: [{ kind: 'physical', location: '1 Example Street' }, { kind: 'zoom_conference' }],
      custom_questions: [
        { name: 'Mobile number', type: 'phone_number', position: 3, enabled: true, required: true },
      ],
      kind: 'a kind of the future',
      ...changes,
    },
  });
const inviteeAnswer = (status = 201) =>
  json({ resource: { uri: inviteeUri, event: eventUri, status: 'active', tracking: null } }, status);
const event = (changes: Record<string, unknown> = {}) => ({
  uri: eventUri,
  start_time: '2026-11-24T22:00:00.000000Z',
  status: 'active',
  location: { type: 'zoom', status: 'processing', join_url: null },
  ...changes,
});

const request: SchedulingRequest = {
  practitionerId: 'dr_dia',
  service: 'alternative_medicine',
  visit: 'followup',
  bookingId: 'booking-1',
  start: new Date('2026-11-24T22:00:00Z'),
  invitee: { name: 'Alex Sample', email: 'alex@example.com', timeZone: 'Australia/Perth' },
  answers: [{ question: 'Mobile number', answer: '0491570006' }],
};

function only(requests: readonly ReceivedRequest[], method: string): ReceivedRequest {
  const found = requests.filter((one) => one.method === method);
  assert.equal(found.length, 1);
  assert.ok(found[0]);
  return found[0];
}

describe('reading free times from Calendly', () => {
  it('asks for the canonical event type, from a minute ahead, and reads both ways of writing instants', async () => {
    const { server, offeredStarts } = await calendlyThat({
      'GET /event_type_available_times': json({
        collection: [
          {
            status: 'available',
            start_time: '2026-11-21T02:00:00Z',
            invitees_remaining: 1,
            scheduling_url: 'x',
          },
          { status: 'available', start_time: '2026-11-21T01:00:00.000000Z', invitees_remaining: 1 },
          { status: 'held by something new', start_time: '2026-11-21T03:00:00Z', invitees_remaining: 1 },
        ],
      }),
    });
    const starts = await offeredStarts.offeredStarts({
      ...diasVisit,
      from: new Date('2026-11-19T13:00:00Z'),
      to: new Date('2026-12-01T00:00:00Z'),
    });
    assert.deepEqual(
      starts.map((start) => start.toISOString()),
      ['2026-11-21T01:00:00.000Z', '2026-11-21T02:00:00.000Z'],
    );
    const asked = only(server.requests, 'GET');
    assert.deepEqual(Object.fromEntries(asked.url.searchParams), {
      event_type: 'https://api.calendly.com/event_types/TYPE',
      start_time: '2026-11-20T00:01:00.000Z',
      end_time: '2026-12-01T00:00:00.000Z',
    });
    assert.equal(asked.headers.authorization, 'Bearer own-key');
  });

  it('asks nothing about the past', async () => {
    const { server, offeredStarts } = await calendlyThat({});
    const past = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-11-20T00:00:30Z') };
    assert.deepEqual(await offeredStarts.offeredStarts({ ...diasVisit, ...past }), []);
    assert.equal(server.requests.length, 0);
  });

  it("uses the clinic's key for a practitioner without one, and follows X-RateLimit-Reset", async () => {
    const { server, offeredStarts } = await calendlyThat({
      'GET /event_type_available_times': json({}, 429, { 'x-ratelimit-reset': '37' }),
    });
    const range = { from: new Date('2026-11-21T00:00:00Z'), to: new Date('2026-11-22T00:00:00Z') };
    await assert.rejects(
      offeredStarts.offeredStarts({ ...diasVisit, practitionerId: 'nurse', ...range }),
      (error) =>
        error instanceof UpstreamError && error.reason === 'rate_limited' && error.retryAfterSeconds === 37,
    );
    assert.equal(only(server.requests, 'GET').headers.authorization, 'Bearer clinic-key');
  });
});

describe('booking at Calendly', () => {
  it('sends the configured video link place, exact questions, six tracking keys, and our id', async () => {
    const { server, scheduler } = await calendlyThat({
      'GET /event_types/:id': eventTypeAnswer(),
      'POST /invitees': inviteeAnswer(),
      'GET /scheduled_events/:id': json({ resource: event() }),
    });
    const outcome = await scheduler.book(request);
    assert.deepEqual(outcome, {
      kind: 'booked',
      appointment: {
        eventId: 'EVT',
        inviteeId: 'INV',
        start: request.start,
        status: 'active',
        joinUrl: null,
      },
    });
    assert.deepEqual(JSON.parse(only(server.requests, 'POST').text), {
      event_type: 'https://api.calendly.com/event_types/TYPE',
      start_time: '2026-11-24T22:00:00.000Z',
      invitee: { name: 'Alex Sample', email: 'alex@example.com', timezone: 'Australia/Perth' },
      location: { kind: 'zoom_conference' },
      questions_and_answers: [{ question: 'Mobile number', answer: '0491570006', position: 3 }],
      tracking: {
        utm_campaign: null,
        utm_source: null,
        utm_medium: null,
        utm_content: null,
        utm_term: null,
        salesforce_uuid: 'booking-1',
      },
    });
    await scheduler.book(request);
    assert.equal(server.requests.filter((one) => one.url.pathname.startsWith('/event_types')).length, 1);
  });

  for (const [what, changes] of [
    ['round robin', { pooling_type: 'round_robin' }],
    ['an event type without a place', { locations: null }],
  ] as const) {
    it(`sends no place for ${what}`, async () => {
      const { server, scheduler } = await calendlyThat({
        'GET /event_types/:id': eventTypeAnswer(changes),
        'POST /invitees': inviteeAnswer(200),
        'GET /scheduled_events/:id': json({}, 500),
      });
      assert.equal((await scheduler.book(request)).kind, 'booked');
      assert.equal('location' in JSON.parse(only(server.requests, 'POST').text), false);
    });
  }

  const filled = {
    title: 'Invalid Argument',
    message: 'The supplied parameters are invalid.',
    details: [{ parameter: 'start_time', message: 'gone', code: 'already_filled' }],
  };
  const outcomes: [string, StubAnswer, string][] = [
    ['a 400 with already_filled', json(filled, 400), 'slot_taken'],
    ['a 403 with already_filled', json(filled, 403), 'slot_taken'],
    ['a 409', json({ title: 'Conflict', message: 'gone' }, 409), 'slot_taken'],
    ['a 400 about something else', json({ title: 'Invalid Argument', message: 'no' }, 400), 'refused'],
    [
      'a missing scope',
      json({ title: 'Insufficient scope', message: 'no', required_scopes: ['x'] }, 403),
      'refused',
    ],
    ['a wrong key', json({ title: 'Unauthenticated', message: 'no' }, 401), 'refused'],
    ['a 500', json({ title: 'Internal Server Error', message: 'oops' }, 500), 'unknown'],
    ['a dropped connection', (response) => response.destroy(), 'unknown'],
    ['an answer that cannot be read', (response) => response.writeHead(201).end('{"resource":'), 'unknown'],
  ];
  for (const [what, answer, kind] of outcomes) {
    it(`takes ${what} for "${kind}", and asks only once`, async () => {
      const { server, scheduler } = await calendlyThat({
        'GET /event_types/:id': eventTypeAnswer(),
        'POST /invitees': answer,
      });
      assert.equal((await scheduler.book(request)).kind, kind);
      only(server.requests, 'POST');
    });
  }

  it('takes a booking limit for "limited", with or without advice', async () => {
    for (const [headers, seconds] of [
      [{ 'retry-after': '90', 'x-ratelimit-reset': '30' }, 90],
      [{ 'x-ratelimit-reset': '30' }, 30],
      [{}, 60],
    ] as const) {
      const { server, scheduler } = await calendlyThat({
        'GET /event_types/:id': eventTypeAnswer(),
        'POST /invitees': json({}, 429, headers),
      });
      assert.deepEqual(await scheduler.book(request), { kind: 'limited', retryAfterSeconds: seconds });
      only(server.requests, 'POST');
    }
  });

  it('takes a refused connection for "unreachable"', async () => {
    const { scheduler } = clientOf(await closedAddress());
    assert.equal((await scheduler.book(request)).kind, 'unreachable');
  });

  it('books nothing when the event type cannot be read', async () => {
    const { server, scheduler } = await calendlyThat({ 'GET /event_types/:id': json({}, 500) });
    assert.equal((await scheduler.book(request)).kind, 'unreachable');
    assert.equal(
      server.requests.some((one) => one.method === 'POST'),
      false,
    );
  });
});

describe('finding a booking again at Calendly', () => {
  const me = json({
    resource: { uri: 'https://api.calendly.com/users/ME', current_organization: 'org-uri' },
  });
  const listed: StubAnswer = json({ collection: [event()], pagination: { next_page_token: null } });
  const invitees = json({
    collection: [
      {
        uri: `${eventUri}/invitees/OTHER`,
        event: eventUri,
        status: 'active',
        tracking: { utm_content: 'ad-7', salesforce_uuid: 'booking-2' },
      },
      {
        uri: inviteeUri,
        event: eventUri,
        status: 'active',
        tracking: { utm_content: 'ad-7', salesforce_uuid: 'booking-1' },
      },
    ],
  });
  const query = { bookingId: 'booking-1', email: 'alex@example.com', start: request.start };

  it('searches the own events of a practitioner with a key, by email and time, for our id', async () => {
    const { server, scheduler } = await calendlyThat({
      'GET /users/me': me,
      'GET /scheduled_events': listed,
      'GET /scheduled_events/:id/invitees': invitees,
    });
    const found = await scheduler.find({ practitionerId: 'dr_dia', ...query });
    assert.equal(found?.inviteeId, 'INV');
    assert.equal(await scheduler.find({ practitionerId: 'dr_dia', ...query, bookingId: 'booking-3' }), null);
    const search = server.requests.find((one) => one.url.pathname === '/scheduled_events');
    assert.deepEqual(Object.fromEntries(search?.url.searchParams ?? []), {
      user: 'https://api.calendly.com/users/ME',
      invitee_email: 'alex@example.com',
      min_start_time: '2026-11-24T21:59:00.000Z',
      max_start_time: '2026-11-24T22:01:00.000Z',
      count: '100',
    });
    assert.equal(server.requests.filter((one) => one.url.pathname === '/users/me').length, 1);
  });

  it("searches the organisation with the clinic's key, or its own user where it may not", async () => {
    const { server, scheduler } = await calendlyThat({
      'GET /users/me': me,
      'GET /scheduled_events': (response, one) =>
        one.url.searchParams.has('organization')
          ? sendJson(response, { title: 'Permission Denied', message: 'no' }, 403)
          : listed(response, one),
      'GET /scheduled_events/:id/invitees': invitees,
    });
    assert.equal((await scheduler.find({ practitionerId: 'nurse', ...query }))?.eventId, 'EVT');
    const searches = server.requests.filter((one) => one.url.pathname === '/scheduled_events');
    assert.deepEqual(
      searches.map((one) => one.url.searchParams.get('organization') ?? one.url.searchParams.get('user')),
      ['org-uri', 'https://api.calendly.com/users/ME'],
    );
  });
});

describe('cancelling and reading at Calendly', () => {
  const cancel = { practitionerId: 'dr_dia', eventId: 'EVT', reason: 'Cancelled by the patient' };

  it('cancels with a reason', async () => {
    const { server, scheduler } = await calendlyThat({
      'POST /scheduled_events/:id/cancellation': json({ resource: { canceled_by: 'x' } }, 201),
    });
    await scheduler.cancel(cancel);
    assert.deepEqual(JSON.parse(only(server.requests, 'POST').text), { reason: cancel.reason });
  });

  it('takes "already cancelled" for success, by looking at the event', async () => {
    const { scheduler } = await calendlyThat({
      'POST /scheduled_events/:id/cancellation': json(
        { title: 'Permission Denied', message: 'any text' },
        403,
      ),
      'GET /scheduled_events/:id': json({ resource: event({ status: 'canceled' }) }),
    });
    await scheduler.cancel(cancel);
  });

  it('takes a lost answer for success only when the event is cancelled', async () => {
    let status = 'canceled';
    const { scheduler } = await calendlyThat({
      'POST /scheduled_events/:id/cancellation': (response) => response.destroy(),
      'GET /scheduled_events/:id': (response) => sendJson(response, { resource: event({ status }) }),
    });
    await scheduler.cancel(cancel);
    status = 'active';
    await assert.rejects(
      scheduler.cancel(cancel),
      (error) => error instanceof UpstreamError && error.reason === 'connection_lost',
    );
  });

  it('does not take a cancelled event for success while it cannot learn whether it was moved', async () => {
    const { scheduler } = await calendlyThat({
      'POST /scheduled_events/:id/cancellation': (response) => response.destroy(),
      'GET /scheduled_events/:id': json({ resource: event({ status: 'canceled' }) }),
      'GET /scheduled_events/:id/invitees': json({ title: 'Internal Server Error' }, 500),
    });
    await assert.rejects(
      scheduler.cancel(cancel),
      (error) => error instanceof UpstreamError && error.reason === 'connection_lost',
    );
  });

  it('reads the link once it is there, and null for an event that does not exist', async () => {
    const join_url = 'https://video.example.com/1';
    const { scheduler } = await calendlyThat({
      'GET /scheduled_events/:id': (response, one) =>
        one.url.pathname.endsWith('/EVT')
          ? sendJson(response, {
              resource: event({ location: { type: 'zoom', status: 'pushed', join_url } }),
            })
          : sendJson(response, { title: 'Resource Not Found', message: 'no' }, 404),
    });
    assert.equal((await scheduler.read(cancel))?.joinUrl, join_url);
    assert.equal(await scheduler.read({ ...cancel, eventId: 'NONE' }), null);
  });
});

describe('webhook events from Calendly', () => {
  const { webhooks } = clientOf('http://127.0.0.1:9');
  const body = Buffer.from(
    '{ "event": "invitee.canceled",  "payload": {"uri":"https://x/scheduled_events/E/invitees/I","updated_at":"2026-11-20T00:00:00.000000Z","event":"https://x/scheduled_events/E","scheduled_event":{"event_type":"https://x/event_types/TYPE"}}}',
  );
  const sign = (key: string, at: number, bytes: Uint8Array = body): string =>
    `t=${at},v1=${createHmac('sha256', key).update(`${at}.`).update(bytes).digest('hex')}`;
  const seconds = now.getTime() / 1000;

  it('believes its signature over the raw bytes for three minutes', () => {
    assert.equal(webhooks.isGenuine({ body, signature: sign('secret', seconds) }), true);
    assert.equal(webhooks.isGenuine({ body, signature: sign('secret', seconds - 180) }), true);
    assert.equal(webhooks.isGenuine({ body, signature: sign('secret', seconds - 181) }), false);
    assert.equal(webhooks.isGenuine({ body, signature: sign('secret', seconds + 181) }), false);
  });

  it('does not believe a wrong key, other bytes, or anything malformed', () => {
    const good = sign('secret', seconds);
    assert.equal(webhooks.isGenuine({ body, signature: sign('other', seconds) }), false);
    assert.equal(webhooks.isGenuine({ body: Buffer.from('{}'), signature: good }), false);
    for (const signature of [
      undefined,
      '',
      't=1',
      good.slice(0, -1),
      `${good}0`,
      good.replace('t=', 't=0x'),
    ]) {
      assert.equal(webhooks.isGenuine({ body, signature }), false);
    }
  });

  it("accepts the contract's test vector", () => {
    const key = '5mEzn9C-I28UtwOjZJtFoob0sAAFZ95GbZkqj4y3i0I';
    const vector = createCalendly(
      {
        baseUrl: 'http://127.0.0.1:9',
        apiKey: 'k',
        practitionerKeys: {},
        eventTypes: [],
        webhookSigningKey: key,
        bookingLimits: { perMinute: 10, perHour: 50, perDay: 100 },
      },
      { clock: { now: () => new Date(1_782_340_245_000) } },
    );
    const signed = Buffer.from(
      '{"event":"invitee.created","created_at":"2026-06-24T22:30:45.000000Z","created_by":"https://api.calendly.com/users/AAAAAAAAAAAAAAAA","payload":{"email":"test@example.com"}}',
    );
    const signature = 't=1782340245,v1=f536ef50d12fa414123b816e5dab3adb4b877498fcb41808029216f9eb0fa0ff';
    assert.equal(vector.webhooks.isGenuine({ body: signed, signature }), true);
  });

  it('reads which event of whose calendar it is about, and names every delivery of it the same', () => {
    assert.deepEqual(webhooks.parse(body), {
      key: 'invitee.canceled https://x/scheduled_events/E/invitees/I 2026-11-20T00:00:00.000000Z',
      kind: 'cancelled',
      eventId: 'E',
      practitionerIds: ['dr_dia', 'nurse'],
    });
    assert.equal(webhooks.parse(Buffer.from('not json')), null);
    assert.equal(webhooks.parse(Buffer.from('{"event":1}')), null);
  });
});

describe('subscribing at Calendly', () => {
  const me: StubAnswer = json({ resource: { uri: 'user-uri', current_organization: 'org-uri' } });
  const address = 'https://bff.example.com/api/webhooks/calendly';
  const list = (...states: string[]): StubAnswer =>
    json({
      collection: states.map((state) => ({
        uri: 'https://x/webhook_subscriptions/W',
        callback_url: address,
        state,
      })),
    });

  it('creates what is missing, signed with our key, once for the organisation', async () => {
    const { server, subscriptions } = await calendlyThat({
      'GET /users/me': me,
      'GET /webhook_subscriptions': list(),
      'POST /webhook_subscriptions': json(
        { resource: { uri: 'w', callback_url: address, state: 'active' } },
        201,
      ),
    });
    await subscriptions.ensure(address);
    assert.deepEqual(JSON.parse(only(server.requests, 'POST').text), {
      url: address,
      events: ['invitee.created', 'invitee.canceled', 'invitee_no_show.created', 'invitee_no_show.deleted'],
      scope: 'organization',
      organization: 'org-uri',
      signing_key: 'secret',
    });
  });

  it('leaves what is there, replaces what was disabled, and takes 409 for "exists"', async () => {
    const there = await calendlyThat({ 'GET /users/me': me, 'GET /webhook_subscriptions': list('active') });
    await there.subscriptions.ensure(address);
    assert.equal(
      there.server.requests.some((one) => one.method !== 'GET'),
      false,
    );

    const disabled = await calendlyThat({
      'GET /users/me': me,
      'GET /webhook_subscriptions': list('disabled'),
      'DELETE /webhook_subscriptions/:id': (response) => response.writeHead(204).end(),
      'POST /webhook_subscriptions': json({ title: 'Already Exists', message: 'exists' }, 409),
    });
    await disabled.subscriptions.ensure(address);
    only(disabled.server.requests, 'DELETE');
    only(disabled.server.requests, 'POST');
  });

  it('subscribes for its own user, and for each practitioner with a key, where the organisation is not allowed', async () => {
    const { server, subscriptions } = await calendlyThat({
      'GET /users/me': me,
      'GET /webhook_subscriptions': (response, one) =>
        one.url.searchParams.get('scope') === 'organization'
          ? sendJson(response, { title: 'Permission Denied', message: 'no' }, 403)
          : list()(response, one),
      'POST /webhook_subscriptions': json(
        { resource: { uri: 'w', callback_url: address, state: 'active' } },
        201,
      ),
    });
    await subscriptions.ensure(address);
    const made = server.requests.filter((one) => one.method === 'POST');
    assert.deepEqual(
      made.map((one) => [one.headers.authorization, JSON.parse(one.text).scope]),
      [
        ['Bearer clinic-key', 'user'],
        ['Bearer own-key', 'user'],
      ],
    );
  });
});

describe('whose appointment it is after a move on the page of Calendly', () => {
  const userUri = 'https://api.calendly.com/users/DIA';
  const traced = async (more: Record<string, unknown>, askedFor: string) => {
    const { scheduler } = await calendlyThat({
      'GET /scheduled_events/:id': json({
        resource: event({ event_type: 'https://api.calendly.com/event_types/TYPE', ...more }),
      }),
      'GET /scheduled_events/:id/invitees': json({
        collection: [{ uri: inviteeUri, event: eventUri, status: 'active', tracking: null }],
        pagination: { next_page_token: null },
      }),
      'GET /users/me': json({ resource: { uri: userUri, current_organization: 'ORG' } }),
    });
    const trail = await scheduler.trace({ practitionerId: askedFor, eventId: 'EVT' });
    return trail?.steps[0].practitionerId;
  };
  const hostedBy = (user: string) => ({ event_memberships: [{ user, user_email: 'x@example.com' }] });

  it('is told by the host, where practitioners share an event type', async () => {
    assert.equal(await traced(hostedBy(userUri), 'nurse'), 'dr_dia');
    assert.equal(await traced(hostedBy('https://api.calendly.com/users/OTHER'), 'dr_dia'), 'nurse');
  });

  it('is the practitioner that was asked for when the event names no host', async () => {
    for (const askedFor of ['nurse', 'dr_dia']) {
      assert.equal(await traced({}, askedFor), askedFor);
      assert.equal(await traced({ event_memberships: 'of the future' }, askedFor), askedFor);
    }
  });
});
