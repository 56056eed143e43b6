import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Sandbox } from '../../start.ts';
import { caller, ids, startForTest } from '../../testing/running-sandbox.ts';
import { freeCallAnswers, freeCallRequest, list, tracking } from '../testing.ts';

const start = '2026-11-22T22:00:00Z';

describe('booking at Calendly', () => {
  let sandbox: Sandbox;
  const calendly = caller(() => sandbox.urls.calendly, 'sandbox-calendly-token');
  const request = (changes: Record<string, unknown> = {}) => ({
    ...freeCallRequest(ids.freeCall, start),
    ...changes,
  });
  const book = (changes: Record<string, unknown> = {}) =>
    calendly('POST /invitees', { body: request(changes) });

  before(async () => {
    sandbox = await startForTest();
  });
  beforeEach(() => sandbox.reset());
  after(() => sandbox.stop());

  /** Refused with 400, and this parameter is named. */
  async function refused(changes: Record<string, unknown>, parameter: string): Promise<void> {
    const answer = await book(changes);
    assert.equal(answer.status, 400, parameter);
    const named = list(answer.body.details).map((detail) => String(detail.parameter));
    assert.ok(named.includes(parameter), `${parameter} is not among ${named.join(', ')}`);
  }

  it('answers 201 with the invitee, and keeps our id in the tracking', async () => {
    const { status, body } = await book();
    assert.equal(status, 201);
    assert.equal(body.resource?.tracking?.utm_content, 'booking-1');
    assert.equal(body.resource?.scheduling_method, 'api');
    assert.equal(body.resource?.first_name, null);
    const event = await calendly(`GET ${new URL(String(body.resource?.event)).pathname}`);
    assert.equal(event.body.resource?.end_time, '2026-11-22T22:15:00.000000Z');
    assert.equal('cancellation' in (event.body.resource ?? {}), false);
  });

  it('refuses a taken time with the code already_filled, as 400 or as 409', async () => {
    await book();
    const again = await book();
    assert.equal(again.status, 400);
    assert.equal(again.body.title, 'Invalid Argument');
    assert.equal(list(again.body.details)[0]?.code, 'already_filled');
    sandbox.configure('calendly', { slotTaken: 409 });
    const conflict = await book();
    assert.equal(conflict.status, 409);
    assert.equal(list(conflict.body.details)[0]?.code, 'already_filled');
    assert.equal(
      list((await calendly('GET /scheduled_events', { query: await organization() })).body.collection).length,
      1,
    );
  });

  it('refuses a time that is not on offer, or past', async () => {
    await refused({ start_time: '2026-11-22T22:05:00Z' }, 'start_time');
    await refused({ start_time: '2026-11-19T22:00:00Z' }, 'start_time');
    await refused({ start_time: undefined }, 'start_time');
  });

  it('lets one of fifty at the same instant have the time', async () => {
    sandbox.limit('calendly', { bookingsPerMinute: null });
    const answers = await Promise.all(Array.from({ length: 50 }, () => book()));
    assert.equal(answers.filter(({ status }) => status === 201).length, 1);
    assert.equal(answers.filter(({ status }) => status === 400).length, 49);
  });

  it('needs every question by its exact text, with answer and position', async () => {
    const [help, mobile] = freeCallAnswers;
    await refused({ questions_and_answers: [help] }, 'questions_and_answers');
    await refused({ questions_and_answers: undefined }, 'questions_and_answers');
    await refused(
      { questions_and_answers: [{ ...help, question: 'what would you like help with?' }, mobile] },
      'questions_and_answers[0].question',
    );
    await refused(
      { questions_and_answers: [{ answer: 'x', position: 0 }, mobile] },
      'questions_and_answers[0].question',
    );
    await refused(
      { questions_and_answers: [help, { ...mobile, position: undefined }] },
      'questions_and_answers[1].position',
    );
    await refused({ questions_and_answers: [help, { ...mobile, answer: ' ' }] }, 'questions_and_answers');
  });

  it('needs the location that is configured, by kind', async () => {
    await refused({ location: { type: 'zoom_conference' } }, 'location.kind');
    await refused({ location: { kind: 'phone_call' } }, 'location.kind');
    await refused({ location: { kind: 'google_conference' } }, 'location.kind');
    const withoutLocation = await book({ location: undefined });
    assert.equal(withoutLocation.status, 201);
  });

  it('needs all six tracking keys when it gets any', async () => {
    await refused({ tracking: { utm_content: 'x' } }, 'tracking.utm_campaign');
    await refused({ tracking: { ...tracking, utm_term: 3 } }, 'tracking.utm_term');
    assert.equal((await book({ tracking: undefined })).status, 201);
  });

  it('needs an invitee with a name, an email address and a zone', async () => {
    const { invitee } = request();
    await refused({ invitee: undefined }, 'invitee');
    await refused({ invitee: { ...invitee, name: undefined } }, 'invitee.name');
    await refused({ invitee: { ...invitee, email: 'alex' } }, 'invitee.email');
    await refused({ invitee: { ...invitee, timezone: 'Mars/Base' } }, 'invitee.timezone');
    await refused(
      { invitee: { ...invitee, text_reminder_number: 'call me' } },
      'invitee.text_reminder_number',
    );
    const split = {
      first_name: 'Alex',
      last_name: 'Sample',
      email: invitee.email,
      timezone: invitee.timezone,
    };
    assert.equal((await book({ invitee: split })).body.resource?.name, 'Alex Sample');
  });

  it('takes at most ten guests', async () => {
    const guests = (count: number) =>
      Array.from({ length: count }, (_, index) => `guest${index}@example.com`);
    await refused({ event_guests: guests(11) }, 'event_guests');
    assert.equal((await book({ event_guests: guests(10) })).status, 201);
  });

  it('answers 404 for an unknown event type, 400 without a JSON object', async () => {
    const unknown = await book({ event_type: 'https://api.calendly.com/event_types/none' });
    assert.equal(unknown.status, 404);
    assert.equal(unknown.body.message, 'The server could not find the requested resource.');
    assert.equal((await calendly('POST /invitees', { body: [] })).status, 400);
  });

  it('limits bookings per minute, hour and day of a user, and says so in headers', async () => {
    sandbox.limit('calendly', { bookingsPerMinute: 2, bookingsPerHour: 3 });
    const first = await book();
    assert.equal(first.headers.get('x-ratelimit-limit'), '2');
    assert.equal(first.headers.get('x-ratelimit-remaining'), '1');
    await book();
    const limited = await book();
    assert.equal(limited.status, 429);
    assert.equal(limited.headers.get('x-ratelimit-remaining'), '0');
    assert.ok(Number(limited.headers.get('x-ratelimit-reset')) <= 60);
    assert.equal(limited.headers.get('retry-after'), null);
    // Reading goes on, and another user has a budget of their own.
    assert.equal((await calendly('GET /users/me')).status, 200);
    const own = { token: 'sandbox-calendly-token-dr_dia', body: request() };
    assert.equal((await calendly('POST /invitees', own)).status, 403);
    sandbox.setClock(new Date('2026-11-20T00:01:30Z'));
    sandbox.limit('calendly', { retryAfter: true });
    const hourly = await book();
    assert.equal(hourly.status, 429);
    assert.ok(Number(hourly.headers.get('retry-after')) > 60);
  });

  it('limits all requests of a user per minute', async () => {
    sandbox.limit('calendly', { requestsPerMinute: 1 });
    const first = await calendly('GET /users/me');
    assert.equal(first.headers.get('x-ratelimit-limit'), '1');
    assert.equal((await calendly('GET /users/me')).status, 429);
    sandbox.setClock(new Date('2026-11-20T00:02:00Z'));
    assert.equal((await calendly('GET /users/me')).status, 200);
  });

  it('pushes the meeting link after a while, when it is set so', async () => {
    sandbox.configure('calendly', { joinUrlDelaySeconds: 30 });
    const { body } = await book();
    const path = new URL(String(body.resource?.event)).pathname;
    const early = (await calendly(`GET ${path}`)).body.resource?.location;
    assert.equal(early?.status, 'processing');
    assert.equal(early?.join_url, null);
    sandbox.setClock(new Date('2026-11-20T00:01:00Z'));
    const late = (await calendly(`GET ${path}`)).body.resource?.location;
    assert.equal(late?.status, 'pushed');
    assert.equal(late?.type, 'zoom');
    assert.match(String(late?.join_url), /^https:/);
  });

  it('makes single-use links', async () => {
    const owner = `https://api.calendly.com/event_types/${ids.freeCall}`;
    const made = await calendly('POST /scheduling_links', {
      body: { max_event_count: 1, owner, owner_type: 'EventType' },
    });
    assert.equal(made.status, 201);
    assert.match(String(made.body.resource?.booking_url), /^https:\/\/calendly\.com\/d\//);
  });

  async function organization(): Promise<Record<string, string>> {
    const me = (await calendly('GET /users/me')).body.resource;
    return { organization: String(me?.current_organization) };
  }
});
