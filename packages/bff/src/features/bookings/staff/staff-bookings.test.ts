import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import { staffBooking, staffBookingList } from '@botaniqal/shared/contracts/staff/bookings.ts';
import { and, eq } from 'drizzle-orm';
import { auditLog } from '../../../platform/audit/tables.ts';
import { createIdempotency } from '../../../platform/idempotency/idempotency.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { createStaffAuth } from '../../../platform/staff-auth/staff-auth.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { testApp } from '../../../testing/app.ts';
import {
  freshWorld,
  sealing,
  serverOn,
  type World,
} from '../../../testing/fixtures/bookings/booking-fixture.ts';
import {
  confirmedFollowup,
  disagreements,
  followupCents,
  openFollowups,
} from '../../../testing/fixtures/bookings/paid-fixture.ts';
import { staffHeader, staffSecret } from '../../../testing/fixtures/waitlist/waitlist-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { bookings } from '../tables.ts';
import { staffBookingRoutes } from './staff-booking-routes.ts';

const [first, second, third] = ['2026-11-23T22:30:00Z', '2026-11-24T01:00:00Z', '2026-11-24T03:00:00Z'];

describe('bookings at the desk', () => {
  let store: Store;
  let world: World;
  let server: ReturnType<typeof serverOn>;
  let app: ReturnType<typeof testApp>;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshWorld(store);
    openFollowups(world, [first, second, third]);
    server = serverOn(world);
    const { clock } = world;
    const staff = createStaffAuth({ secret: staffSecret, clock });
    const { run } = createIdempotency({ db: store.db, sealing, clock, log: silentLog });
    app = testApp(staffBookingRoutes({ ...server.deps, staff }), { clock, idempotently: run });
  });

  const booked = (start = first, who = 0) => confirmedFollowup(server, world, start, who);
  const ask = (path: string, permissions = ['bookings:read']) =>
    app.request(`/api/staff/bookings${path}`, { headers: staffHeader(world.clock, permissions) });
  const send = (path: string, body: object, options: { key?: string; permissions?: string[] } = {}) =>
    app.request(`/api/staff/bookings/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...staffHeader(world.clock, options.permissions ?? ['bookings:manage']),
        ...(options.key ? { 'idempotency-key': options.key } : {}),
      },
      body: JSON.stringify(body),
    });
  const codeOf = async (answer: Response) => problem.parse(await answer.json()).code;
  const done = async (answer: Response) => {
    const text = await answer.text();
    assert.equal(answer.status, 200, text);
    return staffBooking.parse(JSON.parse(text));
  };
  const found = async (path: string) =>
    staffBookingList.parse(await (await ask(path)).json()).bookings.map(({ bookingId }) => bookingId);
  const refunded = () => world.payments.refunds.reduce((sum, one) => sum + one.amountCents, 0);

  it('are listed by day, and found by number, name, email and phone', async () => {
    const one = await booked(first, 1);
    const two = await booked(second, 2);
    const ids = [one.bookingId, two.bookingId];
    assert.deepEqual(await found('?from=2026-11-24&to=2026-11-24'), ids);
    assert.deepEqual(await found(''), ids);
    assert.deepEqual(await found('?from=2026-11-25'), []);
    for (const [text, expected] of [
      [one.confirmationNumber.toLowerCase(), [one.bookingId]],
      ['sample2', [two.bookingId]],
      ['ALEX sample1', [one.bookingId]],
      ['P2@example.com ', [two.bookingId]],
      ['+61 491 570 156', [two.bookingId, one.bookingId]],
      ['nobody', []],
    ] as const) {
      assert.deepEqual(await found(`?q=${encodeURIComponent(text)}`), expected, text);
    }
    const rows = await store.db
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.action, 'booking.listed'), eq(auditLog.subjectId, one.bookingId)));
    assert.ok(rows.every(({ actor }) => actor === 'staff:reception-1'));
    assert.ok(rows.length >= 2);
    const [row] = await store.db.select().from(bookings).where(eq(bookings.id, one.bookingId));
    assert.doesNotMatch(JSON.stringify(row?.searchKeys), /alex|sample|example/i);
    assert.equal((await ask('?from=2026-11-25&to=2026-11-20')).status, 422);
  });

  it('show their story, and only to those who may', async () => {
    const { bookingId } = await booked();
    const shown = await done(await ask(`/${bookingId}`));
    assert.equal(shown.patient.email, 'p0@example.com');
    assert.deepEqual(
      shown.story.map(({ actor, action }) => `${actor} ${action}`),
      [
        'patient booking.accepted',
        'patient booking.payment_authorised',
        'system payment.captured',
        'system booking.booked',
        'system patient.created',
        'system appointment.filed',
        'system mail.sent',
        'system mail.sent',
      ],
    );
    assert.ok(shown.emails.some(({ kind, sentAt }) => kind === 'confirmation' && sentAt !== null));
    assert.equal((await ask(`/${bookingId}`, ['tasks:manage'])).status, 403);
    assert.equal((await app.request('/api/staff/bookings')).status, 401);
    assert.equal((await ask(`/${crypto.randomUUID()}`)).status, 404);
    assert.equal((await send(`${bookingId}/no-show`, {}, { permissions: ['bookings:read'] })).status, 403);
  });

  it('are moved for the patient, also on the day itself and as often as it takes', async () => {
    const { bookingId } = await booked();
    world.clock.at = new Date('2026-11-23T20:00:00Z');
    for (const start of [second, third, second]) {
      const moved = await done(await send(`${bookingId}/reschedule`, { start }));
      assert.equal(moved.start, start);
      await server.jobs.runAll();
    }
    assert.deepEqual(await disagreements(world), []);
    const { story } = await done(await ask(`/${bookingId}`));
    assert.ok(
      story.some(({ actor, action }) => actor === 'staff:reception-1' && action === 'booking.move_started'),
    );
    assert.ok(world.mailer.sent.some(({ html }) => /Moved by staff/.test(html ?? '')));
  });

  for (const [refund, cents] of [
    ['full', followupCents],
    ['policy', 0],
    ['none', 0],
  ] as const) {
    it(`are cancelled with ${refund} refund`, async () => {
      const { bookingId } = await booked();
      world.clock.at = new Date('2026-11-23T20:00:00Z');
      const cancelled = await done(await send(`${bookingId}/cancel`, { refund }));
      assert.equal(cancelled.status, 'cancelled');
      await server.jobs.runAll();
      assert.equal(refunded(), cents);
      assert.deepEqual(world.records.appointments, []);
    });
  }

  it('are given back in parts, with a reason, once per key, and never more than was paid', async () => {
    const { bookingId } = await booked();
    const part = { amountCents: 2000, reason: 'Shorter than planned' };
    await done(await send(`${bookingId}/refund`, part, { key: 'desk-1' }));
    await done(await send(`${bookingId}/refund`, part, { key: 'desk-1' }));
    await server.jobs.runAll();
    assert.equal(refunded(), 2000);
    await done(await send(`${bookingId}/refund`, { ...part, amountCents: 1000 }));
    await server.jobs.runAll();
    assert.equal(refunded(), 3000);
    const tooMuch = await send(`${bookingId}/refund`, { ...part, amountCents: followupCents });
    assert.equal(tooMuch.status, 422);
    const shown = await done(await ask(`/${bookingId}`));
    assert.deepEqual(
      shown.refunds.map(({ amountCents, reason, by }) => [amountCents, reason, by]),
      [
        [2000, 'Shorter than planned', 'staff:reception-1'],
        [1000, 'Shorter than planned', 'staff:reception-1'],
      ],
    );
    assert.equal(shown.status, 'confirmed');
    // A cancellation gives back what is left of the full price.
    await done(await send(`${bookingId}/cancel`, { refund: 'full' }));
    await server.jobs.runAll();
    assert.equal(refunded(), followupCents);
    assert.equal(await codeOf(await send(`${bookingId}/refund`, part)), 'refund_not_possible');
    assert.deepEqual(await world.openTasks(), []);
  });

  it('are marked as missed only after their start, and the mark can be taken back', async () => {
    const { bookingId } = await booked();
    assert.equal(await codeOf(await send(`${bookingId}/no-show`, {})), 'appointment_not_started');
    world.clock.at = new Date('2026-11-23T23:00:00Z');
    assert.equal((await done(await send(`${bookingId}/no-show`, {}))).noShowAt, '2026-11-23T23:00:00Z');
    assert.equal((await done(await send(`${bookingId}/no-show`, { noShow: false }))).noShowAt, null);
  });

  it('tell the second person what the first one did, and change nothing', async () => {
    const { bookingId } = await booked();
    const { version } = await done(await ask(`/${bookingId}`));
    const part = { amountCents: 1000, reason: 'Late start', version };
    const refundedOnce = await done(await send(`${bookingId}/refund`, part));
    assert.ok(refundedOnce.version > version);
    for (const [act, body] of [
      ['refund', part],
      ['cancel', { refund: 'full', version }],
      ['reschedule', { start: second, version }],
    ] as const) {
      const answer = await send(`${bookingId}/${act}`, body);
      assert.equal(answer.status, 409, act);
      const { code, change } = problem.parse(await answer.json());
      assert.equal(code, 'changed_meanwhile');
      assert.equal(change?.by, 'staff:reception-1');
      assert.equal(change?.what, 'booking.refunded');
      assert.equal(change?.version, refundedOnce.version);
    }
    await server.jobs.runAll();
    assert.equal(refunded(), 1000);
    const cancelled = await send(`${bookingId}/cancel`, { refund: 'none', version: refundedOnce.version });
    assert.equal((await done(cancelled)).status, 'cancelled');
  });

  it('carry notes for the team', async () => {
    const { bookingId } = await booked();
    const noted = await done(
      await send(`${bookingId}/notes`, { text: 'Prefers the phone' }, { permissions: ['bookings:read'] }),
    );
    assert.deepEqual(
      noted.notes.map(({ by, text }) => [by, text]),
      [['staff:reception-1', 'Prefers the phone']],
    );
    assert.equal((await send(`${bookingId}/notes`, { text: ' ' })).status, 403);
  });

  it('have their confirmation sent again', async () => {
    const { bookingId } = await booked();
    await done(await send(`${bookingId}/resend`, {}));
    await server.jobs.runAll();
    const confirmations = world.mailer.sent.filter(
      ({ to, subject }) => to === 'p0@example.com' && subject.startsWith('Your appointment on'),
    );
    assert.equal(confirmations.length, 2);
  });
});
