import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { consultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import { type WaitlistJoined, waitlistEntryView } from '@botaniqal/shared/contracts/waitlist.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { freeCall } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { dies, killAtEachAct } from '../../../testing/fixtures/crash.ts';
import {
  allOffers,
  freshOfferWorld,
  heldNow,
  type OfferServer,
  type OfferWorld,
  offerServer,
} from '../../../testing/fixtures/waitlist/offer-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { loadEntry } from '../entry-store.ts';
import { maintainWaitlists } from '../launching/waitlist-maintenance.ts';
import { freedSlots } from '../tables.ts';
import { acceptOffer, declineOffer } from './answer-offer.ts';

const start = '2026-11-23T22:30:00Z';
const people = ['ann', 'ben', 'cleo'];
const noKey = { idempotencyKeyHash: null, requestId: undefined };

describe('a freed time on a server that is killed between any two steps', () => {
  let store: Store;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());

  /** One patient has the time, three wait for it, and all their emails are sent. */
  const aTimeAndThreeWaiting = async () => {
    const world = await freshOfferWorld(store);
    world.calendar.open({ ...freeCall, starts: [start] });
    const server = offerServer(world);
    const answer = await server.post('/api/consultations/book', {
      patientName: 'Quitter',
      email: 'quitter@example.com',
      phone: '0491 570 156',
      preferredTimes: [start],
      primaryConcern: 'Sleep',
      timezone: 'Australia/Melbourne',
    });
    const booked = consultationBooked.parse(await answer.json());
    const entries: WaitlistJoined[] = [];
    for (const name of people) entries.push(await server.join(name));
    await server.pass(1);
    world.mailer.sent.length = 0;
    return { world, booked, entries };
  };
  const mailsAbout = (world: OfferWorld, name: string) =>
    new Set(
      world.mailer.sent
        .filter((mail) => mail.toName === name && /is available/.test(mail.subject))
        .map((mail) => mail.messageId),
    ).size;
  const statusesOf = async (world: OfferWorld, entries: readonly WaitlistJoined[]) => {
    const offers = await allOffers(world);
    return entries.map(({ entryId }) => offers.find((offer) => offer.entryId === entryId)?.status ?? null);
  };

  it('is offered to each in turn, once, and then is free: no one is passed over or asked twice', async () => {
    // Three times four hours are over on the same day.
    const sleepless = { quietHours: { from: '00:00', to: '00:00' } };
    const crashes = await killAtEachAct(async (crashBefore) => {
      const { world, booked, entries } = await aTimeAndThreeWaiting();
      const doomed = offerServer(world, { crashBefore, waitlist: sleepless });
      const killed = await dies(async () => {
        await doomed.cancel(booked);
        await doomed.settle();
        for (let hours = 0; hours < 14; hours += 1) await doomed.pass(60);
      });
      const at = `killed before act ${crashBefore}`;
      const next = offerServer(world, { waitlist: sleepless });
      await next.cancel(booked);
      for (let rounds = 0; rounds < 30; rounds += 1) {
        await maintainWaitlists(next.deps);
        await next.pass(30);
      }
      assert.deepEqual(await statusesOf(world, entries), ['timed_out', 'timed_out', 'timed_out'], at);
      assert.deepEqual(
        people.map((name) => mailsAbout(world, name)),
        [1, 1, 1],
        at,
      );
      const offers = await allOffers(world);
      for (const [index, offer] of offers.entries()) {
        const before = offers[index - 1];
        if (before?.endedAt) assert.ok(before.endedAt <= offer.offeredAt, `${at}: one at a time`);
      }
      assert.deepEqual(await heldNow(world), [], at);
      assert.deepEqual(
        (await store.db.select().from(freedSlots)).map((slot) => slot.state),
        ['over'],
        at,
      );
      return killed;
    });
    assert.ok(crashes >= 15, `it was killed at ${crashes} places`);
  });

  it('goes to one who accepts it, as one appointment, however often they have to say so', async () => {
    const crashes = await killAtEachAct(async (crashBefore) => {
      const { world, booked, entries } = await aTimeAndThreeWaiting();
      const server = offerServer(world);
      await server.cancel(booked);
      await server.settle();
      const [ann] = entries;
      assert.ok(ann);
      const say = async (to: OfferServer) => {
        const entry = await loadEntry(to.deps, to.deps.store.db, ann.entryId);
        const offer = (await allOffers(world)).find(({ entryId }) => entryId === ann.entryId);
        assert.ok(entry && offer);
        await acceptOffer(to.deps, entry, offer.id, { primaryConcern: 'Sleep' }, noKey);
      };
      const doomed = offerServer(world, { crashBefore });
      const killed = await dies(async () => {
        await say(doomed);
        await doomed.settle();
      });
      const at = `killed before act ${crashBefore}`;
      const next = offerServer(world);
      await say(next);
      for (let minutes = 0; minutes < 5; minutes += 1) await next.pass(1);
      const active = world.calendar.appointments.filter((one) => one.status === 'active');
      assert.deepEqual(
        active.map((one) => one.email),
        ['ann@example.com'],
        at,
      );
      assert.deepEqual(await statusesOf(world, entries), ['accepted', null, null], at);
      const answer = await next.app.request(`/api/waitlist/${ann.entryId}`, {
        headers: { Authorization: `Bearer ${ann.manageToken}` },
      });
      assert.equal(waitlistEntryView.parse(await answer.json()).status, 'booked', at);
      assert.deepEqual(
        (await heldNow(world)).map((hold) => hold.expiresAt),
        [null],
        at,
      );
      return killed;
    });
    assert.ok(crashes >= 5, `it was killed at ${crashes} places`);
  });

  it('goes on when it is declined', async () => {
    await killAtEachAct(async (crashBefore) => {
      const { world, booked, entries } = await aTimeAndThreeWaiting();
      const server = offerServer(world);
      await server.cancel(booked);
      await server.settle();
      const [ann] = entries;
      assert.ok(ann);
      const say = async (to: OfferServer) => {
        const entry = await loadEntry(to.deps, to.deps.store.db, ann.entryId);
        const offer = (await allOffers(world)).find(({ entryId }) => entryId === ann.entryId);
        assert.ok(entry && offer);
        await declineOffer(to.deps, entry, offer.id, undefined);
        await to.settle();
      };
      const doomed = offerServer(world, { crashBefore });
      const killed = await dies(() => say(doomed));
      const next = offerServer(world);
      await say(next);
      await next.pass(3);
      assert.deepEqual(
        await statusesOf(world, entries),
        ['declined', 'offered', null],
        `killed before act ${crashBefore}`,
      );
      return killed;
    });
  });
});
