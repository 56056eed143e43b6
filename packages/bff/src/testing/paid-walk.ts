import assert from 'node:assert/strict';
import type { PaidBookingHeld } from '@botaniqal/shared/contracts/bookings.ts';
import { and, eq, gt } from 'drizzle-orm';
import fc from 'fast-check';
import { bookPaid } from '../features/bookings/book-paid.ts';
import { cancelledInCalendar } from '../features/bookings/cancelled-in-calendar.ts';
import { extendHold } from '../features/bookings/extend-hold.ts';
import { leave } from '../features/bookings/leave.ts';
import { mustLoadBooking } from '../features/bookings/ledger.ts';
import { cancelBooking } from '../features/bookings/manage.ts';
import { confirmPaid } from '../features/bookings/proceed.ts';
import { sweep } from '../features/bookings/sweep.ts';
import { bookingSteps } from '../features/bookings/tables.ts';
import { paymentNoticeRoutes } from '../features/payments/index.ts';
import { Problem } from '../platform/problem.ts';
import { UpstreamError } from '../platform/upstream-error.ts';
import { type ActFault, InMemoryPaymentNotices } from '../upstreams/stripe/in-memory.ts';
import type { PaymentNotice } from '../upstreams/stripe/port.ts';
import { testApp } from './app.ts';
import { Crash, serverOn, type World } from './booking-bench.ts';
import { followupType, paidRequest } from './paid-bench.ts';

/** Two times that overlap, and one that does not. */
export const walkStarts = ['2026-11-23T22:30:00Z', '2026-11-23T22:40:00Z', '2026-11-24T01:00:00Z'];
const never = new AbortController().signal;
const minute = 60_000;

type Patient = 0 | 1;
export type Step =
  | { do: 'hold'; who: Patient; start: number; sameKey: boolean }
  | { do: 'pay'; who: Patient; card: 'pays' | 'second_step' | 'insufficient_funds' }
  | { do: 'second_step'; who: Patient; passed: boolean }
  | { do: 'confirm' | 'extend' | 'leave' | 'cancel'; who: Patient }
  | { do: 'wait'; minutes: number }
  | { do: 'jobs'; count: number }
  | { do: 'sweep' }
  | { do: 'webhook'; which: number }
  | { do: 'calendar'; fails: 'slot_taken' | 'limited' | 'unreachable' | 'lost_before' | 'lost_after' }
  | { do: 'somebody_else_books'; start: number }
  | { do: 'host_cancels' | 'booking_lands_late' }
  | { do: 'stripe'; act: 'prepare' | 'capture' | 'cancel' | 'refund'; fails: ActFault }
  | { do: 'stripe_unreadable' | 'calendar_unreadable' | 'records_down' | 'all_well' }
  | { do: 'records'; method: 'createPatient' | 'createAppointment' | 'deleteAppointment'; done: boolean }
  /** The next step is the last one of its server, which dies before so many of its acts. */
  | { do: 'kill'; before: number };

const who = fc.constantFrom<Patient>(0, 0, 1);
const one = <const T extends object>(value: T) => fc.constant(value);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('hold' as const), who, start: fc.nat(2), sameKey: fc.boolean() }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      who,
      card: fc.constantFrom('pays', 'pays', 'pays', 'second_step', 'insufficient_funds'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('second_step' as const), who, passed: fc.boolean() }) },
  { weight: 7, arbitrary: fc.record({ do: fc.constant('confirm' as const), who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('extend', 'leave', 'cancel'), who }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      minutes: fc.constantFrom(0.1, 1, 3, 6, 11, 12, 60, 1500, 11_000),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('jobs' as const), count: fc.integer({ min: 1, max: 6 }) }),
  },
  { weight: 2, arbitrary: one<Step>({ do: 'sweep' }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('webhook' as const), which: fc.nat(5) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('calendar' as const),
      fails: fc.constantFrom('slot_taken', 'limited', 'unreachable', 'lost_before', 'lost_after'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('somebody_else_books' as const), start: fc.nat(2) }) },
  { weight: 1, arbitrary: one<Step>({ do: 'host_cancels' }) },
  { weight: 2, arbitrary: one<Step>({ do: 'booking_lands_late' }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('stripe' as const),
      act: fc.constantFrom('prepare', 'capture', 'cancel', 'refund'),
      fails: fc.constantFrom('unreachable', 'limited', 'refused', 'lost_before', 'lost_after'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('stripe_unreadable', 'calendar_unreadable', 'records_down', 'all_well'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('records' as const),
      method: fc.constantFrom('createPatient', 'createAppointment', 'deleteAppointment'),
      done: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('kill' as const), before: fc.integer({ min: 1, max: 14 }) }),
  },
);

/** How it should go; a walk takes a part of it, with anything at all in between. */
const usual: readonly Step[] = [
  { do: 'hold', who: 0, start: 0, sameKey: false },
  { do: 'pay', who: 0, card: 'pays' },
  { do: 'confirm', who: 0 },
  { do: 'jobs', count: 6 },
  { do: 'cancel', who: 0 },
  { do: 'jobs', count: 6 },
];
const between = fc.array(step, { maxLength: 3 });
export const anyWalk: fc.Arbitrary<Step[]> = fc
  .tuple(fc.integer({ min: 1, max: usual.length }), fc.array(between, { minLength: 7, maxLength: 7 }))
  .map(([length, gaps]) =>
    gaps
      .slice(0, length + 1)
      .flatMap((gap, at) => [...gap, ...usual.slice(at, at + 1).slice(0, at < length ? 1 : 0)]),
  );

/** What patients, vendors and operators may do to a clinic, one after the other. */
export class Walk {
  readonly #world: World;
  readonly #held: [PaidBookingHeld | null, PaidBookingHeld | null] = [null, null];
  readonly #delivered: PaymentNotice[] = [];
  #undelivered: PaymentNotice[] = [];
  #killBefore = Number.POSITIVE_INFINITY;
  #server: ReturnType<typeof serverOn>;
  #requests = 0;

  constructor(world: World) {
    this.#world = world;
    this.#server = serverOn(world);
  }

  async take(step: Step): Promise<void> {
    if (step.do === 'kill') {
      this.#killBefore = step.before;
      this.#server = serverOn(this.#world, this.#killBefore);
      return;
    }
    try {
      await this.#act(step);
    } catch (error) {
      // A refusal is an answer, a vendor that cannot be read is one, too, and a killed server is gone.
      if (!(error instanceof Problem || error instanceof UpstreamError || error instanceof Crash))
        throw error;
    }
    if (Number.isFinite(this.#killBefore)) {
      this.#killBefore = Number.POSITIVE_INFINITY;
      this.#server = serverOn(this.#world);
    }
  }

  /** Everything works again, and time goes by. */
  async end(): Promise<void> {
    this.#allWell();
    this.#server = serverOn(this.#world);
    for (let round = 0; round < 3; round += 1) {
      await this.#server.jobs.runAll();
      for (const notice of this.#fresh()) await this.#deliver(notice);
      await sweep(this.#server.deps, never);
    }
    await this.#server.jobs.runAll();
  }

  async #act(step: Exclude<Step, { do: 'kill' }>): Promise<void> {
    const { deps, jobs } = this.#server;
    const { calendar, clock, payments, records } = this.#world;
    switch (step.do) {
      case 'hold':
        return this.#hold(step);
      case 'pay': {
        const id = this.#paymentOf(step.who);
        if (id !== null && payments.payments.get(id)?.state === 'awaiting_card') payments.pay(id, step.card);
        return;
      }
      case 'second_step': {
        const id = this.#paymentOf(step.who);
        if (id !== null && payments.payments.get(id)?.state === 'awaiting_second_step') {
          payments.finishSecondStep(id, step.passed);
        }
        return;
      }
      case 'confirm':
      case 'extend':
      case 'leave':
      case 'cancel': {
        const held = this.#held[step.who];
        if (!held) return;
        const booking = await mustLoadBooking(deps, this.#world.store.db, held.bookingId);
        if (step.do === 'confirm') await confirmPaid(deps, booking);
        else if (step.do === 'extend') await extendHold(deps, booking, undefined);
        else if (step.do === 'leave') await leave(deps, booking, undefined);
        else await cancelBooking(deps, booking, undefined);
        return;
      }
      case 'wait':
        clock.at = new Date(clock.at.getTime() + step.minutes * minute);
        return;
      case 'jobs':
        for (let count = 0; count < step.count; count += 1) await jobs.runDue();
        return;
      case 'sweep':
        return sweep(deps, never);
      case 'webhook': {
        this.#undelivered.push(...this.#fresh());
        const notices = [...this.#undelivered, ...this.#delivered];
        const notice = notices[step.which % Math.max(1, notices.length)];
        if (notice) await this.#deliver(notice);
        return;
      }
      case 'calendar':
        calendar.failNextBookings(step.fails);
        return;
      case 'somebody_else_books':
        calendar.close(followupType('dr_dia'), [walkStarts[step.start] ?? '']);
        return;
      case 'host_cancels': {
        const found = calendar.appointments.find((one) => one.status === 'active');
        if (!found) return;
        calendar.cancelByHost(found.eventId);
        // The notice comes as soon as the booking can be told.
        await cancelledInCalendar(deps, { eventId: found.eventId }).catch((error: unknown) => {
          if (error instanceof Crash) throw error;
        });
        this.#cancelledByHost.push(found.eventId);
        return;
      }
      case 'booking_lands_late':
        return this.#landLate();
      case 'stripe':
        payments.failNext(step.act, step.fails);
        return;
      case 'stripe_unreadable':
        payments.breakReading();
        return;
      case 'calendar_unreadable':
        calendar.breakReading('dr_dia');
        return;
      case 'records_down':
        records.down();
        return;
      case 'records':
        records.failNext(step.method, new UpstreamError('medirecords', 'timeout'), {
          afterCommit: step.done,
        });
        return;
      case 'all_well':
        this.#allWell();
    }
  }

  readonly #cancelledByHost: string[] = [];

  async #hold({ who, start, sameKey }: Extract<Step, { do: 'hold' }>): Promise<void> {
    this.#requests += sameKey ? 0 : 1;
    const idempotencyKeyHash = `${who}-${this.#requests}`;
    const request = paidRequest(walkStarts[start] ?? '');
    const patient = { ...request.patient, email: `p${who}@example.com`, lastName: who ? 'Other' : 'Sample' };
    this.#held[who] = await bookPaid(
      this.#server.deps,
      { ...request, patient },
      { idempotencyKeyHash, requestId: 'r' },
    );
  }

  /** A try whose answer was lost reaches the calendar after all, within the time that we allow for it. */
  async #landLate(): Promise<void> {
    const { calendar, clock, store } = this.#world;
    const since = new Date(clock.at.getTime() - 50_000);
    const tries = await store.db
      .select()
      .from(bookingSteps)
      .where(and(eq(bookingSteps.outcome, 'unknown'), gt(bookingSteps.startedAt, since)));
    for (const { bookingId } of tries) {
      const attempt = calendar.attempts.findLast((one) => one.bookingId === bookingId);
      const landed = calendar.appointments.some((one) => one.bookingId === bookingId);
      if (attempt && !landed) await calendar.book(attempt);
    }
  }

  #paymentOf(who: Patient): string | null {
    return this.#held[who]?.payment.clientSecret.replace('_secret', '') ?? null;
  }

  #fresh(): PaymentNotice[] {
    return this.#world.payments.take();
  }

  async #deliver(notice: PaymentNotice): Promise<void> {
    const { store, clock } = this.#world;
    const { jobs } = this.#server;
    const app = testApp(paymentNoticeRoutes({ store, jobs, clock, notices: new InMemoryPaymentNotices() }), {
      clock,
    });
    const { body, signature } = InMemoryPaymentNotices.deliveryOf(notice);
    const answer = await app.request('/api/webhooks/stripe', {
      method: 'POST',
      headers: { 'Stripe-Signature': signature },
      body: new Uint8Array(body),
    });
    assert.equal(answer.status, 204);
    this.#undelivered = this.#undelivered.filter((one) => one !== notice);
    this.#delivered.push(notice);
  }

  #allWell(): void {
    const { calendar, payments, records } = this.#world;
    calendar.mend('dr_dia');
    payments.mend();
    records.up();
  }

  /** Told again at the end: Calendly repeats a notice until it is taken. */
  async repeatCalendarNotices(): Promise<void> {
    for (const eventId of this.#cancelledByHost) await cancelledInCalendar(this.#server.deps, { eventId });
  }
}
