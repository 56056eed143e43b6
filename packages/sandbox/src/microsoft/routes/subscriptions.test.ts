import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Sandbox } from '../../start.ts';
import { friday, startForTest } from '../../testing/running-sandbox.ts';
import { type Receiver, startReceiver } from '../subscriptions/testing.ts';
import { appToken, consultation, dia, type Graph, graphOf, list } from '../testing.ts';

let sandbox: Sandbox;
let graph: Graph;
let receiver: Receiver;
before(async () => {
  sandbox = await startForTest();
});
beforeEach(async () => {
  sandbox.reset();
  sandbox.configure('microsoft', { notificationCopies: 1 });
  graph = graphOf(sandbox, await appToken(sandbox));
  receiver = await startReceiver();
});
afterEach(() => receiver.stop());
after(() => sandbox.stop());

const minutesLater = (minutes: number) => new Date(friday.getTime() + minutes * 60_000);
const request = (change: Record<string, unknown> = {}) => ({
  changeType: 'created,updated,deleted',
  notificationUrl: receiver.url,
  lifecycleNotificationUrl: `${receiver.url}/lifecycle`,
  resource: `users/${dia}/events`,
  expirationDateTime: minutesLater(3 * 24 * 60).toISOString(),
  clientState: 'a secret of ours',
  ...change,
});
const subscribe = (change: Record<string, unknown> = {}, headers = {}) =>
  graph('POST /subscriptions', { body: request(change), headers });
const all = async () => list((await graph('GET /subscriptions')).body.value);
const act = (name: string, body: Record<string, unknown> = {}) => sandbox.act('microsoft', name, body);
const busy = (start: string) => act('add_event', { mailbox: dia, start, subject: 'Dentist' });
/** Moves the sandbox on, with a token that is good there. */
const travel = async (minutes: number) => {
  sandbox.setClock(minutesLater(minutes));
  graph = graphOf(sandbox, await appToken(sandbox));
};

describe('a subscription', () => {
  it('is made after both addresses have repeated the token', async () => {
    const { status, body } = await subscribe();
    assert.equal(status, 201);
    assert.deepEqual(receiver.validated.toSorted(), ['/graph', '/graph/lifecycle']);
    assert.deepEqual([body.changeType, body.clientState], ['created,updated,deleted', 'a secret of ours']);
    assert.deepEqual((await graph(`GET /subscriptions/${body.id}`)).body.id, body.id);
    assert.equal((await all()).length, 1);
  });

  it('is not made when an address repeats something else, or is away', async () => {
    receiver.validation = 'Validation%3A+Testing';
    const refused = await subscribe();
    assert.deepEqual([refused.status, refused.body.error?.code], [400, 'InvalidRequest']);
    assert.match(String(refused.body.error?.message), /^Subscription validation request failed\./);
    assert.equal((await subscribe({ notificationUrl: 'http://127.0.0.1:9/' })).status, 400);
    assert.equal((await all()).length, 0);
  });

  it('keeps the limits of its contract', async () => {
    const status = async (change: Record<string, unknown>) => (await subscribe(change)).status;
    assert.equal(await status({ notificationUrl: 'http://clinic.example/graph' }), 400);
    assert.equal(await status({ clientState: 'x'.repeat(129) }), 400);
    assert.equal(await status({ changeType: 'renamed' }), 400);
    assert.equal(await status({ resource: 'me/events' }), 400);
    assert.equal(await status({ expirationDateTime: minutesLater(-1).toISOString() }), 400);
    assert.equal(await status({ expirationDateTime: minutesLater(10_090).toISOString() }), 400);
    const { body } = await subscribe({ expirationDateTime: minutesLater(5).toISOString() });
    const end = Date.parse(String(body.expirationDateTime));
    assert.ok(end >= minutesLater(45).getTime() && end < minutesLater(47).getTime());
    const again = await subscribe();
    assert.deepEqual([again.status, again.body.error?.code], [409, 'Conflict']);
  });

  it('is renewed, reauthorised and deleted; its lifecycle address stays', async () => {
    const { id } = (await subscribe()).body;
    const later = minutesLater(6 * 24 * 60).toISOString();
    const renewed = await graph(`PATCH /subscriptions/${id}`, { body: { expirationDateTime: later } });
    assert.deepEqual([renewed.status, renewed.body.expirationDateTime], [200, later.replace('.000Z', 'Z')]);
    const url = { lifecycleNotificationUrl: receiver.url };
    assert.equal((await graph(`PATCH /subscriptions/${id}`, { body: url })).status, 400);
    assert.equal((await graph(`POST /subscriptions/${id}/reauthorize`)).status, 200);
    assert.equal(receiver.validated.length, 2);
    await graph(`PATCH /subscriptions/${id}`, { body: { notificationUrl: `${receiver.url}/new` } });
    assert.deepEqual(receiver.validated.slice(2), ['/graph/new']);
    assert.equal((await graph(`DELETE /subscriptions/${id}`)).status, 204);
    assert.equal((await graph(`DELETE /subscriptions/${id}`)).status, 404);
    assert.equal((await graph(`PATCH /subscriptions/${id}`, { body: {} })).status, 404);
  });

  it('ends at its time; before that it asks to be reauthorised, until it is', async () => {
    const { id } = (await subscribe({ expirationDateTime: minutesLater(600).toISOString() })).body;
    await travel(545);
    const [asked] = await receiver.posts(1);
    assert.deepEqual(
      [asked?.path, asked?.items[0]?.lifecycleEvent],
      ['/graph/lifecycle', 'reauthorizationRequired'],
    );
    await travel(561);
    await receiver.posts(2);
    await graph(`POST /subscriptions/${id}/reauthorize`);
    await travel(590);
    assert.equal((await all()).length, 1);
    await travel(601);
    assert.equal((await all()).length, 0);
    assert.equal(receiver.received.length, 2);
  });
});

describe('a notification', () => {
  it('tells of an event that was made, moved and removed, with the secret and without its text', async () => {
    const { id } = (await subscribe({}, { prefer: 'IdType="ImmutableId"' })).body;
    const made = busy('2026-11-23T09:00') as { id: string };
    await receiver.posts(1);
    act('move_event', { mailbox: dia, event: made.id, start: '2026-11-23T10:00' });
    await receiver.posts(2);
    act('remove_event', { mailbox: dia, event: made.id });
    await receiver.posts(3);
    assert.deepEqual(receiver.changes(), ['created', 'updated', 'deleted']);
    const [item] = receiver.received[0]?.items ?? [];
    assert.deepEqual([item?.subscriptionId, item?.clientState], [id, 'a secret of ours']);
    assert.equal(item?.resourceData?.id, made.id);
    assert.ok(!JSON.stringify(receiver.received).includes('Dentist'));
  });

  it('tells only of its own mailbox, and of the kinds that are wanted', async () => {
    await subscribe({ changeType: 'deleted' });
    await subscribe({ resource: 'users/equine.therapist@botaniqal.example/events', changeType: 'created' });
    const { id } = busy('2026-11-23T09:00') as { id: string };
    act('add_event', { mailbox: 'equine_therapist', start: '2026-11-23T09:00' });
    act('remove_event', { mailbox: dia, event: id });
    await receiver.posts(1);
    assert.deepEqual(receiver.changes().toSorted(), ['created', 'deleted']);
  });

  it('comes in duplicate, gathered in one POST with others, newest first, as the settings say', async () => {
    await subscribe();
    await subscribe({ resource: 'users/equine.therapist@botaniqal.example/events' });
    sandbox.configure('microsoft', {
      notificationCopies: 2,
      collectSeconds: 60,
      notificationOrder: 'newest_first',
    });
    busy('2026-11-23T09:00');
    act('add_event', { mailbox: 'equine_therapist', start: '2026-11-23T09:00' });
    sandbox.setClock(minutesLater(2));
    const [first, copy] = await receiver.posts(2);
    assert.equal(first?.items.length, 2);
    assert.notEqual(first?.items[0]?.subscriptionId, first?.items[1]?.subscriptionId);
    assert.deepEqual(
      first?.items.map(({ id }) => id),
      copy?.items.map(({ id }) => id),
    );
  });

  it('is tried again until it is taken', async () => {
    await subscribe();
    sandbox.configure('microsoft', { retrySeconds: 0.05 });
    receiver.status = 503;
    busy('2026-11-23T09:00');
    await receiver.posts(1);
    receiver.status = 202;
    const posts = await receiver.posts(2);
    assert.deepEqual(posts[0]?.items, posts[1]?.items);
  });

  it('is given up after four hours, and then Microsoft says that some were missed', async () => {
    await subscribe();
    sandbox.configure('microsoft', { retrySeconds: 0.05 });
    receiver.status = 503;
    busy('2026-11-23T09:00');
    await receiver.posts(1);
    sandbox.setClock(minutesLater(5 * 60));
    assert.equal(await receiver.lifecycle(), 'missed');
  });

  it('is lost without a word, when the settings say so', async () => {
    await subscribe();
    sandbox.configure('microsoft', { missEvery: 2 });
    busy('2026-11-23T09:00');
    busy('2026-11-23T11:00');
    busy('2026-11-23T13:00');
    await receiver.posts(1);
    act('send_missed', { mailbox: dia });
    await receiver.posts(2);
    assert.deepEqual(receiver.changes(), ['created', 'created', 'undefined']);
  });
});

describe('Microsoft itself', () => {
  it('drops a subscription silently, or says that it was removed', async () => {
    const { id } = (await subscribe()).body;
    act('drop_subscription', { subscription: String(id) });
    assert.equal((await all()).length, 0);
    await subscribe();
    act('remove_subscription', { mailbox: dia });
    const [post] = await receiver.posts(1);
    assert.equal(post?.items[0]?.lifecycleEvent, 'subscriptionRemoved');
    assert.equal((await all()).length, 0);
    assert.throws(() => act('drop_subscription', { subscription: 'none' }), /is not here/);
  });

  it('asks for a new authorisation when it likes, and ends tokens', async () => {
    await subscribe();
    act('send_reauthorization');
    const [post] = await receiver.posts(1);
    assert.equal(post?.items[0]?.lifecycleEvent, 'reauthorizationRequired');
    act('revoke_tokens');
    assert.equal((await graph('GET /subscriptions')).status, 401);
  });
});

describe('a delta read', () => {
  const window = { startDateTime: '2026-11-20T00:00:00Z', endDateTime: '2026-12-20T00:00:00Z' };
  const start = (query: Record<string, string> = {}, headers = {}) =>
    graph(`GET /users/${dia}/calendarView/delta`, { query: { ...window, ...query }, headers });
  const ids = (answer: Awaited<ReturnType<Graph>>) =>
    list(answer.body.value).map((one) =>
      [one.subject ?? '', one['@removed'] ? 'removed' : 'there'].join(' '),
    );

  it('lists the window, then only what changed in it', async () => {
    const { id } = (await graph(`POST /users/${dia}/events`, { body: consultation() })).body;
    const first = await start();
    assert.deepEqual(ids(first), ['Consultation there']);
    const next = String(first.body['@odata.deltaLink']);
    assert.deepEqual(ids(await graph(`GET ${next}`)), []);
    busy('2026-11-24T09:00');
    await graph(`DELETE /users/${dia}/events/${id}`);
    const second = await graph(`GET ${next}`);
    assert.deepEqual(ids(second).toSorted(), [' removed', 'Dentist there']);
    // The same link tells the same again; the new one goes on.
    assert.deepEqual(ids(await graph(`GET ${next}`)).length, 2);
    assert.deepEqual(ids(await graph(`GET ${second.body['@odata.deltaLink']}`)), []);
  });

  it('says "removed" of an event that leaves the window, and of one that never was in it', async () => {
    const made = busy('2026-11-24T09:00') as { id: string };
    const { body } = await start();
    act('move_event', { mailbox: dia, event: made.id, start: '2027-03-01T09:00' });
    busy('2027-03-02T09:00');
    assert.deepEqual(ids(await graph(`GET ${body['@odata.deltaLink']}`)), [' removed', ' removed']);
  });

  it('comes in pages, in which an item may stand twice', async () => {
    for (const day of ['23', '24', '25']) busy(`2026-11-${day}T09:00`);
    const headers = { prefer: 'odata.maxpagesize=2' };
    const first = await start({}, headers);
    assert.equal(ids(first).length, 2);
    assert.equal(first.body['@odata.deltaLink'], undefined);
    const last = await graph(`GET ${first.body['@odata.nextLink']}`, { headers });
    assert.equal(ids(last).length, 1);
    assert.ok(last.body['@odata.deltaLink']);
    sandbox.configure('microsoft', { deltaRepeats: true });
    assert.equal(ids(await start()).length, 6);
  });

  it('takes no further parameters, and a link only as it is', async () => {
    for (const name of ['$select', '$filter', '$expand', '$orderby', '$search']) {
      assert.equal((await start({ [name]: 'subject' })).status, 400, name);
    }
    const { body } = await start();
    assert.equal((await graph(`GET ${body['@odata.deltaLink']}&startDateTime=2026-11-20`)).status, 400);
  });

  it('starts anew when its token is too old', async () => {
    const link = String((await start()).body['@odata.deltaLink']);
    act('expire_delta_tokens');
    const gone = await graph(`GET ${link}`);
    assert.equal(gone.status, 410);
    assert.ok(gone.headers.get('location'));
    sandbox.configure('microsoft', { deltaReset: 'resyncRequired' });
    const refused = await graph(`GET ${link}`);
    assert.deepEqual([refused.status, refused.body.error?.code], [400, 'resyncRequired']);
  });

  it('takes a series with all its dates away', async () => {
    const recurrence = {
      pattern: { type: 'daily', interval: 1 },
      range: { type: 'numbered', startDate: '2026-11-23', numberOfOccurrences: 3 },
    };
    const { id } = (await graph(`POST /users/${dia}/events`, { body: consultation({ recurrence }) })).body;
    const first = await start();
    assert.equal(ids(first).length, 3);
    await graph(`DELETE /users/${dia}/events/${id}`);
    const gone = list((await graph(`GET ${first.body['@odata.deltaLink']}`)).body.value).map((one) => one.id);
    for (const { id } of list(first.body.value)) assert.ok(gone.includes(id));
  });
});
