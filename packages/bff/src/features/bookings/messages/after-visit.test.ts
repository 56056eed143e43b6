import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { freshWorld, serverOn, type World } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { confirmedFollowup, openFollowups } from '../../../testing/fixtures/bookings/paid-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { noteNoShow } from '../attendance/note-no-show.ts';
import { queueAfterVisitMails } from './after-visit.ts';

const start = '2026-11-23T22:30:00Z';

describe('the email after a visit', () => {
  let store: Store;
  let world: World;
  let server: ReturnType<typeof serverOn>;
  let bookingId: string;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshWorld(store);
    openFollowups(world, [start]);
    server = serverOn(world);
    ({ bookingId } = await confirmedFollowup(server, world, start));
  });
  const mailsAt = async (time: string) => {
    world.clock.at = new Date(time);
    await queueAfterVisitMails(server.deps);
    await server.jobs.runAll(60_000);
    return world.mailer.sent.filter(({ subject }) => subject.startsWith('After your appointment'));
  };

  it('is sent once, three hours after the end, and leads to the page where the patient books again', async () => {
    assert.equal((await mailsAt('2026-11-24T01:44:00Z')).length, 0);
    assert.equal((await mailsAt('2026-11-24T01:46:00Z')).length, 1);
    const [mail, ...more] = await mailsAt('2026-11-24T03:00:00Z');
    assert.deepEqual(more, []);
    assert.match(mail?.text ?? '', new RegExp(`/manage#booking=${bookingId}&token=[^&\\s]+&again`));
  });

  it('is not sent to a patient who did not come, and not days later', async () => {
    world.clock.at = new Date('2026-11-24T00:00:00Z');
    await noteNoShow(server.deps, bookingId, true, { actor: { kind: 'staff', subject: 'reception-1' } });
    assert.equal((await mailsAt('2026-11-24T03:00:00Z')).length, 0);
    await noteNoShow(server.deps, bookingId, false, { actor: { kind: 'staff', subject: 'reception-1' } });
    assert.equal((await mailsAt('2026-11-29T03:00:00Z')).length, 0);
  });
});
