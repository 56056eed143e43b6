import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { silentLog } from '../../platform/observability/log.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import { testApp } from '../../testing/app.ts';
import { emptyTables } from '../../testing/empty-tables.ts';
import {
  freeCall,
  freshWorld,
  serverOn,
  type World,
} from '../../testing/fixtures/bookings/booking-fixture.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { bookFree } from '../bookings/index.ts';
import { joinWaitlist, type WaitlistDeps } from '../waitlist/index.ts';
import { linksFeature } from './index.ts';
import { linkRoutes } from './routes.ts';

const first = '2026-11-23T22:30:00Z';
const second = '2026-11-24T22:30:00Z';

describe('asking for lost links', () => {
  let store: Store;
  let world: World;
  let server: ReturnType<typeof serverOn>;
  let app: ReturnType<typeof testApp>;
  let waitlist: WaitlistDeps;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    await emptyTables(store, ['limit_places', 'waitlist_entries']);
    world = await freshWorld(store);
    world.calendar.open({ ...freeCall, starts: [first, second] });
    server = serverOn(world);
    waitlist = {
      ...server.deps,
      personKeys: world.personKeys,
      waitlistPage: 'https://clinic.example.com/waitlist',
      publicUrl: 'https://clinic.example.com',
    };
    const deps = {
      bookings: server.deps,
      waitlist,
      forms: { ...server.deps, publicUrl: 'https://clinic.example.com' },
      personKeys: world.personKeys,
      limits: server.deps.limits,
      clientAddress: () => '203.0.113.9',
    };
    server.plug(linksFeature(deps));
    app = testApp(linkRoutes(deps), { clock: world.clock });
  });

  const ask = async (email: string, kind = 'manage') => {
    const answer = await app.request(endpoints.links, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, kind }),
    });
    const said = [answer.status, await answer.text()] as const;
    await server.jobs.runAll(60_000);
    return said;
  };
  const book = async (start: string, email = 'alex@example.com') => {
    const request = {
      patientName: 'Alex Sample',
      email,
      phone: '0491 570 156',
      preferredTimes: [start],
      primaryConcern: 'I sleep badly',
      timezone: 'Australia/Melbourne',
    };
    const by = { actor: { kind: 'patient' }, requestId: 'r', idempotencyKeyHash: null } as const;
    const answer = await bookFree(server.deps, request, by);
    await server.jobs.runAll();
    world.mailer.sent.splice(0);
    return answer.body;
  };

  it('sends all coming bookings of an address, to that address, and says the same to everybody', async () => {
    const one = await book(first);
    const two = await book(second);
    const known = await ask(' ALEX@example.com ');
    const [mail, ...more] = world.mailer.sent;
    assert.deepEqual(more, []);
    assert.equal(mail?.to, 'alex@example.com');
    for (const { bookingId, manageToken } of [one, two]) {
      assert.ok(mail.text.includes(`#booking=${bookingId}&token=${manageToken}`));
    }
    world.mailer.sent.splice(0);
    assert.deepEqual(await ask('stranger@example.com'), known);
    assert.deepEqual(known[0], 202);
    assert.deepEqual(world.mailer.sent, []);
  });

  it('sends the forms that are still due, and nothing of a booking that has ended', async () => {
    const { bookingId, manageToken } = await book(first);
    await ask('alex@example.com', 'forms');
    assert.match(
      world.mailer.sent[0]?.text ?? '',
      new RegExp(`#form=mini_intake&booking=${bookingId}&token=${manageToken}`),
    );
    world.mailer.sent.splice(0);
    world.clock.at = new Date(second);
    await ask('alex@example.com');
    assert.deepEqual(world.mailer.sent, []);
  });

  it('sends the place on a waitlist', async () => {
    await joinWaitlist(
      waitlist,
      {
        service: 'counseling',
        name: 'Alex Sample',
        email: 'alex@example.com',
        interestLevel: 3,
        contactPreference: 'email',
        consent: true,
      },
      { idempotencyKeyHash: null, requestId: 'r' },
    );
    await server.jobs.runAll();
    world.mailer.sent.splice(0);
    await ask('alex@example.com', 'waitlist');
    assert.match(world.mailer.sent[0]?.text ?? '', /clinic\.example\.com\/waitlist#entry=/);
  });

  it('writes to one mailbox three times an hour at most, and never says so', async () => {
    await book(first);
    const said = new Set<string>();
    for (let times = 0; times < 5; times += 1) said.add(JSON.stringify(await ask('alex@example.com')));
    assert.equal(said.size, 1);
    assert.equal(world.mailer.sent.length, 3);
    world.clock.at = new Date(world.clock.at.getTime() + hourMs + 1000);
    await ask('alex@example.com');
    assert.equal(world.mailer.sent.length, 4);
  });
});
