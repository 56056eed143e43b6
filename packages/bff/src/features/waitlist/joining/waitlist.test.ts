import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import {
  type WaitlistJoined,
  waitlistEntryView,
  waitlistJoined,
} from '@botaniqal/shared/contracts/waitlist.ts';
import { dayMs, hourMs } from '@botaniqal/shared/time/duration.ts';
import { asc, eq } from 'drizzle-orm';
import { auditLog } from '../../../platform/audit/tables.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import {
  freshWaitlists,
  joinRequest,
  type WaitlistServer,
  type WaitlistWorld,
  waitlistServer,
} from '../../../testing/fixtures/waitlist/waitlist-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { waitlistEntries } from '../tables.ts';

describe('a place on a waitlist', () => {
  let store: Store;
  let world: WaitlistWorld;
  let server: WaitlistServer;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshWaitlists(store);
    server = waitlistServer(world);
  });

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    server.app.request(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const withToken = (token: string) => ({ Authorization: `Bearer ${token}` });
  const join = async (
    more: Parameters<typeof joinRequest>[0] = {},
    status = 201,
  ): Promise<WaitlistJoined> => {
    const answer = await post('/api/waitlist', joinRequest(more));
    assert.equal(answer.status, status);
    return waitlistJoined.parse(await answer.json());
  };
  const show = async ({ entryId, manageToken }: Pick<WaitlistJoined, 'entryId' | 'manageToken'>) => {
    const answer = await server.app.request(`/api/waitlist/${entryId}`, { headers: withToken(manageToken) });
    assert.equal(answer.status, 200);
    return waitlistEntryView.parse(await answer.json());
  };
  const leave = ({ entryId, manageToken }: WaitlistJoined) =>
    server.app.request(`/api/waitlist/${entryId}`, { method: 'DELETE', headers: withToken(manageToken) });
  const refusal = async (answer: Response) => {
    const { status, code, fields } = problem.parse(await answer.json());
    return { status, code, fields: fields?.map((field) => field.path) };
  };

  it('is given in the order of joining, service by service, and moves up when a person leaves', async () => {
    const first = await join({ email: 'first@example.com' });
    const second = await join({ email: 'second@example.com' });
    const elsewhere = await join({ service: 'equine_therapy' });
    assert.deepEqual([first.position, second.position, elsewhere.position], [1, 2, 1]);
    assert.equal((await leave(first)).status, 204);
    const now = await show(second);
    assert.deepEqual([now.position, now.total, now.status], [1, 1, 'waiting']);
  });

  it('is confirmed by a mail with place, link and one-click unsubscribe, and nothing of the service in its subject', async () => {
    const joined = await join();
    await server.settle();
    const [mail] = world.mailer.sent;
    assert.equal(world.mailer.sent.length, 1);
    assert.equal(mail?.to, 'alex@example.com');
    assert.doesNotMatch(mail?.subject ?? '', /counsel/i);
    assert.match(mail?.text ?? '', /1 of 1/);
    assert.ok(mail?.text.includes(`/waitlist#entry=${joined.entryId}&token=${joined.manageToken}`));
    assert.equal(mail?.headers?.['List-Unsubscribe-Post'], 'List-Unsubscribe=One-Click');
    const link = mail?.headers?.['List-Unsubscribe']?.match(
      /^<https:\/\/booking\.example\.com(\/\S+)>$/,
    )?.[1];
    assert.ok(link);
    const asked = await server.app.request(link);
    assert.match(await asked.text(), /<form method="post">/);
    assert.equal((await show(joined)).status, 'waiting', 'looking at a link leaves nothing');
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    for (let times = 0; times < 2; times += 1) {
      const done = await server.app.request(link, {
        method: 'POST',
        headers: form,
        body: 'List-Unsubscribe=One-Click',
      });
      assert.equal(done.status, 200);
    }
    const gone = await server.app.request(`/api/waitlist/${joined.entryId}`, {
      headers: withToken(joined.manageToken),
    });
    assert.equal((await refusal(gone)).status, 404);
    assert.equal((await server.app.request(link.replace(/token=.*/, 'token=guess'))).status, 401);
  });

  it('is one per person and service, in capitals or not, also when they press twice at once', async () => {
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => post('/api/waitlist', joinRequest({ email: 'Alex@Example.com' }))),
    );
    assert.deepEqual(answers.map((one) => one.status).sort(), [200, 200, 200, 201]);
    const entries = new Set(
      await Promise.all(answers.map(async (one) => waitlistJoined.parse(await one.json()).entryId)),
    );
    assert.equal(entries.size, 1);
    assert.equal((await join({}, 200)).position, 1);
  });

  it('tells a stranger who types the address no more than that it is there', async () => {
    const own = await join({ interestLevel: 5, phone: '0491 570 156', contactPreference: 'sms' });
    const strange = await join({ name: 'Somebody Else', interestLevel: 1 }, 200);
    assert.equal(strange.entryId, own.entryId);
    assert.equal(strange.access, 'view');
    assert.notEqual(strange.manageToken, own.manageToken);
    assert.deepEqual(Object.keys(await show(strange)).sort(), [
      'access',
      'confirmationNeeded',
      'entryId',
      'position',
      'service',
      'serviceName',
      'status',
      'total',
    ]);
    assert.deepEqual(await refusal(await leave(strange)), {
      status: 403,
      code: 'forbidden',
      fields: undefined,
    });
    const change = await post(
      `/api/waitlist/${own.entryId}`,
      { interestLevel: 1 },
      withToken(strange.manageToken),
    );
    assert.equal(change.status, 403);
    assert.equal((await show(own)).interestLevel, 5, 'nothing has changed');
  });

  it('shows a stranger no later state of it, and after a day nothing', async () => {
    const own = await join();
    await join({ email: 'other@example.com' });
    const strange = await join({}, 200);
    const shown = await show(strange);
    assert.deepEqual([shown.status, shown.position, shown.total], ['waiting', 1, 2]);
    await leave(own);
    assert.deepEqual(await show(strange), shown, 'that the person has left is not said');
    const other = await join({ email: 'other@example.com' }, 200);
    const wrong = await server.app.request(`/api/waitlist/${other.entryId}`, {
      headers: withToken(strange.manageToken),
    });
    assert.equal(wrong.status, 401, 'it opens no other entry');
    world.clock.at = new Date(world.clock.at.getTime() + 24 * hourMs);
    const late = await server.app.request(`/api/waitlist/${strange.entryId}`, {
      headers: withToken(strange.manageToken),
    });
    assert.deepEqual(await refusal(late), { status: 401, code: 'unauthorized', fields: undefined });
  });

  it('is mailed again to a person who joins again, once a day at most', async () => {
    await join();
    for (let day = 0; day < 2; day += 1) {
      world.clock.at = new Date(world.clock.at.getTime() + 25 * hourMs);
      for (let times = 0; times < 5; times += 1) await join({}, 200);
    }
    await server.settle();
    assert.equal(world.mailer.sent.length, 3);
    assert.deepEqual(new Set(world.mailer.sent.map((mail) => mail.to)), new Set(['alex@example.com']));
  });

  it('is forgotten when its person leaves, who can join again at the end', async () => {
    const mine = await join();
    await join({ email: 'other@example.com' });
    await leave(mine);
    const [row] = await store.db.select().from(waitlistEntries).where(eq(waitlistEntries.id, mine.entryId));
    assert.deepEqual(
      [row?.status, row?.contact, row?.personKey, row?.attribution],
      ['left', null, null, null],
    );
    const again = await join();
    assert.notEqual(again.entryId, mine.entryId);
    assert.deepEqual([again.position, again.access], [2, 'manage']);
  });

  it('is sealed at rest, and found by a keyed hash', async () => {
    await join({ name: 'Zoë Findable', postcode: '3056', phone: '0491 570 156' });
    const [row] = await store.db.select().from(waitlistEntries);
    assert.doesNotMatch(JSON.stringify(row), /Findable|alex@|postcode|570 ?156/);
    assert.match(row?.personKey ?? '', /^[0-9a-f]{64}$/);
  });

  it('can be changed by its person, which counts as their own act', async () => {
    const mine = await join();
    const changed = await post(
      `/api/waitlist/${mine.entryId}`,
      { interestLevel: 5, phone: '0491 570 156', contactPreference: 'phone' },
      withToken(mine.manageToken),
    );
    assert.equal(changed.status, 200);
    const view = waitlistEntryView.parse(await changed.json());
    assert.deepEqual([view.interestLevel, view.contactPreference, view.hasPhone], [5, 'phone', true]);
    const [row] = await store.db.select().from(waitlistEntries);
    assert.ok(row?.answeredAt);
  });

  it('notes that its person came back, not that they looked right after joining', async () => {
    const mine = await join();
    const returned = async () => (await store.db.select().from(waitlistEntries))[0]?.returnedAt ?? null;
    await show(mine);
    assert.equal(await returned(), null);
    world.clock.at = new Date(world.clock.at.getTime() + 25 * hourMs);
    await show(mine);
    assert.deepEqual(await returned(), world.clock.now());
  });

  it('is confirmed by what only the mail carries', async () => {
    server = waitlistServer(world, { waitlist: { doubleOptIn: true } });
    const mine = await join();
    assert.equal(mine.confirmationNeeded, true);
    await server.settle();
    const confirm = world.mailer.sent[0]?.text.match(/confirm=([\w-]+)/)?.[1] ?? '';
    const path = `/api/waitlist/${mine.entryId}/confirm`;
    assert.equal((await post(path, { confirm: mine.manageToken })).status, 401);
    assert.deepEqual(await refusal(await post(path, {})), {
      status: 422,
      code: 'invalid_request',
      fields: ['confirm'],
    });
    for (let times = 0; times < 2; times += 1) assert.equal((await post(path, { confirm })).status, 200);
    assert.equal((await show(mine)).confirmationNeeded, false);
  });

  it('is refused to bots without a lesson or a puzzle, and to no one who takes their time', async () => {
    for (const bot of [{ website: 'https://spam.example.com' }, { openForMs: 80 }]) {
      assert.deepEqual(await refusal(await post('/api/waitlist', joinRequest(bot))), {
        status: 422,
        code: 'invalid_request',
        fields: undefined,
      });
    }
    assert.equal((await store.db.select().from(waitlistEntries)).length, 0);
    await join({ website: '', openForMs: 20_000 });
    server = waitlistServer(world, { joinsPerMinute: 2 });
    for (const [email, status] of [
      ['a@example.com', 201],
      ['b@example.com', 201],
      ['c@example.com', 429],
    ] as const) {
      const answer = await post('/api/waitlist', joinRequest({ email }));
      assert.equal(answer.status, status);
      if (status === 429) assert.ok(Number(answer.headers.get('retry-after')) > 0);
    }
  });

  it('is refused with the field that does not hold', async () => {
    const unknown = { wishes: { practitionerId: 'nobody' } };
    const cases: [unknown, string[]][] = [
      [{ ...joinRequest(), email: 'alex' }, ['email']],
      [{ ...joinRequest(), service: 'massage' }, ['service']],
      [{ ...joinRequest(), consent: false }, ['consent']],
      [{ ...joinRequest(), interestLevel: 9 }, ['interestLevel']],
      [{ ...joinRequest(), contactPreference: 'sms' }, ['phone']],
      [{ ...joinRequest(), ...unknown }, ['wishes.practitionerId']],
    ];
    for (const [body, fields] of cases) {
      assert.deepEqual(await refusal(await post('/api/waitlist', body)), {
        status: 422,
        code: 'invalid_request',
        fields,
      });
    }
    const mine = await join();
    const headers = withToken(mine.manageToken);
    for (const [body, fields] of [
      [{ interestLevel: 0 }, ['interestLevel']],
      [{ contactPreference: 'sms' }, ['phone']],
      [unknown, ['wishes.practitionerId']],
    ] as const) {
      assert.deepEqual(
        (await refusal(await post(`/api/waitlist/${mine.entryId}`, body, headers))).fields,
        fields,
      );
    }
  });

  it('opens to its token alone', async () => {
    const mine = await join();
    const other = await join({ email: 'other@example.com' });
    for (const [id, token] of [
      [mine.entryId, other.manageToken],
      [randomUUID(), mine.manageToken],
      ['nonsense', mine.manageToken],
      [mine.entryId, ''],
    ] as const) {
      const answer = await server.app.request(`/api/waitlist/${id}`, { headers: withToken(token) });
      assert.deepEqual(await refusal(answer), { status: 401, code: 'unauthorized', fields: undefined });
    }
    assert.equal((await server.app.request(`/api/waitlist/${mine.entryId}`)).status, 401);
  });

  it('opens as long as its person waits, and some months longer', async () => {
    const mine = await join();
    const day = (days: number) => new Date(world.clock.at.getTime() + days * dayMs);
    world.clock.at = day(500);
    await show(mine);
    await store.db.update(waitlistEntries).set({ status: 'lapsed', bookBy: world.clock.at });
    world.clock.at = day(server.deps.clinic.links.waitlistDays - 1);
    await show(mine);
    world.clock.at = day(1);
    const answer = await server.app.request(`/api/waitlist/${mine.entryId}`, {
      headers: withToken(mine.manageToken),
    });
    assert.deepEqual(await refusal(answer), { status: 401, code: 'unauthorized', fields: undefined });
  });

  it('does not fill the mailbox of a person who joins and leaves in a circle', async () => {
    let joins = 0;
    for (let times = 0; times < 20; times += 1) {
      const answer = await post('/api/waitlist', joinRequest({ email: `alex+${times}@example.com` }));
      if (answer.status === 429) continue;
      joins += 1;
      await leave(waitlistJoined.parse(await answer.json()));
    }
    assert.equal(joins, 12);
    await server.settle();
    assert.ok(world.mailer.sent.length <= 12);
  });

  it('is in the audit trail from joining to leaving', async () => {
    const mine = await join();
    await show(mine);
    await leave(mine);
    const trail = await store.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.subjectId, mine.entryId))
      .orderBy(asc(auditLog.id));
    assert.deepEqual(
      trail.map((row) => [row.actor, row.action]),
      [
        ['patient', 'waitlist.joined'],
        ['patient', 'waitlist.read'],
        ['patient', 'waitlist.left'],
      ],
    );
  });
});
