import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import {
  staffWaitlist,
  type WaitlistJoined,
  waitlistEntryView,
  waitlistJoined,
  waitlistLaunched,
} from '@botaniqal/shared/contracts/waitlist.ts';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { asc } from 'drizzle-orm';
import { auditLog } from '../../../platform/audit/tables.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { createMetrics } from '../../../platform/observability/metrics.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { dies, killAtEachAct } from '../../../testing/fixtures/crash.ts';
import {
  freshWaitlists,
  joinRequest,
  staffHeader,
  type WaitlistServer,
  type WaitlistWorld,
  waitlistServer,
} from '../../../testing/fixtures/waitlist/waitlist-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { joinWaitlist } from '../joining/join.ts';
import { markBooked } from './mark-booked.ts';
import { waitlistGauge } from './waitlist-gauges.ts';
import { maintainWaitlists } from './waitlist-maintenance.ts';

const noKey = { idempotencyKeyHash: null, requestId: undefined };

describe('inviting from a waitlist', () => {
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

  const join = (name: string, more: Parameters<typeof joinRequest>[0] = {}) =>
    joinWaitlist(server.deps, joinRequest({ name, email: `${name}@example.com`, ...more }), noKey);
  const joinAll = async (names: readonly string[]) => {
    for (const name of names) await join(name);
  };
  const staffPost = (path: string, body?: unknown, headers = staffHeader(world.clock)) =>
    server.app.request(`/api/staff/waitlist/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const launch = async (batchSize: number, dryRun = false) => {
    const answer = await staffPost('counseling/launch', { batchSize, dryRun });
    assert.equal(answer.status, 200);
    return waitlistLaunched.parse(await answer.json());
  };
  const list = async (query = '') => {
    const answer = await server.app.request(`/api/staff/waitlist?service=counseling${query}`, {
      headers: staffHeader(world.clock),
    });
    assert.equal(answer.status, 200);
    return staffWaitlist.parse(await answer.json());
  };
  const invitedMails = async () => {
    await server.settle();
    return world.mailer.sent.filter((mail) => /your turn/.test(mail.subject)).map((mail) => mail.toName);
  };
  const later = (hours: number) => {
    world.clock.at = new Date(world.clock.at.getTime() + hours * hourMs);
  };
  const names = ({ invited }: { invited: readonly { name: string }[] }) => invited.map((one) => one.name);

  it('takes the highest score first, and of equal ones who joined earlier', async () => {
    await joinAll(['ann', 'ben']);
    await join('cleo', { interestLevel: 5 });
    assert.deepEqual(names(await launch(2)), ['cleo', 'ann']);
    assert.deepEqual(await invitedMails(), ['cleo', 'ann']);
    assert.deepEqual(names(await launch(5)), ['ben']);
    assert.deepEqual(names(await launch(5)), [], 'no one is invited twice');
    assert.equal((await invitedMails()).length, 3);
  });

  it('shows beforehand whom it would invite, and does nothing', async () => {
    await joinAll(['ann', 'ben', 'cleo']);
    const preview = await launch(2, true);
    assert.deepEqual([names(preview), preview.count, preview.remaining], [['ann', 'ben'], 2, 1]);
    assert.deepEqual(await invitedMails(), []);
    assert.equal((await list()).launch, null);
    assert.deepEqual(names(await launch(2)), names(preview));
  });

  it('says in the mail how to book and until when, and shows it behind the link', async () => {
    const viewOf = async ({ entryId, manageToken }: WaitlistJoined) => {
      const answer = await server.app.request(`/api/waitlist/${entryId}`, {
        headers: { Authorization: `Bearer ${manageToken}` },
      });
      return waitlistEntryView.parse(await answer.json());
    };
    server = waitlistServer(world, { byPhone: ['counseling'] });
    const ann = waitlistJoined.parse((await join('ann')).body);
    await launch(1);
    await invitedMails();
    const closed = world.mailer.sent.at(-1);
    assert.match(closed?.text ?? '', /by phone/, 'nothing of it is booked on the page');
    assert.match(closed?.text ?? '', /Monday 23 November 2026, 4:00 pm, Melbourne time/);
    assert.ok(closed?.headers?.['List-Unsubscribe']);
    const byPhone = await viewOf(ann);
    assert.deepEqual([byPhone.status, byPhone.position], ['invited', 0]);
    assert.deepEqual(byPhone.invitation, { bookBy: '2026-11-23T05:00:00.000Z', bookable: 'phone' });

    // The free first call of a service that is not open may be booked by those it invites.
    server = waitlistServer(world);
    const ben = waitlistJoined.parse((await join('ben')).body);
    assert.equal((await launch(1)).bookable, 'online');
    await invitedMails();
    assert.match(
      world.mailer.sent.at(-1)?.text ?? '',
      /Choose a time:\s+https:\/\/clinic\.example\.com\/waitlist#entry=/,
    );
    const price = { amountCents: 0, currency: 'AUD' };
    assert.deepEqual((await viewOf(ben)).invitation?.visits, [
      { kind: 'consultation', name: 'Free first call', durationMinutes: 15, price },
    ]);
  });

  it('hands on the place of a person who does not book, or who leaves, to the next, until it is stopped', async () => {
    const zoe = waitlistJoined.parse((await join('zoe', { interestLevel: 5 })).body);
    await joinAll(['ann', 'ben', 'cleo', 'dora']);
    await launch(1);
    assert.deepEqual(await invitedMails(), ['zoe']);
    world.mailer.sent.length = 0;
    await server.app.request(`/api/waitlist/${zoe.entryId}`, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${zoe.manageToken}` },
    });
    await maintainWaitlists(server.deps);
    await maintainWaitlists(server.deps);
    assert.deepEqual(await invitedMails(), ['ann']);
    later(73);
    await maintainWaitlists(server.deps);
    await maintainWaitlists(server.deps);
    assert.deepEqual(await invitedMails(), ['ann', 'ben']);
    assert.equal((await staffPost('counseling/stop')).status, 200);
    later(73);
    await maintainWaitlists(server.deps);
    assert.deepEqual(await invitedMails(), ['ann', 'ben']);
    assert.equal((await list()).launch?.state, 'stopped');
    assert.deepEqual(names(await launch(1)), ['cleo']);
    await maintainWaitlists(server.deps);
    assert.deepEqual(
      await invitedMails(),
      ['ann', 'ben', 'cleo'],
      'what lapsed while stopped is not made up for',
    );
  });

  it('begins by itself when a service turns open, and goes on batch by batch', async () => {
    await joinAll(['ann', 'ben', 'cleo']);
    await maintainWaitlists(server.deps);
    assert.deepEqual(await invitedMails(), [], 'not open yet');
    const waitlist = { batchSize: 2, batchEveryHours: 24 };
    server = waitlistServer(world, { open: ['counseling'], waitlist });
    await join('late');
    await maintainWaitlists(server.deps);
    await maintainWaitlists(server.deps);
    assert.deepEqual(await invitedMails(), ['ann', 'ben']);
    later(25);
    await maintainWaitlists(server.deps);
    assert.deepEqual(
      await invitedMails(),
      ['ann', 'ben', 'cleo'],
      'who joined an open service waits for a time',
    );
  });

  it('stays quiet when the clinic wants to begin by hand', async () => {
    await joinAll(['ann']);
    server = waitlistServer(world, { open: ['counseling'], waitlist: { inviteWhenOpen: false } });
    await maintainWaitlists(server.deps);
    assert.deepEqual(await invitedMails(), []);
  });

  it('with double opt-in passes over those who have not confirmed', async () => {
    server = waitlistServer(world, { waitlist: { doubleOptIn: true } });
    await joinAll(['ann', 'ben']);
    await server.settle();
    const mail = world.mailer.sent.find((one) => one.toName === 'ben');
    const [, entry, confirm] = mail?.text.match(/entry=([\w-]+).*?confirm=([\w-]+)/) ?? [];
    const answer = await server.app.request(`/api/waitlist/${entry}/confirm`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ confirm }),
    });
    assert.equal(answer.status, 200);
    assert.deepEqual(names(await launch(5)), ['ben']);
  });

  it('ends with a booking, which is counted', async () => {
    await joinAll(['ann', 'ben', 'cleo']);
    await launch(2);
    const bookingId = '8f14e45f-ceea-467f-9575-1f4a2d6f1c22';
    await store.db.transaction((tx) =>
      markBooked(tx, server.deps, { id: bookingId, service: 'counseling', email: 'ANN@example.com' }),
    );
    later(73);
    await maintainWaitlists(server.deps);
    assert.deepEqual(await invitedMails(), ['ann', 'ben', 'cleo'], 'one place lapsed, one is booked');
    const { conversion } = await list();
    assert.deepEqual(conversion, {
      joined: 3,
      confirmed: 0,
      invited: 3,
      offered: 0,
      booked: 1,
      waiting: 0,
      lapsed: 1,
      left: 0,
    });
    const metrics = createMetrics();
    await waitlistGauge(server.deps, metrics)();
    assert.match(
      await metrics.registry.metrics(),
      /bq_waitlist_people\{service="counseling",stage="booked"\} 1/,
    );
  });

  it('writes to each person, and never twice, wherever the server is killed', async () => {
    const people = ['ann', 'ben', 'cleo', 'dora'];
    const crashes = await killAtEachAct(async (crashBefore) => {
      world = await freshWaitlists(store);
      server = waitlistServer(world);
      await joinAll(people);
      await server.settle();
      world.mailer.sent.length = 0;
      const killed = await untilKilled(crashBefore);
      server = waitlistServer(world);
      // The member of staff saw no answer, looks again and goes on.
      while ((await launch(3)).count > 0);
      later(1);
      await server.settle();
      const letters = new Map(world.mailer.sent.map((mail) => [mail.messageId, mail.toName]));
      assert.deepEqual([...letters.values()].sort(), people, `killed before act ${crashBefore}`);
      return killed;
    });
    assert.ok(crashes >= 10, `it was killed at ${crashes} places`);
  });

  /** A server that launches and sends until it is killed. @returns whether it was */
  function untilKilled(crashBefore: number): Promise<boolean> {
    const dying = waitlistServer(world, { crashBefore });
    const actor = { actor: { kind: 'staff', subject: 'reception-1' } } as const;
    return dies(async () => {
      const { launchBatch } = await import('./launch.ts');
      for (let more = true; more; ) {
        const batch = { batchSize: 3, dryRun: false };
        const { count } = await launchBatch(dying.deps, 'counseling', batch, actor);
        await dying.settle();
        more = count > 0;
      }
    });
  }

  it('invites each person once when two launch at the same moment', async () => {
    await joinAll(['ann', 'ben', 'cleo', 'dora']);
    const both = await Promise.all([launch(2), launch(2)]);
    assert.deepEqual(both.flatMap(names).sort(), ['ann', 'ben', 'cleo', 'dora']);
    assert.equal((await invitedMails()).length, 4);
  });

  it('shows staff the list with scores, filters and segments, and as a file that no spreadsheet runs', async () => {
    await join('ann', { postcode: '3056', interestLevel: 5 });
    await join('ben', {
      postcode: '3056',
      interestLevel: 2,
      phone: '0491 570 156',
      contactPreference: 'phone',
    });
    await join('=cmd()', { email: 'cleo@example.com', postcode: '2000', interestLevel: 3 });
    const all = await list();
    assert.deepEqual(
      all.entries.map((entry) => [entry.rank, entry.name]),
      [
        [1, 'ann'],
        [2, '=cmd()'],
        [3, 'ben'],
      ],
    );
    assert.deepEqual(all.entries[0]?.score, {
      total: 0.6,
      interest: 1,
      wait: 0,
      engagement: 0,
      location: 1,
    });
    assert.deepEqual(all.segments.byPostcode, [
      { postcode: '3056', count: 2 },
      { postcode: '2000', count: 1 },
    ]);
    assert.deepEqual((await list('&minInterest=3')).matching, 2);
    assert.deepEqual(
      (await list('&postcode=30&status=waiting&confirmed=false&limit=1')).entries.map((one) => one.name),
      ['ann'],
    );
    for (const [query, headers] of [
      ['&format=csv', {}],
      ['', { Accept: 'text/csv' }],
    ] as const) {
      const answer = await server.app.request(`/api/staff/waitlist?service=counseling${query}`, {
        headers: { ...staffHeader(world.clock), ...headers },
      });
      assert.match(answer.headers.get('content-type') ?? '', /^text\/csv/);
      const bytes = Buffer.from(await answer.arrayBuffer());
      assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
      const lines = bytes.toString('utf8', 3).split('\r\n');
      assert.match(lines[0] ?? '', /^rank,score,name,email,/);
      assert.match(lines[2] ?? '', /^2,0\.4500,'=cmd\(\),cleo@example\.com/);
      assert.equal(lines.length, 5);
    }
  });

  it('leaves a line in the trail of each person whom a list shows, and of no other', async () => {
    const ids = new Map<string, string>();
    for (const name of ['ann', 'ben', 'cleo']) ids.set(name, (await join(name)).body.entryId);
    const listed = async (query: string) => {
      const before = (await store.db.select().from(auditLog)).length;
      const path = `/api/staff/waitlist?service=counseling${query}`;
      const answer = await server.app.request(path, { headers: staffHeader(world.clock) });
      assert.equal(answer.status, 200);
      const lines = (await store.db.select().from(auditLog).orderBy(asc(auditLog.id))).slice(before);
      assert.ok(
        lines.every(({ action, actor }) => `${actor} ${action}` === 'staff:reception-1 waitlist.listed'),
      );
      return lines.map(({ subjectId }) => [...ids].find(([, id]) => id === subjectId)?.[0] ?? subjectId);
    };
    assert.deepEqual((await listed('')).sort(), ['ann', 'ben', 'cleo', 'counseling']);
    assert.deepEqual((await listed('&format=csv&limit=1')).sort(), ['ann', 'ben', 'cleo', 'counseling']);
    assert.deepEqual((await listed('&limit=1')).length, 2);
    assert.deepEqual(await listed('&minInterest=5&status=booked'), ['counseling']);
  });

  it('is for staff with the permission, and says which field does not hold', async () => {
    const code = async (answer: Response) => {
      const { status, code: name, fields } = problem.parse(await answer.json());
      return [status, name, ...(fields ?? []).map((field) => field.path)];
    };
    const lacking = staffHeader(world.clock, ['tasks:manage']);
    const body = { batchSize: 1, dryRun: true };
    assert.deepEqual(await code(await staffPost('counseling/launch', body, {})), [401, 'unauthorized']);
    assert.deepEqual(await code(await staffPost('counseling/launch', body, lacking)), [403, 'forbidden']);
    assert.deepEqual(await code(await staffPost('counseling/stop', undefined, lacking)), [403, 'forbidden']);
    const read = (query: string, headers = staffHeader(world.clock)) =>
      server.app.request(`/api/staff/waitlist${query}`, { headers });
    assert.deepEqual(await code(await read('?service=counseling', {})), [401, 'unauthorized']);
    assert.deepEqual(await code(await read('?service=counseling', lacking)), [403, 'forbidden']);
    // A person who may not ask is not told which fields are wrong.
    assert.deepEqual(await code(await staffPost('counseling/launch', {}, {})), [401, 'unauthorized']);
    assert.deepEqual(await code(await staffPost('counseling/launch', {}, lacking)), [403, 'forbidden']);
    assert.deepEqual(await code(await read('', {})), [401, 'unauthorized']);
    assert.deepEqual(await code(await read('')), [400, 'invalid_request', 'service']);
    assert.deepEqual(await code(await read('?service=counseling&minInterest=9')), [
      400,
      'invalid_request',
      'minInterest',
    ]);
    for (const [wrong, field] of [
      [{}, 'batchSize'],
      [{ batchSize: 0 }, 'batchSize'],
      [{ batchSize: 2, dryRun: 'yes' }, 'dryRun'],
    ] as const) {
      assert.deepEqual(await code(await staffPost('counseling/launch', wrong)), [
        422,
        'invalid_request',
        field,
      ]);
    }
    assert.equal((await staffPost('massage/launch', body)).status, 404);
  });
});
