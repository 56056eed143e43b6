import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { dayMs } from '@botaniqal/shared/time/duration.ts';
import { sql } from 'drizzle-orm';
import { createEvents } from '../../platform/events/events.ts';
import type { Feature } from '../../platform/feature.ts';
import type { App } from '../../platform/http/app.ts';
import { silentLog } from '../../platform/observability/log.ts';
import { plugIn } from '../../platform/plug-in.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import { cleanWebhookEvents, webhookEvents, webhookInbox } from '../../platform/webhook-inbox/index.ts';
import { testApp } from '../../testing/app.ts';
import { ManualQueue } from '../../testing/manual-queue.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { InMemoryCalendar } from '../../testing/vendors/calendly.ts';
import { readEventTypes } from '../../upstreams/calendly/event-types.ts';
import { createCalendarWebhooks } from '../../upstreams/calendly/webhooks.ts';
import { storedCalendarVersions } from '../availability/index.ts';
import type { CalendarSyncDeps } from './deps.ts';
import { calendarSyncFeature } from './index.ts';

const key = 'a signing key';
let store: Store;
const followup = { practitionerId: 'dr_dia', service: 'alternative_medicine', visit: 'followup' } as const;
const eventTypes = readEventTypes([
  { ...followup, eventType: 'dia-followup' },
  { ...followup, practitionerId: 'nurse', eventType: 'nurse-followup' },
]);
let clock: { at: Date; now(): Date };
let calendar: InMemoryCalendar;
let jobs: ReturnType<ManualQueue['process']>;
let deps: CalendarSyncDeps;
let startWork: () => Promise<void>;
let app: App;
let cancelled: string[];
let moved: string[];
let subscribed: string[];
let refuseSubscription: UpstreamError | undefined;

before(async () => {
  store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
});
after(() => store.close());

beforeEach(async () => {
  await store.db.execute(sql`truncate webhook_events, calendar_versions`);
  clock = { at: new Date('2026-11-20T05:00:00Z'), now: () => clock.at };
  calendar = new InMemoryCalendar();
  calendar.open({ ...followup, starts: ['2026-11-24T00:00:00Z'] });
  jobs = (await ManualQueue.open(store.db, clock)).process(() => undefined);
  cancelled = [];
  moved = [];
  subscribed = [];
  refuseSubscription = undefined;
  const versions = storedCalendarVersions(store.db);
  const events = createEvents({ jobs, clock }, jobs);
  deps = {
    store,
    jobs,
    clock,
    webhooks: createCalendarWebhooks([key], eventTypes, clock),
    subscriptions: {
      ensure: async (address) => {
        subscribed.push(address);
        if (refuseSubscription) throw refuseSubscription;
      },
    },
    scheduler: calendar,
    availability: {
      calendarChanged: async (practitionerId) => {
        await versions.bump(practitionerId);
      },
    },
    clinic: { practitioners: [{ id: 'dr_dia' }, { id: 'nurse' }] },
    publicUrl: 'https://booking.example.com',
    events,
  };
  const feature = calendarSyncFeature(deps);
  const listener: Feature = {
    name: 'listener',
    on: {
      'calendar.event_cancelled': async ({ ids }) => void cancelled.push(ids.calendarEventId),
      'calendar.event_moved': async ({ ids }) => void moved.push(ids.calendarEventId),
    },
  };
  const inbox = webhookInbox(deps, feature.webhooks ?? []);
  ({ startWork } = plugIn([feature, listener, inbox], { store, jobs, workers: jobs, events }));
  app = testApp(inbox.routes, { clock });
});

const notice = (
  event: string,
  eventId: string,
  eventType = 'dia-followup',
  updatedAt = '2026-11-20T04:59:00Z',
  more: object = {},
) =>
  JSON.stringify({
    event,
    created_at: updatedAt,
    payload: {
      uri: `https://api.calendly.com/scheduled_events/${eventId}/invitees/INV`,
      updated_at: updatedAt,
      ...more,
      email: 'alex@example.com',
      event: `https://api.calendly.com/scheduled_events/${eventId}`,
      scheduled_event: { event_type: `https://api.calendly.com/event_types/${eventType}` },
    },
  });

const deliver = (body: string, options: { at?: Date; key?: string; signature?: string } = {}) => {
  const seconds = Math.floor((options.at ?? clock.at).getTime() / 1000);
  const hmac = createHmac('sha256', options.key ?? key)
    .update(`${seconds}.${body}`)
    .digest('hex');
  const signature = options.signature ?? `t=${seconds},v1=${hmac}`;
  return app.request('/api/webhooks/calendly', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'calendly-webhook-signature': signature },
    body,
  });
};
interface Subjects {
  eventId: string | null;
  practitionerIds: string[];
}
const stored = async () => {
  const rows = await store.db.select().from(webhookEvents);
  return rows.map(({ subjects, ...row }) => ({ ...row, ...subjects }) as typeof row & Subjects);
};
const versions = async () => Object.fromEntries(await storedCalendarVersions(store.db).current());

async function book(): Promise<string> {
  const outcome = await calendar.book({
    ...followup,
    bookingId: 'b',
    start: new Date('2026-11-24T00:00:00Z'),
    invitee: { name: 'Alex', email: 'alex@example.com', timeZone: 'Australia/Melbourne' },
    answers: [],
  });
  assert.ok(outcome.kind === 'booked');
  return outcome.appointment.eventId;
}

describe('a notice from the calendar', () => {
  it("drops that practitioner's times for all processes, and no other times", async () => {
    assert.equal((await deliver(notice('invitee.created', 'E1'))).status, 204);
    await jobs.runAll();
    assert.deepEqual(await versions(), { dr_dia: 1 });
    assert.deepEqual(
      (await stored()).map((row) => [row.kind, row.eventId, row.practitionerIds, row.handledAt !== null]),
      [['booked', 'E1', ['dr_dia'], true]],
    );
  });

  it("drops everybody's times when the event type is none of ours", async () => {
    await deliver(notice('invitee.created', 'E1', 'somebody-elses'));
    await jobs.runAll();
    assert.deepEqual(await versions(), { dr_dia: 1, nurse: 1 });
  });

  it('is acted on once, however often it is delivered', async () => {
    const body = notice('invitee.created', 'E1');
    const answers = await Promise.all([deliver(body), deliver(body), deliver(body)]);
    assert.deepEqual(
      answers.map((one) => one.status),
      [204, 204, 204],
    );
    await jobs.runAll();
    assert.equal((await deliver(body)).status, 204);
    await jobs.runAll();
    assert.deepEqual(await versions(), { dr_dia: 1 });
    assert.equal((await stored()).length, 1);
  });

  it('is a new one when the event changed again', async () => {
    await deliver(notice('invitee.created', 'E1'));
    await deliver(notice('invitee.created', 'E1', 'dia-followup', '2026-11-20T05:00:00Z'));
    await jobs.runAll();
    assert.deepEqual(await versions(), { dr_dia: 2 });
  });

  it('is refused, and nothing is stored, with a wrong, missing or old signature', async () => {
    const body = notice('invitee.created', 'E1');
    const refusals = [
      deliver(body, { key: 'another key' }),
      deliver(body, { at: new Date(clock.at.getTime() - 181_000) }),
      deliver(body, { at: new Date(clock.at.getTime() + 181_000) }),
      deliver(body, { signature: '' }),
      deliver(body, { signature: 't=1,v1=zz' }),
    ];
    for (const answer of await Promise.all(refusals)) {
      assert.equal(answer.status, 401);
      assert.match(answer.headers.get('content-type') ?? '', /problem\+json/);
    }
    assert.deepEqual(await stored(), []);
  });

  it('is deleted three months after it was handled', async () => {
    await deliver(notice('invitee.created', 'E1'));
    await jobs.runAll();
    clock.at = new Date(clock.at.getTime() + 91 * dayMs);
    await deliver(notice('invitee.created', 'E2'));
    await jobs.runAll();
    await cleanWebhookEvents(deps).run({ signal: new AbortController().signal, log: silentLog });
    assert.deepEqual(
      (await stored()).map((row) => row.eventId),
      ['E2'],
    );
  });

  it('keeps nothing of the patient, and is taken even when it cannot be read', async () => {
    await deliver(notice('invitee.created', 'E1'));
    assert.doesNotMatch(JSON.stringify(await stored()), /alex/);
    assert.equal((await deliver('{"event":"something.new"}')).status, 204);
    assert.equal((await stored()).length, 1);
  });
});

describe('a cancellation in the calendar', () => {
  it('is passed on once the calendar itself says so', async () => {
    const eventId = await book();
    calendar.cancelByHost(eventId);
    await deliver(notice('invitee.canceled', eventId));
    await jobs.runAll();
    assert.deepEqual(cancelled, [eventId]);
  });

  it('is not believed while the appointment stands', async () => {
    await deliver(notice('invitee.canceled', await book()));
    await jobs.runAll();
    assert.deepEqual(cancelled, []);
    assert.deepEqual(await versions(), { dr_dia: 1 });
  });

  it('is looked into again when the calendar cannot be read at first', async () => {
    const eventId = await book();
    calendar.cancelByHost(eventId);
    calendar.breakReading('dr_dia');
    await deliver(notice('invitee.canceled', eventId));
    await jobs.runDue();
    assert.deepEqual(cancelled, []);
    calendar.mend('dr_dia');
    await jobs.runAll();
    assert.deepEqual(cancelled, [eventId]);
  });
});

describe("an appointment that was moved on the calendar's own page", () => {
  const newTime = '2026-11-25T00:00:00Z';
  const halves = (oldId: string, newId: string) => ({
    old: notice('invitee.canceled', oldId, 'dia-followup', '2026-11-20T04:59:01Z', {
      rescheduled: true,
      new_invitee: `https://api.calendly.com/scheduled_events/${newId}/invitees/INV2`,
    }),
    fresh: notice('invitee.created', newId, 'dia-followup', '2026-11-20T04:59:02Z', {
      old_invitee: `https://api.calendly.com/scheduled_events/${oldId}/invitees/INV`,
    }),
  });
  const orders = {
    'the old half first': ['old', 'fresh'],
    'the new half first': ['fresh', 'old'],
    'each half twice': ['fresh', 'old', 'fresh', 'old'],
    'only the old half': ['old'],
    'only the new half': ['fresh'],
  } as const;
  for (const [what, order] of Object.entries(orders)) {
    it(`is passed on as moved and never as cancelled, with ${what}`, async () => {
      const oldId = await book();
      const both = halves(oldId, calendar.moveByInvitee(oldId, newTime));
      for (const half of order) {
        assert.equal((await deliver(both[half])).status, 204);
        await jobs.runAll();
      }
      assert.deepEqual(cancelled, []);
      assert.deepEqual([...new Set(moved)], [oldId]);
    });
  }

  it('is seen although the notice does not say so, because the calendar is read', async () => {
    const oldId = await book();
    calendar.moveByInvitee(oldId, newTime);
    await deliver(notice('invitee.canceled', oldId));
    await jobs.runAll();
    assert.deepEqual([cancelled, moved], [[], [oldId]]);
  });

  it('is followed over several moves, and when the practitioner asks for another time', async () => {
    const first = await book();
    const second = calendar.moveByInvitee(first, newTime);
    const third = calendar.moveByInvitee(second, '2026-11-26T00:00:00Z');
    await deliver(halves(second, third).fresh);
    await jobs.runAll();
    assert.deepEqual([cancelled, moved], [[], [first, second]]);
    calendar.askToMove(third);
    await deliver(notice('invitee.canceled', third));
    await jobs.runAll();
    assert.deepEqual(cancelled, []);
    assert.ok(moved.includes(third));
  });

  it('is a move all the same when the new appointment is cancelled after it', async () => {
    const oldId = await book();
    const newId = calendar.moveByInvitee(oldId, newTime);
    calendar.cancelByHost(newId);
    await deliver(notice('invitee.canceled', newId));
    await jobs.runAll();
    assert.deepEqual([cancelled, moved], [[], [oldId]]);
  });
});

describe('asking for notices', () => {
  it('names our address to the vendor at start', async () => {
    await startWork();
    await jobs.runAll();
    assert.deepEqual(subscribed, ['https://booking.example.com/api/webhooks/calendly']);
  });

  it('is tried again when the vendor is away, and not when it refuses', async () => {
    refuseSubscription = new UpstreamError('calendly', 'server_error', { status: 500 });
    await startWork();
    await jobs.runDue();
    refuseSubscription = undefined;
    await jobs.runAll();
    assert.equal(subscribed.length, 2);

    refuseSubscription = new UpstreamError('calendly', 'rejected', { status: 400 });
    await startWork();
    await jobs.runAll();
    assert.equal(subscribed.length, 3);
  });
});
