import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { silentLog } from '../../platform/observability/log.ts';
import { createMetrics } from '../../platform/observability/metrics.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import { paymentGateways } from '../../ports/payments/gateway.ts';
import { freshWorld, sealing, type World } from '../../testing/fixtures/bookings/booking-fixture.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { InMemoryPayments } from '../../testing/vendors/stripe.ts';
import type { PaymentDeps } from './deps.ts';
import { abandonPayment } from './goals/abandon-payment.ts';
import { cancelUnpaid } from './goals/cancel-unpaid.ts';
import { captureNow, lookAtPayment, reachGoal } from './goals/reconcile-payment.ts';
import { preparePayment } from './prepare-payment.ts';
import { paymentOf, setPaymentGoal } from './stored-payment.ts';

describe('two payment providers', () => {
  let store: Store;
  let world: World;
  let first: InMemoryPayments;
  let second: InMemoryPayments;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshWorld(store);
    first = new InMemoryPayments(world.clock.now, 'first');
    second = new InMemoryPayments(world.clock.now, 'second');
  });

  const depsPreferring = (preferred: InMemoryPayments, other: InMemoryPayments): PaymentDeps => ({
    store,
    jobs: world.jobs.process(() => undefined),
    events: { emit: async () => undefined },
    gateways: paymentGateways(preferred, [other]),
    sealing,
    clock: world.clock,
    log: silentLog,
    metrics: createMetrics(),
  });
  const request = (bookingId: string) => ({
    bookingId,
    amountCents: 7900,
    currency: 'AUD',
    description: 'Appointment',
    receiptEmail: 'alex@example.com',
  });
  const actsOf = ({ acts }: InMemoryPayments) => acts.map((one) => one.act);

  it('take new payments at the preferred one, and each payment stays where it was made', async () => {
    const before = depsPreferring(first, second);
    const now = depsPreferring(second, first);
    const [old, recent] = [crypto.randomUUID(), crypto.randomUUID()];
    const made = [await preparePayment(before, request(old)), await preparePayment(now, request(recent))];
    assert.deepEqual(
      made.map((one) => one?.provider),
      ['first', 'second'],
    );
    // Both vendors count from one: the same id at two providers is two payments.
    assert.equal(made[0]?.paymentId, made[1]?.paymentId);

    first.pay(made[0]?.paymentId ?? '');
    for (const bookingId of [old, recent]) await lookAtPayment(now, bookingId);
    assert.equal((await paymentOf(store.db, old))?.state, 'authorised');
    assert.equal((await paymentOf(store.db, recent))?.state, 'awaiting_card');

    await store.db.transaction(async (tx) => {
      await setPaymentGoal(tx, now, old, { goal: 'capture', now: world.clock.now() });
      await setPaymentGoal(tx, now, recent, { goal: 'release', now: world.clock.now() });
    });
    await captureNow(now, old);
    assert.equal(await reachGoal(now, recent), 'done');
    await store.db.transaction((tx) =>
      setPaymentGoal(tx, now, old, { goal: 'refund', refundCents: 7900, now: world.clock.now() }),
    );
    assert.equal(await reachGoal(now, old), 'done');
    assert.deepEqual(actsOf(first), ['prepare', 'capture', 'refund']);
    assert.deepEqual(actsOf(second), ['prepare', 'cancel']);
  });

  it('let a booking be paid anew at another one after a release, and never have two live payments', async () => {
    const bookingId = crypto.randomUUID();
    const before = depsPreferring(first, second);
    const now = depsPreferring(second, first);
    await preparePayment(before, request(bookingId));
    assert.equal((await preparePayment(now, request(bookingId)))?.provider, 'first', 'the first one is live');
    assert.deepEqual(actsOf(second), ['prepare', 'cancel']);
    await store.db.transaction((tx) =>
      setPaymentGoal(tx, now, bookingId, { goal: 'release', now: world.clock.now() }),
    );
    assert.equal(await reachGoal(now, bookingId), 'done');
    world.clock.at = new Date(world.clock.at.getTime() + 60_000);
    const again = await preparePayment(now, request(bookingId));
    assert.deepEqual([again?.provider, again?.goal], ['second', 'none']);
    assert.equal((await paymentOf(store.db, bookingId))?.provider, 'second');
  });

  it('are both searched for a payment whose making was never answered', async () => {
    const bookingId = crypto.randomUUID();
    const askedAt = world.clock.now();
    first.failNext('prepare', 'lost_after');
    assert.equal(await preparePayment(depsPreferring(first, second), request(bookingId)), null);
    const now = depsPreferring(second, first);
    assert.equal(await cancelUnpaid(now, { bookingId, askedAt }), 'ended');
    assert.deepEqual(
      [...first.payments.values()].map((one) => one.state),
      ['cancelled'],
    );
    await abandonPayment(now, { payload: { bookingId, provider: 'first', askedAt: askedAt.toISOString() } });
    assert.deepEqual(actsOf(first), ['prepare', 'cancel']);
  });

  it('refuse a payment of a provider that is not registered', () => {
    assert.throws(() => paymentGateways(first).of('second'), /second/);
  });
});
