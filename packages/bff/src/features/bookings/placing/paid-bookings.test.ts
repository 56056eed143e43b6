import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import {
  type BookingView,
  bookingView,
  type PaidBookingHeld,
  type PaidBookingRequest,
  paidBookingHeld,
} from '@botaniqal/shared/contracts/bookings.ts';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import { eq } from 'drizzle-orm';
import { auditLog } from '../../../platform/audit/tables.ts';
import { createIdempotency } from '../../../platform/idempotency/idempotency.ts';
import { idempotencyKeys } from '../../../platform/idempotency/tables.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { webhookEvents } from '../../../platform/webhook-inbox/index.ts';
import type { PaymentWebhookEvent } from '../../../ports/payments/webhooks.ts';
import { testApp } from '../../../testing/app.ts';
import {
  clinic,
  freshWorld,
  sealing,
  serverOn,
  type World,
} from '../../../testing/fixtures/bookings/booking-fixture.ts';
import {
  disagreements,
  followupCents,
  followupWith,
  openFollowups,
  paidRequest,
  paymentFor,
} from '../../../testing/fixtures/bookings/paid-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { InMemoryPaymentWebhooks } from '../../../testing/vendors/stripe.ts';
import { recheckRefunds } from '../../payments/index.ts';
import { paidBookingRoutes } from '../api/paid-routes.ts';
import { bookingRoutes } from '../api/routes.ts';
import { cancelledInCalendar } from '../cancelling/cancelled-in-calendar.ts';
import { adoptMove } from '../moving/elsewhere/adopt-move.ts';
import { sweep } from '../running/sweep.ts';
import { bookings } from '../tables.ts';

const folder = mkdtempSync(join(tmpdir(), 'bq-paid-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const first = '2026-11-23T22:30:00Z';
const overlapping = '2026-11-23T22:40:00Z';
const second = '2026-11-23T22:45:00Z';
const third = '2026-11-24T01:00:00Z';
const never = new AbortController().signal;
const minutes = (count: number) => count * 60_000;

const stores = {
  'an embedded database': async () => ({ dataDir: join(folder, 'suite') }),
  'a PostgreSQL': async () => ({ databaseUrl: await migratedPostgres() }),
};

for (const [name, where] of Object.entries(stores)) {
  describe(`booking and paying online on ${name}`, () => {
    let store: Store;
    let world: World;
    let server: ReturnType<typeof serverOn>;
    let app: ReturnType<typeof testApp>;

    before(async () => {
      store = await openStore({ ...(await where()), log: silentLog });
    });
    after(() => store.close());
    beforeEach(async () => {
      world = await freshWorld(store);
      openFollowups(world, [first, overlapping, second, third]);
      server = serverOn(world);
      const { clock } = world;
      const { run } = createIdempotency({ db: store.db, sealing, clock, log: silentLog });
      app = testApp(
        [...bookingRoutes(server.deps), ...paidBookingRoutes(server.deps), ...server.webhookRoutes],
        { clock, idempotently: run },
      );
    });

    const send = (path: string, body?: unknown, headers: Record<string, string> = {}) =>
      app.request(path, {
        method: 'POST',
        headers: { ...(body ? { 'Content-Type': 'application/json' } : {}), ...headers },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    const ask = (start = first, more: Partial<PaidBookingRequest> = {}, headers = {}) =>
      send('/api/bookings', paidRequest(start, more), headers);
    const hold = async (start = first, more: Partial<PaidBookingRequest> = {}): Promise<PaidBookingHeld> => {
      const answer = await ask(start, more);
      assert.equal(answer.status, 201, await answer.clone().text());
      return paidBookingHeld.parse(await answer.json());
    };
    const bearer = ({ manageToken }: PaidBookingHeld) => ({ Authorization: `Bearer ${manageToken}` });
    const act = async (held: PaidBookingHeld, what: string): Promise<BookingView> => {
      const answer = await send(`/api/bookings/${held.bookingId}/${what}`, undefined, bearer(held));
      assert.equal(answer.status, 200, await answer.clone().text());
      return bookingView.parse(await answer.json());
    };
    const view = async (held: PaidBookingHeld): Promise<BookingView> => {
      const answer = await app.request(`/api/bookings/${held.bookingId}`, { headers: bearer(held) });
      return bookingView.parse(await answer.json());
    };
    const pay = (held: PaidBookingHeld, card: Parameters<World['payments']['pay']>[1] = 'pays') =>
      world.payments.pay(paymentFor(world, held.bookingId).id, card);
    const refused = async (answer: Response) => problem.parse(await answer.json());
    const later = (ms: number) => {
      world.clock.at = new Date(world.clock.at.getTime() + ms);
    };
    const deliver = (notice: PaymentWebhookEvent) => {
      const { body, signature } = InMemoryPaymentWebhooks.deliveryOf(notice);
      return app.request('/api/webhooks/stripe', {
        method: 'POST',
        headers: { 'Stripe-Signature': signature },
        body: new Uint8Array(body),
      });
    };
    const allAgree = async () => {
      await server.jobs.runAll();
      assert.deepEqual(await disagreements(world), []);
    };
    const active = () => world.calendar.appointments.filter((one) => one.status === 'active');
    const mailsTo = (to: string) => world.mailer.sent.filter((mail) => mail.to === to);

    it('leaves a line in the audit trail for each answer that shows it, also to a repeated request', async () => {
      const key = { 'Idempotency-Key': crypto.randomUUID() };
      const reads = async (bookingId: string) => {
        const lines = await store.db.select().from(auditLog).where(eq(auditLog.subjectId, bookingId));
        return lines.filter(({ actor, action }) => `${actor} ${action}` === 'patient booking.read').length;
      };
      const held = paidBookingHeld.parse(await (await ask(first, {}, key)).json());
      assert.equal(await reads(held.bookingId), 0);
      for (const [count, what] of ['confirm', 'hold/extend', 'release', 'cancel'].entries()) {
        await act(held, what);
        assert.equal(await reads(held.bookingId), count + 1, what);
      }
    });

    it('gives no booking and no token to another body under its key, at once, after a failure and after a day', async () => {
      const key = { 'Idempotency-Key': 'a-key-of-a-stranger' };
      const held = paidBookingHeld.parse(await (await ask(first, {}, key)).json());
      const other = { patient: { ...paidRequest(first).patient, email: 'other@example.com' } };
      const at = await refused(await ask(second, other, key));
      assert.deepEqual([at.status, at.code], [422, 'idempotency_key_reused']);
      // The server was killed before its answer was kept; the booking stands.
      await store.db.update(idempotencyKeys).set({ status: null, answer: null });
      assert.equal((await refused(await ask(second, other, key))).code, 'idempotency_key_reused');
      later(24 * 60 * minutes(1) + 1);
      openFollowups(world, [first, overlapping, second, third]);
      for (const body of [other, {}]) {
        const answer = await ask(third, body, key);
        const text = await answer.text();
        assert.ok(!text.includes(held.bookingId) && !text.includes(held.manageToken), text);
      }
    });

    it('holds the time, takes the card, books, takes the money, files and writes', async () => {
      const held = await hold();
      assert.equal(held.status, 'awaiting_payment');
      assert.deepEqual(held.price, { amountCents: followupCents, currency: 'AUD' });
      assert.equal(held.holdExpiresAt, '2026-11-20T05:10:00Z');
      assert.equal(held.payment.publishableKey, 'pk_test_bench');
      assert.equal(active().length, 0, 'nothing is booked before it is paid');
      pay(held);
      const booked = await act(held, 'confirm');
      assert.equal(booked.status, 'confirmed');
      assert.equal(booked.payment?.status, 'paid');
      assert.equal(booked.payment?.paidCents, followupCents);
      assert.equal(booked.payment?.setup, null);
      assert.equal(booked.bookedAt, '2026-11-20T05:00:00Z');
      assert.deepEqual(booked.cancellation, {
        possibleUntil: first,
        refundCents: followupCents,
        fullRefundUntil: '2026-11-22T22:30:00Z',
      });
      await allAgree();
      assert.equal(world.records.patients[0]?.dateOfBirth, '1980-02-29');
      assert.equal(world.records.patients[0]?.lastName, 'Sample');
      const [mail] = mailsTo('alex@example.com');
      assert.ok(mail?.text.includes('$79.00, charged to your card'));
      const words = mail?.text.replace(/\s+/g, ' ') ?? '';
      assert.ok(words.includes('Free to cancel until Monday 23 November, 9:30 am. After that no refund.'));
      assert.doesNotMatch(words, /cancel and book again/);
      assert.equal(mail?.attachments?.length, 1, 'with the calendar file');
      assert.deepEqual(await world.openTasks(), []);
    });

    // One whole way proves that this feature runs on the embedded database. The store and the jobs have tests of
    // their own on both databases.
    if (name !== 'a PostgreSQL') return;

    it('sends nothing about the patient to the vendor but the address for the receipt', async () => {
      const asked: unknown[] = [];
      const { prepare } = world.payments;
      world.payments.prepare = (request) => {
        asked.push(request);
        return prepare.call(world.payments, request);
      };
      const held = await hold();
      assert.deepEqual(asked, [
        {
          bookingId: held.bookingId,
          amountCents: followupCents,
          currency: 'AUD',
          description: `Botaniqal appointment ${held.confirmationNumber}`,
          receiptEmail: 'alex@example.com',
          idempotencyKey: `booking:${held.bookingId}:pay`,
        },
      ]);
    });

    it('gives one of a hundred people at once the time; the others hear it before a payment exists', async () => {
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, index) =>
          ask(index % 2 ? first : overlapping, {
            patient: { ...paidRequest(first).patient, email: `p${index}@example.com` },
          }),
        ),
      );
      const winners = answers.filter((answer) => answer.status === 201);
      assert.equal(winners.length, 1);
      for (const answer of answers.filter((one) => one.status !== 201)) {
        const refusal = await refused(answer);
        assert.equal(refusal.code, 'slot_unavailable');
        assert.ok(refusal.alternatives?.includes(third));
      }
      assert.equal(world.payments.payments.size, 1);
      const [winner] = winners;
      assert.ok(winner);
      const held = paidBookingHeld.parse(await winner.json());
      pay(held);
      assert.equal((await act(held, 'confirm')).status, 'confirmed');
      await allAgree();
    });

    it('books once when page, webhook and sweeper come at the same moment', async () => {
      const held = await hold();
      pay(held);
      const [notice] = world.payments.take();
      assert.ok(notice);
      await deliver(notice);
      later(minutes(3));
      const answers = await Promise.all([
        act(held, 'confirm'),
        act(held, 'confirm'),
        server.jobs.runDue(),
        sweep(server.deps, never),
      ]);
      assert.equal(answers[0].status, 'confirmed');
      assert.equal(world.calendar.attempts.length, 1);
      await allAgree();
    });

    const bad: readonly [string, object, string][] = [
      ['no first name', { patient: { firstName: ' ' } }, 'patient.firstName'],
      ['no last name', { patient: { lastName: '' } }, 'patient.lastName'],
      ['no email address', { patient: { email: 'alex' } }, 'patient.email'],
      ['no phone', { patient: { phone: '12' } }, 'patient.phone'],
      ['a day that does not exist', { patient: { dateOfBirth: '1981-02-29' } }, 'patient.dateOfBirth'],
      ['a birth before 1900', { patient: { dateOfBirth: '1899-12-31' } }, 'patient.dateOfBirth'],
      ['a birth tomorrow', { patient: { dateOfBirth: '2026-11-21' } }, 'patient.dateOfBirth'],
      ['a time in the past', { start: '2026-11-19T22:30:00Z' }, 'start'],
      ['a time too soon', { start: '2026-11-20T05:30:00Z' }, 'start'],
      ['a time in two years', { start: '2028-11-19T22:30:00Z' }, 'start'],
      ['another practitioner', { practitionerId: 'ramona' }, 'practitionerId'],
      ['a free visit', { visit: 'consultation', practitionerId: 'consultant' }, 'visit'],
      ['a zone that does not exist', { timeZone: 'Mars/Olympus' }, 'timeZone'],
      ['a code that we do not know', { promotionCode: 'FREE' }, 'promotionCode'],
    ];
    for (const [what, change, path] of bad) {
      it(`refuses ${what} by name, and keeps nothing`, async () => {
        const whole = paidRequest(first);
        const patient = { ...whole.patient, ...('patient' in change ? Object(change.patient) : {}) };
        const answer = await send('/api/bookings', { ...whole, ...change, patient });
        assert.equal(answer.status, 422);
        const refusal = await refused(answer);
        assert.deepEqual(
          refusal.fields?.map((field) => field.path),
          [path],
        );
        assert.equal(world.payments.payments.size, 0);
        assert.deepEqual(await store.db.select().from(bookings), []);
      });
    }

    it('takes a promotion off the price, and charges what is left', async () => {
      const discount = { kind: 'percent', percent: 10 } as const;
      server.deps.clinic = { ...clinic, promotions: [{ code: 'TEN', discount, validTo: '2026-11-20' }] };
      const held = await hold(first, { promotionCode: ' ten ' });
      assert.equal(held.price.amountCents, 7110);
      assert.equal(held.discountCents, 790);
      assert.equal(paymentFor(world, held.bookingId).amountCents, 7110);
      pay(held);
      assert.equal((await act(held, 'confirm')).payment?.paidCents, 7110);
      await allAgree();
      assert.ok(mailsTo('alex@example.com')[0]?.text.includes('$71.10, charged to your card'));
      world.clock.at = new Date('2026-11-20T13:00:01Z');
      const late = await refused(await ask(second, { promotionCode: 'TEN' }));
      assert.deepEqual(late.fields, [{ path: 'promotionCode', code: 'expired', message: 'has run out' }]);
    });

    it('refuses what is booked by phone, what is not open, and a time that the calendar does not offer', async () => {
      const phone = await refused(await ask(first, { visit: 'initial' }));
      assert.equal(phone.code, 'not_bookable_online');
      const waitlist = await refused(await ask(first, { service: 'counseling', visit: 'consultation' }));
      assert.equal(waitlist.code, 'service_not_open');
      const gone = await refused(await ask('2026-11-24T03:17:00Z'));
      assert.equal(gone.code, 'slot_unavailable');
      assert.equal(world.payments.payments.size, 0);
      assert.deepEqual(await store.db.select().from(bookings), []);
    });

    it('takes no time when Stripe is down, and says so', async () => {
      for (const fault of ['unreachable', 'lost_after', 'limited', 'refused'] as const) {
        world.payments.failNext('prepare', fault);
        const answer = await ask();
        assert.equal(answer.status, 503);
        assert.equal((await refused(answer)).code, 'payment_unavailable');
        assert.deepEqual(await store.db.select().from(bookings), [], `${fault}: nothing is kept`);
      }
      await allAgree();
      assert.equal((await ask()).status, 201, 'and the time is free');
    });

    it('answers the same request the same, also after a kill', async () => {
      const key = { 'Idempotency-Key': 'once-please' };
      const answers = await Promise.all([ask(first, {}, key), ask(first, {}, key)]);
      const [one, two] = await Promise.all(answers.map((answer) => answer.json()));
      assert.deepEqual(one, two);
      await store.db.execute('delete from idempotency_keys');
      const again = paidBookingHeld.parse(await (await ask(first, {}, key)).json());
      assert.equal(again.bookingId, paidBookingHeld.parse(one).bookingId);
      assert.equal(world.payments.payments.size, 1);
    });

    it('tells a declined card why, keeps the time, and takes the next card', async () => {
      const held = await hold();
      pay(held, 'insufficient_funds');
      const declined = await act(held, 'confirm');
      assert.equal(declined.status, 'awaiting_payment');
      assert.equal(declined.payment?.lastDecline, 'insufficient_funds');
      assert.equal(declined.holdExpiresAt, held.holdExpiresAt);
      pay(held);
      assert.equal((await act(held, 'confirm')).status, 'confirmed');
      await allAgree();
    });

    it('waits for the second step that the bank asks for', async () => {
      const held = await hold();
      pay(held, 'second_step');
      assert.equal((await act(held, 'confirm')).status, 'awaiting_payment');
      world.payments.finishSecondStep(paymentFor(world, held.bookingId).id);
      assert.equal((await act(held, 'confirm')).status, 'confirmed');
      await allAgree();
    });

    it('gives a page that was loaded again what it needs to go on', async () => {
      const held = await hold();
      const loaded = await view(held);
      assert.equal(loaded.status, 'awaiting_payment');
      assert.deepEqual(loaded.payment?.setup, held.payment);
      assert.equal(loaded.holdExpiresAt, held.holdExpiresAt);
      assert.equal(loaded.holdExtendable, true);
    });

    it('does not believe a page that says it has paid', async () => {
      const held = await hold();
      assert.equal((await act(held, 'confirm')).status, 'awaiting_payment');
      assert.equal(active().length, 0);
    });

    it('says when Stripe cannot be asked, keeps the time, and goes on afterwards', async () => {
      const held = await hold();
      pay(held);
      world.payments.breakReading();
      const answer = await send(`/api/bookings/${held.bookingId}/confirm`, undefined, bearer(held));
      assert.equal(answer.status, 503);
      assert.equal((await refused(answer)).code, 'payment_unavailable');
      world.payments.mend();
      assert.equal((await act(held, 'confirm')).status, 'confirmed');
      await allAgree();
    });

    it('charges nothing when the time is gone in the calendar, and offers others', async () => {
      const held = await hold();
      pay(held);
      world.calendar.close(followupWith('dr_dia'), [first]);
      const lost = await act(held, 'confirm');
      assert.equal(lost.status, 'failed');
      assert.equal(lost.failure, 'slot_lost');
      assert.equal(lost.payment?.status, 'released');
      assert.ok(lost.alternatives.includes(second));
      await allAgree();
      assert.equal(paymentFor(world, held.bookingId).state, 'cancelled');
      const [mail] = mailsTo('alex@example.com');
      assert.ok(mail?.text.includes('You were not charged'));
      assert.deepEqual(await world.openTasks(), []);
    });

    for (const fault of ['limited', 'unreachable', 'lost_before', 'lost_after'] as const) {
      it(`keeps time and authorisation while the calendar does not say yes (${fault}), and captures after it has`, async () => {
        const held = await hold();
        pay(held);
        world.calendar.failNextBookings(fault);
        const waiting = await act(held, 'confirm');
        if (fault !== 'lost_after') {
          assert.equal(waiting.status, 'confirming');
          assert.equal(waiting.payment?.status, 'authorised');
          assert.equal(paymentFor(world, held.bookingId).capturedCents, 0);
        }
        await allAgree();
        assert.equal((await view(held)).status, 'confirmed');
        assert.equal(active().length, 1);
      });
    }

    it('a page that keeps asking does not keep the job from coming', async () => {
      const held = await hold();
      pay(held);
      world.calendar.failNextBookings('limited');
      await act(held, 'confirm');
      for (let asked = 0; asked < 40; asked += 1) {
        later(3000);
        await act(held, 'confirm');
        await server.jobs.runDue();
      }
      assert.equal((await view(held)).status, 'confirmed');
    });

    it('gives up honestly when the calendar stays away, and lets the money go', async () => {
      const held = await hold();
      pay(held);
      world.calendar.failNextBookings(...Array.from({ length: 500 }, () => 'unreachable' as const));
      await act(held, 'confirm');
      await allAgree();
      const ended = await view(held);
      assert.equal(ended.status, 'failed');
      assert.equal(ended.failure, 'calendar_unavailable');
      assert.equal(ended.payment?.status, 'released');
      assert.deepEqual(await world.openTasks(), ['booking_not_confirmed']);
    });

    it('does not book on an authorisation that is about to end', async () => {
      const held = await hold('2026-12-03T01:00:00Z').catch(() => null);
      assert.equal(held, null, 'not offered');
      openFollowups(world, ['2026-12-03T01:00:00Z']);
      const far = await hold('2026-12-03T01:00:00Z');
      pay(far);
      world.calendar.failNextBookings('unreachable');
      await act(far, 'confirm');
      later(minutes(60 * 24 * 7 - 30));
      await allAgree();
      const ended = await view(far);
      assert.equal(ended.failure, 'payment_lapsed');
      assert.equal(active().length, 0);
    });

    it('stands although the money does not come at once, and gets it by job', async () => {
      for (const [fault, start] of [
        ['unreachable', first],
        ['lost_after', second],
        ['lost_before', third],
      ] as const) {
        const held = await hold(start);
        pay(held);
        world.payments.failNext('capture', fault);
        const booked = await act(held, 'confirm');
        assert.equal(booked.status, 'confirmed', fault);
        assert.equal(booked.payment?.status, 'authorised', fault);
      }
      await allAgree();
      assert.deepEqual(await world.openTasks(), []);
    });

    it('tells staff, with all facts, when the money can never be taken', async () => {
      const held = await hold();
      pay(held);
      for (let tries = 0; tries < 200; tries += 1) world.payments.failNext('capture', 'refused');
      assert.equal((await act(held, 'confirm')).status, 'confirmed');
      await allAgree();
      assert.deepEqual(await world.openTasks(), ['payment_not_captured']);
    });

    it('other patients see a held time as taken at once, and as free when it is released', async () => {
      const held = await hold();
      assert.equal((await ask(overlapping)).status, 409, 'overlap counts');
      assert.equal((await ask(second)).status, 201, 'the next one does not overlap');
      const left = await act(held, 'release');
      assert.equal(left.status, 'cancelled');
      assert.equal(left.failure, 'left');
      assert.equal((await act(held, 'release')).status, 'cancelled', 'twice is the same');
      assert.equal((await ask(first)).status, 201);
      await allAgree();
    });

    it('a page that is closed right after paying changes nothing, with each last request that it sends', async () => {
      const held = await hold();
      pay(held);
      const [notice] = world.payments.take();
      assert.equal((await act(held, 'release')).status, 'awaiting_payment');
      assert.ok(notice);
      await deliver(notice);
      await allAgree();
      assert.equal((await view(held)).status, 'confirmed');
    });

    it('a page that goes to the bank for a second step keeps its time', async () => {
      const held = await hold();
      pay(held, 'second_step');
      assert.equal((await act(held, 'release')).status, 'awaiting_payment');
      assert.equal((await ask(first)).status, 409);
    });

    it('keeps a time for longer, once', async () => {
      const held = await hold();
      const longer = await act(held, 'hold/extend');
      assert.equal(longer.holdExpiresAt, '2026-11-20T05:20:00Z');
      assert.equal(longer.holdExtendable, false);
      const again = await send(`/api/bookings/${held.bookingId}/hold/extend`, undefined, bearer(held));
      assert.equal(again.status, 409);
      assert.equal((await refused(again)).code, 'hold_not_extendable');
      later(minutes(15));
      await server.jobs.runDue();
      assert.equal((await view(held)).status, 'awaiting_payment');
      assert.equal((await ask(first)).status, 409, 'still taken');
      await allAgree();
      assert.equal((await view(held)).status, 'expired');
    });

    it('ends the payment of a hold that ran out, so that it cannot be paid later', async () => {
      const held = await hold();
      later(minutes(10));
      assert.equal((await ask(first)).status, 201, 'free at that very moment');
      await allAgree();
      const ended = await view(held);
      assert.equal(ended.status, 'expired');
      assert.equal(ended.failure, 'hold_expired');
      assert.throws(() => pay(held), 'the payment is ended');
      assert.deepEqual(await world.openTasks(), []);
    });

    it('a payment that comes late gets the time if no one else has it', async () => {
      const held = await hold();
      later(minutes(11));
      pay(held);
      assert.equal((await act(held, 'confirm')).status, 'confirmed');
      await allAgree();
    });

    it('a payment that comes late, after another person took the time, is let go', async () => {
      const held = await hold();
      later(minutes(11));
      const other = await hold();
      pay(held);
      const lost = await act(held, 'confirm');
      assert.equal(lost.status, 'failed');
      assert.equal(lost.failure, 'slot_lost');
      pay(other);
      assert.equal((await act(other, 'confirm')).status, 'confirmed');
      await allAgree();
    });

    it('the sweeper finds an authorisation whose page was closed and whose webhook never came', async () => {
      const held = await hold();
      pay(held);
      later(minutes(3));
      await sweep(server.deps, never);
      assert.equal((await view(held)).status, 'confirmed');
      await allAgree();
    });

    it('the sweeper ends a hold whose job was lost', async () => {
      const held = await hold();
      await store.db.execute('delete from manual_queue');
      later(minutes(20));
      await sweep(server.deps, never);
      assert.equal((await view(held)).status, 'expired');
      await allAgree();
    });

    it('webhooks change nothing when they come twice, late, or out of order', async () => {
      const held = await hold();
      pay(held, 'declined');
      pay(held);
      const early = world.payments.take();
      assert.equal((await act(held, 'confirm')).status, 'confirmed');
      const all = [...early, ...world.payments.take()].reverse();
      for (const notice of [...all, ...all]) {
        assert.equal((await deliver(notice)).status, 204);
        await server.jobs.runAll(minutes(1));
      }
      assert.equal((await store.db.select().from(webhookEvents)).length, all.length);
      await allAgree();
      assert.equal((await view(held)).status, 'confirmed');
    });

    it('a notice that is not genuine is refused, and nothing of it is stored', async () => {
      const answer = await app.request('/api/webhooks/stripe', {
        method: 'POST',
        headers: { 'Stripe-Signature': 'forged' },
        body: '{}',
      });
      assert.equal(answer.status, 401);
      assert.equal((await refused(answer)).code, 'unauthorized');
      assert.deepEqual(await store.db.select().from(webhookEvents), []);
    });

    it('gives everything back to a patient who cancels in time', async () => {
      const held = await hold();
      pay(held);
      await act(held, 'confirm');
      await allAgree();
      const cancelled = await act(held, 'cancel');
      assert.equal(cancelled.status, 'cancelled');
      assert.equal(cancelled.payment?.status, 'refunding');
      assert.equal(cancelled.payment?.refundCents, followupCents);
      await act(held, 'cancel');
      await allAgree();
      assert.equal((await view(held)).payment?.status, 'refunded');
      assert.equal(world.payments.refunds.length, 1);
      const mail = mailsTo('alex@example.com').find((one) => one.subject.startsWith('Cancelled'));
      assert.ok(mail?.text.includes('We are refunding $79.00'));
      assert.equal((await ask(first)).status, 201, 'the time is free again');
    });

    it('gives nothing back to a patient who cancels too late, and says so before', async () => {
      const held = await hold();
      pay(held);
      await act(held, 'confirm');
      await allAgree();
      world.clock.at = new Date('2026-11-23T10:00:00Z');
      assert.equal((await view(held)).cancellation?.refundCents, 0);
      const cancelled = await act(held, 'cancel');
      assert.equal(cancelled.payment?.status, 'paid');
      await allAgree();
      assert.equal(world.payments.refunds.length, 0);
    });

    it('refunds a late booking in full within half an hour after it, and not later', async () => {
      const late = async () => {
        const held = await hold();
        pay(held);
        const booked = await act(held, 'confirm');
        return { held, until: booked.cancellation?.fullRefundUntil ?? '' };
      };
      // Ten hours before the appointment: the deadline of a day before is over.
      world.clock.at = new Date('2026-11-23T12:30:00Z');
      const quick = await late();
      assert.equal(quick.until, '2026-11-23T13:00:00Z');
      world.clock.at = new Date(quick.until);
      const cancelled = await act(quick.held, 'cancel');
      assert.equal(cancelled.payment?.refundCents, followupCents);
      await allAgree();
      assert.equal((await view(quick.held)).payment?.status, 'refunded');

      const slow = await late();
      world.clock.at = new Date(Date.parse(slow.until) + 1000);
      assert.equal((await view(slow.held)).cancellation?.refundCents, 0);
      assert.equal((await act(slow.held, 'cancel')).payment?.refundCents, 0);
      await allAgree();
      assert.equal(world.payments.refunds.length, 1);
    });

    it('gives everything back, at any hour, when the appointment is cancelled in the calendar', async () => {
      const held = await hold();
      pay(held);
      await act(held, 'confirm');
      await allAgree();
      world.clock.at = new Date('2026-11-23T22:00:00Z');
      const [appointment] = active();
      assert.ok(appointment);
      world.calendar.cancelByHost(appointment.eventId);
      await cancelledInCalendar(server.deps, { eventId: appointment.eventId });
      await allAgree();
      assert.equal((await view(held)).payment?.status, 'refunded');
    });

    it('stays booked and paid when the calendar page moves it to another visit, and staff get both times, once', async () => {
      const held = await hold();
      pay(held);
      await act(held, 'confirm');
      await allAgree();
      const [old] = active();
      assert.ok(old);
      const eventId = old.eventId;
      const newTime = '2026-11-30T22:30:00.000Z';
      const tell = () => adoptMove(server.deps, { eventId, signal: never });
      const newId = world.calendar.moveByInvitee(eventId, newTime, { visit: 'initial' });
      for (let times = 0; times < 3; times += 1) await tell();
      await server.jobs.runAll();

      const shown = await view(held);
      assert.deepEqual([shown.status, shown.payment?.status, shown.start], ['confirmed', 'paid', first]);
      assert.equal(world.payments.refunds.length, 0);
      assert.equal((await ask(first)).status, 409, 'the old time is still held');
      assert.deepEqual(await world.openTasks(), ['moved_in_calendar']);
      const [task] = await world.taskFacts();
      assert.deepEqual(task?.movedTo, {
        start: newTime,
        practitionerId: old.practitionerId,
        joinUrl: old.joinUrl,
        state: 'active',
      });
      assert.equal(task?.start, new Date(first).toISOString());
      const told = mailsTo('enquiries@clinic.example.com').filter(({ subject }) => /^Moved in/.test(subject));
      assert.equal(told.length, 1);
      assert.match(told[0]?.text ?? '', /Tuesday 24 November 2026[\s\S]*Tuesday 1 December 2026/);
      assert.ok(!mailsTo('alex@example.com').some(({ subject }) => subject.startsWith('Cancelled')));

      // The new appointment is cancelled by the clinic: the booking ends with it, and everything is given back.
      world.calendar.cancelByHost(newId);
      await tell();
      await server.jobs.runAll();
      assert.deepEqual(await world.openTasks(), []);
      assert.equal((await view(held)).payment?.status, 'refunded');
    });

    it('takes a moved appointment out of the calendar when its patient cancels here', async () => {
      const held = await hold();
      pay(held);
      await act(held, 'confirm');
      await allAgree();
      const [old] = active();
      assert.ok(old);
      world.calendar.moveByInvitee(old.eventId, '2026-11-30T22:30:00Z');
      await act(held, 'cancel');
      await server.jobs.runAll();
      assert.deepEqual(active(), []);
    });

    for (const how of ['by its webhook, delivered twice', 'by the daily look, without any webhook']) {
      it(`says that a refund bounced at the bank, to the patient and to staff, once: ${how}`, async () => {
        const held = await hold();
        pay(held);
        await act(held, 'confirm');
        await act(held, 'cancel');
        await allAgree();
        assert.equal((await view(held)).payment?.status, 'refunded');
        world.payments.take();
        world.payments.bounceRefund(paymentFor(world, held.bookingId).id);
        if (how.startsWith('by its webhook')) {
          const [bounced] = world.payments.take();
          assert.ok(bounced);
          for (const key of [bounced.key, `${bounced.key}-again`]) await deliver({ ...bounced, key });
        } else {
          assert.equal(await recheckRefunds(server.deps.payments), 0, 'it was read a moment ago');
          later(25 * 3_600_000);
          assert.equal(await recheckRefunds(server.deps.payments), 1);
        }
        await server.jobs.runAll();

        const { payment } = await view(held);
        assert.deepEqual([payment?.status, payment?.refundCents], ['refund_failed', followupCents]);
        const mails = mailsTo('alex@example.com').filter(({ subject }) => subject.startsWith('Your refund'));
        assert.equal(mails.length, 1);
        assert.match(mails[0]?.text ?? '', /We still owe you \$79\.00/);
        assert.deepEqual(await world.openTasks(), ['payment_not_refunded']);
        const [facts] = await world.taskFacts();
        assert.deepEqual(
          [facts?.refundCents, facts?.reason],
          [followupCents, 'The bank sent the refund back'],
        );
        assert.equal(facts?.patientPhone, '0491 570 156');
      });
    }

    it('a refund whose answer is lost is done once', async () => {
      const held = await hold();
      pay(held);
      await act(held, 'confirm');
      world.payments.failNext('refund', 'lost_after');
      await act(held, 'cancel');
      await allAgree();
      assert.equal(world.payments.refunds.length, 1);
    });

    it('a booking that is cancelled before it is paid is given up', async () => {
      const held = await hold();
      assert.equal((await act(held, 'cancel')).status, 'cancelled');
      await allAgree();
      assert.equal(paymentFor(world, held.bookingId).state, 'cancelled');
    });

    it('is opened by its own token only', async () => {
      const held = await hold();
      const other = await hold(third);
      for (const what of ['confirm', 'release', 'hold/extend', 'cancel']) {
        const answer = await send(`/api/bookings/${held.bookingId}/${what}`, undefined, bearer(other));
        assert.equal(answer.status, 401, what);
      }
    });
  });
}
