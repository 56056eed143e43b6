import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { hourMs, minuteMs } from '@botaniqal/shared/time/duration.ts';
import { isNull } from 'drizzle-orm';
import { byPatient } from '../../../platform/audit/actor.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { Problem } from '../../../platform/problem.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import {
  freeCall,
  freshWorld,
  serverOn,
  type World,
} from '../../../testing/fixtures/bookings/booking-fixture.ts';
import {
  disagreements,
  followupWith,
  openFollowups,
  paidRequest,
  paymentFor,
} from '../../../testing/fixtures/bookings/paid-fixture.ts';
import { dies } from '../../../testing/fixtures/crash.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { mustLoadBooking } from '../booking-store.ts';
import { cancelBooking } from '../cancelling/cancel-booking.ts';
import { moveBooking } from '../moving/move-booking.ts';
import { bookFree } from '../placing/book-free.ts';
import { bookPaid } from '../placing/book-paid.ts';
import { confirmPaid } from '../running/on-authorised.ts';
import { sweep } from '../running/sweep.ts';
import { slotHolds } from '../tables.ts';

/** Tuesday 24 November in Melbourne: 9:30, 10:00 and 11:00. */
const first = '2026-11-23T22:30:00Z';
/** Less than a visit after the first. */
const shortlyAfter = '2026-11-23T22:40:00Z';
const second = '2026-11-23T23:00:00Z';
const third = '2026-11-24T00:00:00Z';
const keyed = (key: string) => ({ idempotencyKeyHash: key, ...byPatient('request-1') });
const never = new AbortController().signal;
const callRequest = (start: string) => ({
  patientName: 'Alex Sample',
  email: 'alex@example.com',
  phone: '0491 570 156',
  preferredTimes: [start],
  primaryConcern: 'Sleep',
  timezone: 'Australia/Melbourne',
  service: 'alternative_medicine' as const,
});

describe('a booking that is made while the calendar is away', () => {
  let store: Store;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());

  const server = (world: World, crashBefore?: number) => serverOn(world, crashBefore, { failOver: true });
  type Server = ReturnType<typeof server>;

  const pass = (world: World, ms: number) => {
    world.clock.at = new Date(world.clock.at.getTime() + ms);
  };
  /** The calendars of both practitioners are away for longer than clinic.yaml allows. */
  const fall = async (world: World) => {
    const { deps } = server(world);
    for (const practitionerId of ['dr_dia', 'consultant']) world.calendar.breakReading(practitionerId);
    for (const visit of [followupWith('dr_dia'), freeCall]) {
      const query = { ...visit, from: new Date(first), to: new Date(third) };
      await assert.rejects(deps.calendar.offeredStarts(query));
    }
    pass(world, 6 * minuteMs);
  };
  const comeBack = async (world: World) => {
    const { deps } = server(world);
    for (const practitionerId of ['dr_dia', 'consultant']) world.calendar.mend(practitionerId);
    for (const visit of [followupWith('dr_dia'), freeCall]) {
      await deps.calendar.offeredStarts({ ...visit, from: new Date(first), to: new Date(third) });
    }
  };
  const fallenWorld = async () => {
    const world = await freshWorld(store);
    openFollowups(world, [first, second, third]);
    world.calendar.open({ ...freeCall, starts: [first, second, third] });
    await fall(world);
    return world;
  };
  const load = ({ deps }: Server, bookingId: string) => mustLoadBooking(deps, store.db, bookingId);
  const finish = async (world: World) => {
    const next = server(world);
    await next.jobs.runAll();
    await sweep(next.deps, never);
    await next.jobs.runAll();
    return next;
  };
  const holdAndPay = async (world: World, one: Server, start = first) => {
    const held = await bookPaid(one.deps, paidRequest(start), keyed('key'));
    const payment = paymentFor(world, held.bookingId);
    if (payment.state === 'awaiting_card') world.payments.pay(payment.id);
    return held.bookingId;
  };
  const book = async (world: World, one: Server, start = first) => {
    const bookingId = await holdAndPay(world, one, start);
    const confirmed = await confirmPaid(one.deps, await load(one, bookingId));
    assert.equal(confirmed.status, 'confirmed');
    return bookingId;
  };

  it('is free: it is in the mailbox, mailed and filed, and staff are to send the link', async () => {
    const world = await fallenWorld();
    const one = server(world);
    const { status, body } = await bookFree(one.deps, callRequest(first), keyed('key'));
    assert.equal(status, 201);
    assert.equal(body.zoomLink, null);
    assert.equal(world.calendar.attempts.length, 0);
    const events = world.mailboxes.events(body.bookingId);
    assert.deepEqual(
      events.map(({ practitionerId, start }) => [practitionerId, start.toISOString()]),
      [['consultant', '2026-11-23T22:30:00.000Z']],
    );
    assert.equal((await load(one, body.bookingId ?? '')).calendar, 'mailbox');
    await finish(world);
    assert.deepEqual(await disagreements(world), []);
    assert.deepEqual(await world.openTasks(), ['video_link_to_send']);
    const mail = world.mailer.sent.find(({ to }) => to === 'alex@example.com');
    assert.match(mail?.text ?? '', /Your video link is not ready yet/);
  });

  it('is paid: the money is taken after the mailbox has it, and comes back with the cancellation', async () => {
    const world = await fallenWorld();
    const one = server(world);
    const bookingId = await book(world, one);
    assert.equal(paymentFor(world, bookingId).capturedCents, 7900);
    assert.equal(world.mailboxes.events(bookingId).length, 1);
    await finish(world);
    assert.deepEqual(await disagreements(world), []);
    await cancelBooking(one.deps, await load(one, bookingId), byPatient());
    await finish(world);
    assert.deepEqual(world.mailboxes.events(bookingId), []);
    assert.deepEqual(await disagreements(world), []);
  });

  it('is refused when working hours or the mailbox leave no room, and nothing is charged', async () => {
    const world = await fallenWorld();
    const one = server(world);
    const busy = { start: '2026-11-23T22:00:00Z', end: '2026-11-23T22:40:00Z' };
    const isUnavailable = (error: unknown) => error instanceof Problem && error.code === 'slot_unavailable';
    world.mailboxes.addEvent('dr_dia', busy);
    await assert.rejects(bookPaid(one.deps, paidRequest(first), keyed('key')), isUnavailable);
    const atNight = '2026-11-24T10:00:00Z';
    await assert.rejects(bookPaid(one.deps, paidRequest(atNight), keyed('key-2')), isUnavailable);
    assert.equal(world.payments.payments.size, 0);
  });

  it('is lost when the time was taken in Outlook while the patient paid, and the payment is released', async () => {
    const world = await fallenWorld();
    const one = server(world);
    const bookingId = await holdAndPay(world, one);
    const busy = { start: '2026-11-23T22:00:00Z', end: '2026-11-23T22:40:00Z' };
    world.mailboxes.addEvent('dr_dia', busy);
    assert.equal((await confirmPaid(one.deps, await load(one, bookingId))).status, 'failed');
    await finish(world);
    assert.deepEqual(await disagreements(world), []);
  });

  it('keeps its time busy when the calendar is back, and still goes out of the mailbox', async () => {
    const world = await fallenWorld();
    const bookingId = await book(world, server(world));
    await comeBack(world);
    const next = server(world);
    const query = { ...followupWith('dr_dia'), from: new Date(first), to: new Date(third) };
    const offered = await next.deps.calendar.offeredStarts(query);
    assert.equal(
      offered.some((one) => one.getTime() === Date.parse(first)),
      false,
    );
    await cancelBooking(next.deps, await load(next, bookingId), byPatient());
    await finish(world);
    assert.deepEqual(world.mailboxes.events(), []);
    assert.deepEqual(await disagreements(world), []);
  });

  for (const [from, to] of [
    ['mailbox', 'scheduling'],
    ['scheduling', 'mailbox'],
    ['mailbox', 'mailbox'],
  ] as const) {
    it(`moves from ${from} to ${to}, and leaves one appointment`, async () => {
      const world = await fallenWorld();
      if (from === 'scheduling') await comeBack(world);
      const bookingId = await book(world, server(world));
      await finish(world);
      if (from === 'mailbox' && to === 'scheduling') await comeBack(world);
      if (from === 'scheduling') await fall(world);
      const one = server(world);
      assert.equal((await load(one, bookingId)).calendar, from);
      const moved = await moveBooking(one.deps, await load(one, bookingId), { start: third }, byPatient());
      assert.equal(moved.start.toISOString(), '2026-11-24T00:00:00.000Z');
      assert.equal(moved.calendar, to);
      await comeBack(world);
      await finish(world);
      assert.deepEqual(await disagreements(world), []);
    });
  }

  for (const by of [10, -10]) {
    it(`moves by ${by} minutes when the calendar is back, although its own event covers the new time`, async () => {
      const world = await fallenWorld();
      const bookingId = await book(world, server(world));
      await finish(world);
      await comeBack(world);
      const start = new Date(Date.parse(first) + by * minuteMs).toISOString();
      const one = server(world);
      const moved = await moveBooking(one.deps, await load(one, bookingId), { start }, byPatient());
      assert.deepEqual([moved.start.toISOString(), moved.calendar], [start, 'mailbox']);
      await finish(world);
      assert.deepEqual(
        world.mailboxes.events().map((event) => event.start.toISOString()),
        [start],
      );
      const held = await store.db.select().from(slotHolds).where(isNull(slotHolds.releasedAt));
      assert.deepEqual(
        held.map(({ startsAt, endsAt }) => [startsAt.toISOString(), (+endsAt - +startsAt) / minuteMs]),
        [[start, moved.durationMinutes]],
      );
      assert.deepEqual(await disagreements(world), []);
    });
  }

  it('does not move by some minutes onto another entry in the mailbox, and keeps its time', async () => {
    const world = await fallenWorld();
    const bookingId = await book(world, server(world));
    await finish(world);
    await comeBack(world);
    world.mailboxes.addEvent('dr_dia', { start: '2026-11-23T22:50:00Z', end: '2026-11-23T23:10:00Z' });
    const one = server(world);
    await assert.rejects(
      moveBooking(one.deps, await load(one, bookingId), { start: shortlyAfter }, byPatient()),
      (error) => error instanceof Problem && error.code === 'slot_unavailable',
    );
    assert.equal((await load(one, bookingId)).start.toISOString(), new Date(first).toISOString());
  });

  for (const fault of ['lost_before', 'lost_after'] as const) {
    it(`is looked for after a lost answer (${fault}), and is written once`, async () => {
      const world = await fallenWorld();
      const one = server(world);
      world.mailboxes.failNextPuts(fault);
      const bookingId = await holdAndPay(world, one);
      const status = (await confirmPaid(one.deps, await load(one, bookingId))).status;
      assert.equal(status, fault === 'lost_after' ? 'confirmed' : 'confirming');
      pass(world, 2 * minuteMs);
      await finish(world);
      assert.equal((await load(one, bookingId)).status, 'confirmed');
      assert.deepEqual(await disagreements(world), []);
    });
  }

  it('goes into the calendar when the mailbox cannot be written until that is back', async () => {
    const world = await fallenWorld();
    const one = server(world);
    world.mailboxes.failNextPuts('unreachable');
    const bookingId = await holdAndPay(world, one);
    assert.equal((await confirmPaid(one.deps, await load(one, bookingId))).status, 'confirming');
    await comeBack(world);
    pass(world, 2 * minuteMs);
    await finish(world);
    assert.equal((await load(one, bookingId)).calendar, 'scheduling');
    assert.deepEqual(await disagreements(world), []);
  });

  it('that waited for the calendar from before goes into the mailbox at fail-over', async () => {
    const world = await freshWorld(store);
    openFollowups(world, [first]);
    const one = server(world);
    const bookingId = await holdAndPay(world, one);
    world.calendar.failNextBookings('unreachable');
    world.calendar.breakReading('dr_dia');
    assert.equal((await confirmPaid(one.deps, await load(one, bookingId))).status, 'confirming');
    for (const minutes of [1, 6]) {
      pass(world, minutes * minuteMs);
      // Each runs one job.
      for (let job = 0; job < 8; job += 1) await one.jobs.runDue();
    }
    assert.equal((await load(one, bookingId)).calendar, 'mailbox');
    assert.equal((await load(one, bookingId)).status, 'confirmed');
    await finish(world);
    assert.deepEqual(await disagreements(world), []);
  });

  it('is finished once when the server is killed before any act of it, with the calendar away or back', async () => {
    for (const back of [false, true]) {
      let alive = false;
      for (let crashBefore = 1; !alive; crashBefore += 1) {
        const world = await fallenWorld();
        const bookingId = await holdAndPay(world, server(world));
        const doomed = server(world, crashBefore);
        const booking = await load(server(world), bookingId);
        alive = !(await dies(async () => void (await confirmPaid(doomed.deps, booking))));
        const at = `killed before act ${crashBefore}, ${back ? 'back' : 'away'}`;
        if (back) await comeBack(world);
        pass(world, 2 * minuteMs);
        const next = await finish(world);
        pass(world, hourMs);
        await finish(world);
        assert.equal((await load(next, bookingId)).status, 'confirmed', at);
        assert.deepEqual(await disagreements(world), [], at);
      }
    }
  });

  it('leaves the mailbox once when the server is killed before any act of its cancellation', async () => {
    let alive = false;
    for (let crashBefore = 1; !alive; crashBefore += 1) {
      const world = await fallenWorld();
      const bookingId = await book(world, server(world));
      await finish(world);
      const doomed = server(world, crashBefore);
      const booking = await load(server(world), bookingId);
      alive = !(await dies(async () => {
        await cancelBooking(doomed.deps, booking, byPatient());
        await doomed.jobs.runAll();
      }));
      const next = server(world);
      if ((await load(next, bookingId)).status === 'confirmed') {
        await cancelBooking(next.deps, await load(next, bookingId), byPatient());
      }
      pass(world, 2 * minuteMs);
      await finish(world);
      pass(world, hourMs);
      await finish(world);
      const at = `killed before act ${crashBefore}`;
      assert.deepEqual(world.mailboxes.events(), [], at);
      assert.deepEqual(await disagreements(world), [], at);
    }
  });
});
