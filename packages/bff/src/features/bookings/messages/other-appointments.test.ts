import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import {
  freeCall,
  freshWorld,
  serverOn,
  type World,
} from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { bookFree } from '../index.ts';

const first = '2026-11-23T22:30:00Z';
const second = '2026-11-24T22:30:00Z';
const third = '2026-11-25T22:30:00Z';
const fourth = '2026-11-26T22:30:00Z';

describe('a visit that the same person books twice, perhaps on two devices', () => {
  let store: Store;
  let world: World;
  let server: ReturnType<typeof serverOn>;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshWorld(store);
    world.calendar.open({ ...freeCall, starts: [first, second, third, fourth] });
    server = serverOn(world);
  });

  const book = async (start: string, patient: { patientName?: string; email?: string } = {}) => {
    const request = {
      patientName: 'Alex Sample',
      email: 'alex@example.com',
      phone: '0491 570 156',
      preferredTimes: [start],
      primaryConcern: 'I sleep badly',
      timezone: 'Australia/Perth',
      ...patient,
    };
    const by = { actor: { kind: 'patient' }, requestId: 'r', idempotencyKeyHash: null } as const;
    const { body } = await bookFree(server.deps, request, by);
    world.mailer.sent.splice(0);
    await server.jobs.runAll();
    const mail = world.mailer.sent.find(({ to }) => to === request.email.toLowerCase());
    assert.ok(mail);
    return { body, mail, words: mail.text.replace(/\s+/g, ' ') };
  };

  it('is told in the second confirmation, with both clocks, and the link by which the first can be cancelled', async () => {
    const earlier = await book(first);
    assert.doesNotMatch(earlier.mail.text, /another appointment/);
    const { mail, words } = await book(second, { patientName: ' alex  SAMPLE', email: 'alex@example.com' });
    assert.match(mail.text, /another appointment like this one/);
    assert.match(
      words,
      /Tuesday 24 November 2026, 6:30 am, Perth time \(AWST\), that is 9:30 am in Melbourne \(AEDT\)/,
    );
    assert.ok(mail.text.includes(`#booking=${earlier.body.bookingId}&token=${earlier.body.manageToken}`));
  });

  it('is told to no other person: neither by the answer, nor to another mailbox, nor to a family that shares one', async () => {
    const earlier = await book(first);
    const family = await book(second, { patientName: 'Robin Sample' });
    assert.doesNotMatch(family.mail.text, /another appointment/);
    assert.deepEqual(Object.keys(family.body), Object.keys(earlier.body));
    const stranger = await book(third, { email: 'stranger@example.com' });
    assert.doesNotMatch(stranger.mail.text, /another appointment/);
    const again = await book(fourth);
    assert.deepEqual(
      Object.keys(again.body),
      Object.keys(earlier.body),
      'the answer is the same as without a first one',
    );
    assert.match(again.mail.text, /another appointment/);
  });
});
