import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { dayMs } from '@botaniqal/shared/time/duration.ts';
import { sql } from 'drizzle-orm';
import { createEvents } from '../../platform/events/events.ts';
import type { App } from '../../platform/http/app.ts';
import { silentLog } from '../../platform/observability/log.ts';
import { createMetrics } from '../../platform/observability/metrics.ts';
import { plugIn } from '../../platform/plug-in.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import { webhookEvents, webhookInbox } from '../../platform/webhook-inbox/index.ts';
import type { MailboxSubscription, MailboxSubscriptions } from '../../ports/mailboxes.ts';
import { testApp } from '../../testing/app.ts';
import { sealing } from '../../testing/fixtures/bookings/booking-fixture.ts';
import { ManualQueue } from '../../testing/manual-queue.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { InMemoryCalendar } from '../../testing/vendors/calendly.ts';
import { InMemoryMailboxes } from '../../testing/vendors/microsoft.ts';
import { createMailboxWebhooks } from '../../upstreams/microsoft/webhooks.ts';
import type { MailboxDeps } from './deps.ts';
import { mailboxesFeature } from './index.ts';
import { keepSubscriptions } from './subscriptions/keep-subscriptions.ts';
import { storedSubscriptions } from './subscriptions/subscription-store.ts';

let store: Store;
let clock: { at: Date; now(): Date };
let service: Service;
let mailboxes: InMemoryMailboxes;
let deps: MailboxDeps;
let jobs: ReturnType<ManualQueue['process']>;
let app: App;
let changed: string[];

/** The subscriptions as the service has them. */
class Service implements MailboxSubscriptions {
  readonly longestMinutes = 10_020;
  readonly held = new Map<string, MailboxSubscription & { secret: string; lifecycleAddress: string }>();
  readonly calls: string[] = [];
  failure: UpstreamError | null = null;
  #nextId = 1;

  async create(request: Parameters<MailboxSubscriptions['create']>[0]) {
    this.calls.push(`create ${request.practitionerId}`);
    if (this.failure) throw this.failure;
    if ([...this.held.values()].some((one) => one.practitionerId === request.practitionerId)) {
      throw new UpstreamError('microsoft', 'rejected', { status: 409 });
    }
    const subscriptionId = `subscription-${this.#nextId++}`;
    const made = { ...request, subscriptionId };
    this.held.set(subscriptionId, made);
    return made;
  }
  async renew({ subscriptionId, expiresAt }: Parameters<MailboxSubscriptions['renew']>[0]) {
    this.calls.push(`renew ${subscriptionId}`);
    const found = this.held.get(subscriptionId);
    if (!found) return null;
    this.held.set(subscriptionId, { ...found, expiresAt });
    return { ...found, expiresAt };
  }
  async list() {
    return [...this.held.values()];
  }
  async remove(subscriptionId: string) {
    this.calls.push(`remove ${subscriptionId}`);
    this.held.delete(subscriptionId);
  }
  of(practitionerId: string) {
    const found = [...this.held.values()].find((one) => one.practitionerId === practitionerId);
    assert.ok(found, `no subscription of ${practitionerId}`);
    return found;
  }
}

before(async () => {
  store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
});
after(() => store.close());

beforeEach(async () => {
  await store.db.execute(sql`truncate webhook_events, mailbox_subscriptions, mailbox_overlaps`);
  clock = { at: new Date('2026-11-20T05:00:00Z'), now: () => clock.at };
  service = new Service();
  mailboxes = new InMemoryMailboxes();
  changed = [];
  jobs = (await ManualQueue.open(store.db, clock)).process(() => undefined);
  deps = {
    ...{ store, jobs, clock, log: silentLog, metrics: createMetrics(), sealing },
    mailboxes,
    subscriptions: service,
    webhooks: createMailboxWebhooks(),
    scheduler: new InMemoryCalendar(),
    availability: { mailboxChanged: async (practitionerId) => void changed.push(practitionerId) },
    clinic: {
      practitioners: [
        { id: 'dr_dia', mailbox: 'dia@example.com' },
        { id: 'nurse', mailbox: 'nurse@example.com' },
        { id: 'ramona', mailbox: '' },
      ],
    },
    publicUrl: 'https://booking.example.com',
  };
  const feature = mailboxesFeature(deps);
  const inbox = webhookInbox(deps, feature.webhooks ?? []);
  plugIn([feature, inbox], { store, jobs, workers: jobs, events: createEvents({ jobs, clock }, jobs) });
  app = testApp(inbox.routes, { clock });
});

const runJobs = async () => {
  while ((await jobs.runDue()) > 0);
};
const keep = (on = deps) => keepSubscriptions(on, new AbortController().signal);
const pass = (ms: number) => {
  clock.at = new Date(clock.at.getTime() + ms);
};
const post = (body: unknown, path = '/api/webhooks/graph') =>
  app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const stored = async () => (await store.db.select().from(webhookEvents)).length;
const change = (practitionerId: string, version = '1', secret?: string) => {
  const { subscriptionId, secret: own } = service.of(practitionerId);
  return {
    ...{ id: `notification-${version}`, subscriptionId, clientState: secret ?? own, changeType: 'updated' },
    resource: `Users/${practitionerId}/Events/E`,
    resourceData: { '@odata.etag': `W/"${version}"`, id: 'E' },
  };
};
const readsOf = (practitionerId: string) =>
  mailboxes.reads.filter((read) => read.startsWith(`${practitionerId} `)).length;
const lifecycle = (practitionerId: string, lifecycleEvent: string) => {
  const { subscriptionId, secret } = service.of(practitionerId);
  return { value: [{ subscriptionId, clientState: secret, lifecycleEvent }] };
};

describe('the subscriptions to mailboxes', () => {
  it('are made for each practitioner with a mailbox, once, with both addresses and secrets of their own', async () => {
    await keep();
    await keep();
    assert.deepEqual(service.calls, ['create dr_dia', 'create nurse']);
    const [dia, nurse] = [service.of('dr_dia'), service.of('nurse')];
    assert.equal(dia.address, 'https://booking.example.com/api/webhooks/graph');
    assert.equal(dia.lifecycleAddress, 'https://booking.example.com/api/webhooks/graph/lifecycle');
    assert.notEqual(dia.secret, nurse.secret);
    assert.ok(dia.secret.length >= 32 && dia.secret.length <= 128);
    const rows = JSON.stringify(await storedSubscriptions(store.db));
    assert.ok(!rows.includes(dia.secret), 'the secret itself is not stored');
  });

  it('are renewed when half of their time is over, and not before', async () => {
    await keep();
    pass(3 * dayMs);
    await keep();
    assert.equal(service.calls.filter((call) => call.startsWith('renew')).length, 0);
    pass(0.6 * dayMs);
    await keep();
    assert.equal(service.calls.filter((call) => call.startsWith('renew')).length, 2);
    assert.ok(service.of('nurse').expiresAt.getTime() > clock.at.getTime() + 6 * dayMs);
  });

  it('are made again when the service has lost them, or they have ended while no server ran', async () => {
    await keep();
    service.held.delete(service.of('dr_dia').subscriptionId);
    pass(1000);
    changed = [];
    await keep();
    assert.equal(service.of('dr_dia').subscriptionId, 'subscription-3');
    assert.deepEqual(changed, ['dr_dia']);
    service.held.clear();
    pass(30 * dayMs);
    await keep();
    assert.equal(service.held.size, 2);
  });

  it('end when their practitioner leaves clinic.yaml, or gets another mailbox', async () => {
    await keep();
    const left = { ...deps, clinic: { practitioners: [{ id: 'dr_dia', mailbox: 'new@example.com' }] } };
    await keep(left);
    assert.deepEqual(
      [...service.held.values()].map((one) => one.practitionerId),
      ['dr_dia'],
    );
    assert.deepEqual(service.calls.slice(2), [
      'remove subscription-2',
      'remove subscription-1',
      'create dr_dia',
    ]);
    assert.deepEqual(
      (await storedSubscriptions(store.db)).map(({ mailbox }) => mailbox),
      ['new@example.com'],
    );
  });

  it('are one for each mailbox however many servers keep them at the same time', async () => {
    await Promise.all([keep(), keep(), keep(), keep()]);
    pass(1000);
    await keep();
    assert.equal(service.held.size, 2);
    assert.deepEqual(service.calls.toSorted(), ['create dr_dia', 'create nurse']);
  });

  it('replace one whose answer was lost', async () => {
    const create = service.create.bind(service);
    let lost = false;
    service.create = async (request) => {
      const made = await create(request);
      if (lost || request.practitionerId !== 'dr_dia') return made;
      lost = true;
      throw new UpstreamError('microsoft', 'timeout');
    };
    await keep();
    pass(61_000);
    await keep();
    assert.equal(service.of('dr_dia').subscriptionId, 'subscription-3');
    assert.equal((await post({ value: [change('dr_dia')] })).status, 204);
  });

  it('that are refused do not stop the server, and are tried again', async () => {
    service.failure = new UpstreamError('microsoft', 'rejected', { status: 400 });
    await keep();
    service.failure = null;
    await keep();
    assert.equal(service.held.size, 2);
  });
});

describe('notifications about mailboxes', () => {
  it('begin with a check of the address: the token comes back as plain text, decoded, and nothing is stored', async () => {
    const token = 'Validation: <script>alert(1)</script> Request-Id: a+b/ä';
    for (const path of ['/api/webhooks/graph', '/api/webhooks/graph/lifecycle']) {
      const answer = await post('', `${path}?validationToken=${encodeURIComponent(token)}`);
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('content-type') ?? '', /^text\/plain/);
      assert.equal(await answer.text(), token);
    }
    assert.equal(await stored(), 0);
  });

  it('are stored once, and their mailbox is read again', async () => {
    await keep();
    changed = [];
    assert.equal((await post({ value: [change('dr_dia')] })).status, 204);
    assert.equal((await post({ value: [change('dr_dia')] })).status, 204);
    assert.equal(await stored(), 1);
    await runJobs();
    assert.deepEqual(changed, ['dr_dia']);
  });

  it('are refused with a wrong secret, an unknown subscription or no notification, and nothing is stored', async () => {
    await keep();
    const unknown = { ...change('dr_dia'), subscriptionId: 'unknown' };
    const otherSecret = change('dr_dia', '1', service.of('nurse').secret);
    for (const body of [
      { value: [change('dr_dia', '1', 'wrong')] },
      { value: [unknown] },
      { value: [otherSecret] },
    ]) {
      assert.equal((await post(body)).status, 401);
    }
    for (const body of ['', '{}', '{"value":[]}', 'null', '[']) assert.equal((await post(body)).status, 401);
    assert.equal(await stored(), 0);
  });

  it('of several subscriptions can come together: what is genuine counts, the rest is dropped', async () => {
    await keep();
    changed = [];
    const body = { value: [change('dr_dia'), change('nurse'), change('nurse', '2', 'wrong')] };
    assert.equal((await post(body)).status, 204);
    await runJobs();
    assert.deepEqual(changed.toSorted(), ['dr_dia', 'nurse']);
  });

  it('cost one look for each mailbox, however many come in a burst', async () => {
    await keep();
    changed = [];
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, index) =>
        post({ value: [change(index % 2 ? 'dr_dia' : 'nurse', `v${index}`)] }),
      ),
    );
    assert.ok(answers.every(({ status }) => status === 204));
    assert.equal(await stored(), 300);
    await runJobs();
    assert.deepEqual(changed.toSorted(), ['dr_dia', 'nurse']);
  });

  it('cost one reading of each mailbox, however long a burst lasts', async () => {
    await keep();
    for (let tenths = 0; tenths < 120; tenths += 5) {
      await post({ value: [change('dr_dia', `v${tenths}`), change('nurse', `v${tenths}`)] });
      await runJobs();
      pass(500);
    }
    assert.deepEqual(mailboxes.reads, [], 'the burst is not over');
    pass(3000);
    await runJobs();
    assert.deepEqual([readsOf('dr_dia'), readsOf('nurse')], [1, 1]);
  });

  it('that do not end are read from time to time, and a mailbox does not wait for the notifications of another', async () => {
    await keep();
    await post({ value: [change('nurse', 'only')] });
    for (let second = 0; second < 70; second += 1) {
      await post({ value: [change('dr_dia', `v${second}`)] });
      await runJobs();
      pass(1000);
    }
    assert.equal(readsOf('nurse'), 1);
    assert.equal(readsOf('dr_dia'), 2);
  });

  it('that were missed lead to another look', async () => {
    await keep();
    changed = [];
    assert.equal((await post(lifecycle('dr_dia', 'missed'), '/api/webhooks/graph/lifecycle')).status, 204);
    await runJobs();
    assert.deepEqual(changed, ['dr_dia']);
  });

  it('about a removed subscription lead to a new one, once', async () => {
    await keep();
    const body = lifecycle('dr_dia', 'subscriptionRemoved');
    service.held.delete(service.of('dr_dia').subscriptionId);
    pass(1000);
    for (let repeats = 0; repeats < 3; repeats += 1) {
      await post(body, '/api/webhooks/graph/lifecycle');
      await runJobs();
    }
    assert.equal(service.calls.filter((call) => call === 'create dr_dia').length, 2);
    assert.equal(service.held.size, 2);
  });

  it('about an end that comes soon lead to a renewal', async () => {
    await keep();
    pass(1000);
    await post(lifecycle('nurse', 'reauthorizationRequired'), '/api/webhooks/graph/lifecycle');
    await runJobs();
    assert.deepEqual(service.calls.slice(2), ['renew subscription-2']);
  });
});
