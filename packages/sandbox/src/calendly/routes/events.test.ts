import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Sandbox } from '../../start.ts';
import { caller, ids, type Json, startForTest } from '../../testing/running-sandbox.ts';
import { freeCallRequest, list } from '../testing.ts';

describe('events in Calendly', () => {
  let sandbox: Sandbox;
  let me: Json;
  const calendly = caller(() => sandbox.urls.calendly, 'sandbox-calendly-token');

  before(async () => {
    sandbox = await startForTest();
  });
  beforeEach(async () => {
    sandbox.reset();
    me = (await calendly('GET /users/me')).body.resource ?? {};
  });
  after(() => sandbox.stop());

  async function book(start: string, email = 'alex.sample@example.com'): Promise<Json> {
    const body = freeCallRequest(ids.freeCall, start);
    const answer = await calendly('POST /invitees', {
      body: { ...body, invitee: { ...body.invitee, email } },
    });
    assert.equal(answer.status, 201);
    return answer.body.resource ?? {};
  }
  const pathOf = (uri: Json | undefined) => new URL(String(uri)).pathname;
  const events = (query: Record<string, string>) =>
    calendly('GET /scheduled_events', { query: { organization: String(me.current_organization), ...query } });

  it('finds a booking again by email address and start', async () => {
    await book('2026-11-22T22:00:00Z', 'one@example.com');
    await book('2026-11-22T22:15:00Z', 'two@example.com');
    const found = list((await events({ invitee_email: 'TWO@example.com' })).body.collection);
    assert.deepEqual(
      found.map(({ start_time }) => String(start_time)),
      ['2026-11-22T22:15:00.000000Z'],
    );
    const later = await events({ min_start_time: '2026-11-22T22:10:00Z' });
    assert.equal(list(later.body.collection).length, 1);
    const earlier = await events({ max_start_time: '2026-11-22T22:10:00Z' });
    assert.equal(list(earlier.body.collection).length, 1);
    const invitees = await calendly(`GET ${pathOf(found[0]?.uri)}/invitees`);
    const [invitee] = list(invitees.body.collection);
    assert.equal(invitee?.tracking?.utm_content, 'booking-1');
    assert.equal((await calendly(`GET ${pathOf(invitee?.uri)}`)).body.resource?.email, 'two@example.com');
  });

  it('pages by count and token, with all five keys', async () => {
    for (const minute of ['00', '15', '30']) await book(`2026-11-22T22:${minute}:00Z`);
    const first = (await events({ count: '2', sort: 'start_time:desc' })).body;
    assert.equal(list(first.collection).length, 2);
    assert.equal(first.pagination?.count, 2);
    assert.equal(first.pagination?.previous_page, null);
    const answer = await fetch(String(first.pagination?.next_page), {
      headers: { authorization: 'Bearer sandbox-calendly-token' },
    });
    const second: unknown = await answer.json();
    assert.equal(JSON.stringify(second).includes('2026-11-22T22:00:00.000000Z'), true);
    assert.equal((await events({ count: '0' })).status, 400);
    assert.equal((await events({ count: '101' })).status, 400);
    assert.equal((await events({ page_token: 'nonsense' })).status, 400);
  });

  it('asks for an organization when it is about another user, and for one of the two in any case', async () => {
    const other = list(
      (await calendly('GET /event_types', { query: { organization: String(me.current_organization) } })).body
        .collection,
    ).find(({ profile }) => profile?.owner !== me.uri);
    const user = String(other?.profile?.owner);
    assert.equal((await calendly('GET /scheduled_events', { query: { user: String(me.uri) } })).status, 200);
    const alone = await calendly('GET /scheduled_events', { query: { user } });
    assert.equal(alone.status, 403);
    assert.match(String(alone.body.message), /^Please also specify organization/);
    assert.equal((await events({ user })).status, 200);
    assert.equal((await calendly('GET /scheduled_events')).status, 400);
    const member = { token: 'sandbox-calendly-token-dr_dia' };
    const organization = String(me.current_organization);
    assert.equal(
      (await calendly('GET /scheduled_events', { ...member, query: { organization } })).status,
      403,
    );
  });

  it('cancels once; again is 403 with the known words, and the time is free again', async () => {
    const invitee = await book('2026-11-22T22:00:00Z');
    const path = pathOf(invitee.event);
    const cancelled = await calendly(`POST ${path}/cancellation`, { body: { reason: 'Ill' } });
    assert.equal(cancelled.status, 201);
    assert.equal(cancelled.body.resource?.canceler_type, 'host');
    const again = await calendly(`POST ${path}/cancellation`);
    assert.equal(again.status, 403);
    assert.equal(again.body.message, 'Event is already canceled');
    const event = (await calendly(`GET ${path}`)).body.resource;
    assert.equal(event?.status, 'canceled');
    assert.equal(event?.cancellation?.reason, 'Ill');
    assert.equal(event?.invitees_counter?.active, 0);
    assert.equal(list((await events({ status: 'active' })).body.collection).length, 0);
    await book('2026-11-22T22:00:00Z');
  });

  it('does not cancel what has begun', async () => {
    const invitee = await book('2026-11-22T22:00:00Z');
    sandbox.setClock(new Date('2026-11-22T22:00:01Z'));
    const answer = await calendly(`POST ${pathOf(invitee.event)}/cancellation`);
    assert.equal(answer.body.message, 'Event in the past');
  });

  it('marks and unmarks a no-show', async () => {
    const invitee = await book('2026-11-22T22:00:00Z');
    const marked = await calendly('POST /invitee_no_shows', { body: { invitee: invitee.uri } });
    assert.equal(marked.status, 201);
    const path = pathOf(marked.body.resource?.uri);
    assert.equal(
      (await calendly(`GET ${pathOf(invitee.uri)}`)).body.resource?.no_show?.uri,
      marked.body.resource?.uri,
    );
    assert.equal((await calendly(`DELETE ${path}`)).status, 204);
    assert.equal((await calendly(`GET ${path}`)).status, 404);
  });

  it('refuses tokens in the known words', async () => {
    const words = async (token: string | null) => {
      const { status, body } = await calendly('GET /users/me', { token });
      assert.equal(status, 401);
      assert.equal(body.title, 'Unauthenticated');
      return body.message;
    };
    assert.equal(await words(null), 'The access token is invalid');
    assert.equal(await words('nonsense'), 'The access token is invalid');
    assert.equal(await words('sandbox-calendly-token-expired'), 'The access token expired');
    assert.equal(await words('sandbox-calendly-token-revoked'), 'The access token was revoked');
    const readOnly = await calendly('POST /invitees', {
      token: 'sandbox-calendly-token-read-only',
      body: {},
    });
    assert.equal(readOnly.status, 403);
    assert.deepEqual(readOnly.body.required_scopes, ['scheduled_events:write']);
  });

  it('gives each practitioner’s event types with their questions, word for word', async () => {
    const answer = await calendly('GET /event_types', { query: { user: String(me.uri), active: 'true' } });
    const [type, ...others] = list(answer.body.collection);
    assert.equal(others.length, 0);
    assert.equal(type?.duration, 15);
    assert.deepEqual(type?.locations, [{ kind: 'zoom_conference' }]);
    assert.deepEqual(
      list(type?.custom_questions).map(({ name, type: kind, required }) => [name, kind, required]),
      [
        ['What would you like help with?', 'text', true],
        ['Mobile number', 'phone_number', true],
      ],
    );
    assert.equal((await calendly('GET /event_types')).status, 400);
  });

  it('answers 404 in its own shape for anything unknown', async () => {
    for (const path of ['/scheduled_events/none', '/nowhere', '/users/none', '/event_types/none']) {
      const { status, body } = await calendly(`GET ${path}`);
      assert.equal(status, 404, path);
      assert.equal(body.title, 'Resource Not Found');
    }
  });
});
