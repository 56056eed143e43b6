import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { testApp } from '../../../testing/app.ts';
import {
  freeCall,
  freshWorld,
  serverOn,
  type World,
} from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { openFollowups, paidRequest } from '../../../testing/fixtures/bookings/paid-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { movingRoutes } from '../api/moving-routes.ts';
import { paidBookingRoutes } from '../api/paid-routes.ts';
import { bookingRoutes } from '../api/routes.ts';
import { bookings } from '../tables.ts';

let store: Store;
let world: World;
/** Two servers on one database. */
let apps: ReturnType<typeof testApp>[];

before(async () => {
  store = await openStore({ dataDir: '', databaseUrl: await migratedPostgres(), log: silentLog });
});
after(() => store.close());

/** Sixty times, a quarter of an hour apart. */
const starts = Array.from({ length: 60 }, (_, index) =>
  new Date(Date.parse('2026-11-23T22:30:00Z') + index * 15 * 60_000).toISOString(),
);
const homeAddress = '2001:db8:1:2::';

beforeEach(async () => {
  world = await freshWorld(store);
  openFollowups(world, starts);
  world.calendar.open({ ...freeCall, starts });
  apps = [serverOn(world), serverOn(world)].map(({ deps }) => {
    const network = {
      ...deps,
      clientAddress: (c: { req: { header(name: string): string | undefined } }) =>
        c.req.header('x-from') ?? '',
    };
    return testApp([...bookingRoutes(network), ...paidBookingRoutes(network), ...movingRoutes(network)], {
      clock: world.clock,
    });
  });
});

interface Sender {
  /** Counts the requests, and spreads them over the servers. */
  index: number;
  from: string;
  email?: string;
  phone?: string;
}

const post = async (path: string, body: unknown, { index, from }: Sender) =>
  apps[index % 2]?.request(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-From': from },
    body: JSON.stringify(body),
  }) ?? assert.fail();

/** Another person for each request, unless the sender says who. */
const personOf = ({ index, email, phone }: Sender) => ({
  email: email ?? `person-${index}@example.com`,
  phone: phone ?? `0491 570 ${100 + index}`,
});

function hold(sender: Sender): Promise<Response> {
  const request = paidRequest(starts[sender.index] ?? '');
  const patient = { ...request.patient, ...personOf(sender) };
  return post('/api/bookings', { ...request, patient }, sender);
}

function call(sender: Sender, at = sender.index): Promise<Response> {
  const request = {
    ...personOf(sender),
    patientName: 'Alex Sample',
    preferredTimes: [starts[at]],
    primaryConcern: 'Sleep',
    timezone: 'Australia/Melbourne',
  };
  return post('/api/consultations/book', request, sender);
}

const many = (count: number, send: (index: number) => Promise<Response>) =>
  Promise.all(Array.from({ length: count }, (_, index) => send(index)));
const passed = (answers: readonly Response[]) => answers.filter(({ status }) => status < 300).length;

async function refusedKindly(answers: readonly Response[]): Promise<void> {
  for (const answer of answers.filter(({ status }) => status >= 300)) {
    assert.equal(answer.status, 429);
    assert.ok(Number(answer.headers.get('retry-after')) > 0);
    const body = problem.parse(await answer.json());
    assert.equal(body.code, 'too_many_requests');
    assert.match(body.detail, /call \(03\) 7010 4321/);
  }
}

describe('a stranger', () => {
  it('keeps twelve times at once from one address, of sixty asked for at the same instant', async () => {
    const answers = await many(60, (index) => hold({ index, from: `${homeAddress}${index.toString(16)}` }));
    assert.equal(passed(answers), 12);
    await refusedKindly(answers);
    assert.equal((await store.db.select().from(bookings)).length, 12);
  });

  it('keeps five times at once as one person, from however many addresses', async () => {
    const email = (index: number) => `alex+${index}@example.com`;
    const byMail = await many(20, (index) =>
      hold({ index, from: `198.51.100.${index}`, email: email(index) }),
    );
    assert.equal(passed(byMail), 5);
    const byPhone = await many(40, (index) =>
      index < 20
        ? Promise.resolve(new Response(null, { status: 299 }))
        : hold({ index, from: `198.51.100.${index}`, phone: index % 2 ? '+61 491 570 156' : '0491570156' }),
    );
    assert.equal(passed(byPhone) - 20, 5);
  });

  it('has five first calls ahead as one person', async () => {
    const one = await many(40, (index) =>
      call({ index, from: `198.51.100.${index}`, email: 'alex@example.com' }),
    );
    assert.equal(passed(one), 5);
    await refusedKindly(one);
  });

  it('books twenty first calls a day from one address', async () => {
    const answers = await many(40, (index) => call({ index, from: '203.0.113.7' }));
    assert.equal(passed(answers), 20);
    await refusedKindly(answers);
    world.clock.at = new Date('2026-11-21T06:00:00Z');
    assert.equal((await call({ index: 50, from: '203.0.113.7' })).status, 201);
  });

  it('gains nothing by cancelling and booking again', async () => {
    let booked = 0;
    for (let index = 0; index < 12; index += 1) {
      const answer = await call({ index, from: `198.51.100.${index}`, email: 'alex@example.com' });
      if (answer.status >= 300) continue;
      booked += 1;
      const { consultationId, manageToken } = (await answer.json()) as Record<string, string>;
      const cancelled = await apps[0]?.request(`/api/bookings/${consultationId}/cancel`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${manageToken}` },
      });
      assert.equal(cancelled?.status, 200);
    }
    assert.equal(booked, 5);
  });
});

describe('a limit on bookings', () => {
  it('does not stop a family of four that books four times available and four times paid at once from home', async () => {
    const family = { from: `${homeAddress}1`, email: 'family@example.com', phone: '0491 570 156' };
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, (_, index) => hold({ ...family, index })),
      ...Array.from({ length: 4 }, (_, index) => call({ ...family, index: index + 4 })),
    ]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      Array(8).fill(201),
    );
  });

  it('frees the place of a time that is left, and that of a request that got no time', async () => {
    const person = { from: '203.0.113.7', email: 'alex@example.com' };
    for (let round = 0; round < 8; round += 1) {
      const held = await hold({ ...person, index: round });
      assert.equal(held.status, 201);
      const { bookingId, manageToken } = (await held.json()) as Record<string, string>;
      const left = await apps[0]?.request(`/api/bookings/${bookingId}/release`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${manageToken}` },
      });
      assert.equal(left?.status, 200);
    }
    assert.equal((await hold({ index: 20, from: '198.51.100.9' })).status, 201);
    const late = await Promise.all(Array.from({ length: 8 }, () => hold({ ...person, index: 20 })));
    assert.deepEqual(
      late.map(({ status }) => status),
      Array(8).fill(409),
    );
  });

  it('frees the place of a time whose hold has run out', async () => {
    const person = { from: '203.0.113.7', email: 'alex@example.com' };
    const first = await many(6, (index) => hold({ ...person, index }));
    assert.equal(passed(first), 5);
    world.clock.at = new Date(world.clock.at.getTime() + 11 * 60_000);
    assert.equal((await hold({ ...person, index: 10 })).status, 201);
  });

  it('follows a first call to its new time', async () => {
    const answers = await many(5, (index) =>
      call({ index, from: `198.51.100.${index}`, email: 'alex@example.com' }),
    );
    assert.equal(passed(answers), 5);
    // The first of them moves from the first time to the last one.
    const [first = assert.fail()] = answers;
    const { consultationId, manageToken } = (await first.json()) as Record<string, string>;
    const moved = await apps[0]?.request(`/api/bookings/${consultationId}/reschedule`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${manageToken}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ start: starts.at(-1) }),
    });
    assert.equal(moved?.status, 200);
    world.clock.at = new Date(Date.parse(starts[0] ?? '') + 1000);
    const sixth = { from: '198.51.100.9', email: 'alex@example.com' };
    assert.equal((await call({ ...sixth, index: 20 })).status, 429);
    world.clock.at = new Date(Date.parse(starts[1] ?? '') + 1000);
    assert.equal((await call({ ...sixth, index: 21 })).status, 201);
  });
});
