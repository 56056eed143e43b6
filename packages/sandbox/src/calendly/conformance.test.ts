import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Sandbox } from '../start.ts';
import { caller, ids, type Json, startForTest } from '../testing/running-sandbox.ts';
import { differences } from '../testing/shape.ts';
import availabilitySchedule from './samples/availability-schedule.json' with { type: 'json' };
import availableTimes from './samples/available-times.json' with { type: 'json' };
import busyTimes from './samples/busy-times.json' with { type: 'json' };
import errorSample from './samples/error.json' with { type: 'json' };
import eventType from './samples/event-type.json' with { type: 'json' };
import inviteeSample from './samples/invitee.json' with { type: 'json' };
import page from './samples/page.json' with { type: 'json' };
import scheduledEvent from './samples/scheduled-event.json' with { type: 'json' };
import user from './samples/user.json' with { type: 'json' };
import canceledWebhook from './samples/webhook-invitee-canceled.json' with { type: 'json' };
import createdWebhook from './samples/webhook-invitee-created.json' with { type: 'json' };
import webhookSubscription from './samples/webhook-subscription.json' with { type: 'json' };
import { eventTypeUri, freeCallRequest, list } from './testing.ts';

describe('Calendly’s shapes, held to the samples', () => {
  let sandbox: Sandbox;
  let me: Json;
  let invitee: Json;
  const calendly = caller(() => sandbox.urls.calendly, 'sandbox-calendly-token');
  const get = async (path: string, query: Record<string, string> = {}) =>
    (await calendly(`GET ${path}`, { query })).body;
  const window = { start_time: '2026-11-22T13:00:00Z', end_time: '2026-11-28T13:00:00Z' };

  before(async () => {
    sandbox = await startForTest();
    sandbox.configure('calendly', { extraFields: 'never' });
    me = (await get('/users/me')).resource ?? {};
    const body = freeCallRequest(ids.freeCall, '2026-11-22T22:00:00Z');
    invitee = (await calendly('POST /invitees', { body })).body.resource ?? {};
  });
  after(() => sandbox.stop());

  it('a user', async () => {
    assert.deepEqual(differences(await get('/users/me'), user), []);
  });

  it('an event type, one and in a page', async () => {
    assert.deepEqual(differences((await get(`/event_types/${ids.freeCall}`)).resource, eventType), []);
    const types = await get('/event_types', { organization: String(me.current_organization), count: '1' });
    assert.deepEqual(differences(list(types.collection)[0], eventType), []);
    assert.deepEqual(differences(types.pagination, page.pagination), []);
  });

  it('available times', async () => {
    const times = await get('/event_type_available_times', {
      event_type: eventTypeUri(ids.freeCall),
      ...window,
    });
    assert.deepEqual(differences(times, availableTimes), []);
  });

  it('busy times, by their type', async () => {
    const { collection } = await get('/user_busy_times', { user: String(me.uri), ...window });
    for (const sample of busyTimes.collection) {
      const rows = list(collection).filter(({ type }) => String(type) === sample.type);
      assert.ok(rows.length > 0, sample.type);
      for (const row of rows) assert.deepEqual(differences(row, sample), []);
    }
  });

  it('an availability schedule, its rules by weekday and by date', async () => {
    const [schedule] = list((await get('/user_availability_schedules', { user: String(me.uri) })).collection);
    assert.deepEqual(differences({ ...schedule, rules: [] }, { ...availabilitySchedule, rules: [] }), []);
    const rules = list(schedule?.rules);
    const byDay = availabilitySchedule.rules.find(({ type }) => type === 'wday');
    const byDate = availabilitySchedule.rules.find(({ type }) => type === 'date');
    for (const rule of rules) {
      assert.deepEqual(differences(rule, String(rule.type) === 'wday' ? byDay : byDate), []);
    }
  });

  it('an invitee', () => {
    assert.deepEqual(differences(invitee, inviteeSample.resource), []);
  });

  it('a scheduled event; its place is Zoom’s, which the webhook sample shows', async () => {
    const event = (await get(new URL(String(invitee.event)).pathname)).resource;
    const { location: _, ...rest } = scheduledEvent;
    const zoom = createdWebhook.payload.scheduled_event.location;
    assert.deepEqual(differences(event, { ...rest, location: zoom }), []);
  });

  it('a webhook of a booking, and of a cancelled one', async () => {
    const query = { organization: String(me.current_organization), scope: 'organization' };
    const created = await get('/sample_webhook_data', { event: 'invitee.created', ...query });
    assert.deepEqual(differences(created, createdWebhook), []);
    const canceled = await get('/sample_webhook_data', { event: 'invitee.canceled', ...query });
    assert.deepEqual(differences(canceled, canceledWebhook), []);
  });

  it('a webhook subscription', async () => {
    const made = await calendly('POST /webhook_subscriptions', {
      body: {
        url: 'http://127.0.0.1:9/',
        events: ['invitee_no_show.created'],
        scope: 'user',
        organization: me.current_organization,
        user: me.uri,
      },
    });
    assert.deepEqual(differences(made.body.resource, webhookSubscription), []);
  });

  it('an error', async () => {
    const refused = await get('/event_type_available_times', {
      event_type: eventTypeUri(ids.freeCall),
      start_time: '2020-01-01T00:00:00Z',
      end_time: '2020-01-02T00:00:00Z',
    });
    const [sample] = errorSample.details;
    const details = list(refused.details);
    assert.deepEqual(differences({ ...refused, details: [] }, { ...errorSample, details: [] }), []);
    // `code` is optional in a detail.
    for (const detail of details) assert.deepEqual(differences({ code: '', ...detail }, sample), []);
  });

  it('adds fields that no sample has, so that clients stay tolerant', async () => {
    sandbox.configure('calendly', { extraFields: 'always' });
    const event = (await get(new URL(String(invitee.event)).pathname)).resource;
    assert.notDeepEqual(differences(event, scheduledEvent), []);
  });
});
