import { type StaffWaitlist, waitlistOfferStatus } from '@botaniqal/shared/contracts/waitlist.ts';
import { and, count, countDistinct, eq, inArray, isNull, or } from 'drizzle-orm';
import { Gauge } from 'prom-client';
import type { Metrics } from '../../../platform/observability/metrics.ts';
import type { Queryable, Transaction } from '../../../platform/store/database.ts';
import type { WaitlistDeps } from '../deps.ts';
import { audit } from '../entry-store.ts';
import { markOfferBooked, withdrawOffersOf } from '../offers/offer-store.ts';
import { slotOffers, waitlistEntries } from '../tables.ts';

type Conversion = StaffWaitlist['conversion'];

/**
 * Somebody has an appointment for a service: if they waited for it, they no longer do, and a time that was offered to
 * them goes on to the next. Known by their address, or because the booking came from their invitation or offer. In the
 * transaction that confirms the booking.
 */
export async function markBooked(
  tx: Transaction,
  deps: Pick<WaitlistDeps, 'personKeys' | 'clock' | 'jobs'>,
  booking: { id: string; service: string; email: string },
): Promise<void> {
  const at = deps.clock.now();
  const rows = await tx
    .update(waitlistEntries)
    .set({ status: 'booked', bookedAt: at, bookingId: booking.id })
    .where(
      and(
        isNull(waitlistEntries.bookedAt),
        or(
          and(
            eq(waitlistEntries.service, booking.service),
            eq(waitlistEntries.personKey, deps.personKeys.of(booking.email)),
            inArray(waitlistEntries.status, ['waiting', 'invited']),
          ),
          // An invitation may have lapsed while its booking was being paid.
          and(
            or(
              eq(waitlistEntries.bookingId, booking.id),
              inArray(waitlistEntries.id, offeredFor(tx, booking.id)),
            ),
            inArray(waitlistEntries.status, ['waiting', 'invited', 'lapsed']),
          ),
        ),
      ),
    )
    .returning({ id: waitlistEntries.id });
  for (const { id } of rows) await audit(tx, id, 'waitlist.booked', { actor: 'system', at });
  await markOfferBooked(tx, deps, booking.id);
  await withdrawOffersOf(
    tx,
    deps,
    rows.map((row) => row.id),
    { actor: 'system' },
  );
}

/** Whose offer became this booking. */
function offeredFor(tx: Transaction, bookingId: string) {
  return tx
    .select({ id: slotOffers.entryId })
    .from(slotOffers)
    .where(and(eq(slotOffers.bookingId, bookingId), eq(slotOffers.status, 'accepted')));
}

/** Of everybody who ever joined: how far they came. */
export async function conversionOf(db: Queryable, service: string): Promise<Conversion> {
  const rows = await db
    .select({
      status: waitlistEntries.status,
      all: count(),
      confirmed: count(waitlistEntries.confirmedAt),
      invited: count(waitlistEntries.invitedAt),
      booked: count(waitlistEntries.bookedAt),
    })
    .from(waitlistEntries)
    .where(eq(waitlistEntries.service, service))
    .groupBy(waitlistEntries.status);
  const [offers] = await db
    .select({ people: countDistinct(slotOffers.entryId) })
    .from(slotOffers)
    .where(eq(slotOffers.service, service));
  const sum = (of: 'all' | 'confirmed' | 'invited' | 'booked') =>
    rows.reduce((total, row) => total + Number(row[of]), 0);
  const now = (status: string) => Number(rows.find((row) => row.status === status)?.all ?? 0);
  return {
    joined: sum('all'),
    confirmed: sum('confirmed'),
    invited: sum('invited'),
    offered: Number(offers?.people ?? 0),
    booked: sum('booked'),
    waiting: now('waiting'),
    lapsed: now('lapsed'),
    left: now('left'),
  };
}

/** Sets the gauge of how far people came. Call the result before the metrics are read: it holds for all processes. */
export function waitlistGauge(deps: Pick<WaitlistDeps, 'store' | 'clinic'>, metrics: Metrics) {
  const gauge = new Gauge({
    name: 'bq_waitlist_people',
    help: 'People on waitlists, by how far they came (joined, confirmed, invited, offered and booked count everybody ever)',
    labelNames: ['service', 'stage'] as const,
    registers: [metrics.registry],
  });
  const offers = new Gauge({
    name: 'bq_waitlist_offers',
    help: 'Freed times that were offered to people on waitlists, by what became of them',
    labelNames: ['service', 'outcome'] as const,
    registers: [metrics.registry],
  });
  return async function gaugeWaitlists(): Promise<void> {
    const { service, status } = slotOffers;
    const outcomes = await deps.store.db
      .select({ service, outcome: status, all: count() })
      .from(slotOffers)
      .groupBy(service, status);
    for (const { id } of deps.clinic.services) {
      for (const outcome of waitlistOfferStatus.options) {
        const found = outcomes.find((row) => row.service === id && row.outcome === outcome);
        offers.set({ service: id, outcome }, Number(found?.all ?? 0));
      }
    }
    for (const { id } of deps.clinic.services) {
      for (const [stage, people] of Object.entries(await conversionOf(deps.store.db, id))) {
        gauge.set({ service: id, stage }, people);
      }
    }
  };
}
