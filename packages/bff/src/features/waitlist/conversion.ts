import type { StaffWaitlist } from '@botaniqal/shared/contracts/waitlist.ts';
import { and, count, eq, inArray, isNull } from 'drizzle-orm';
import { Gauge } from 'prom-client';
import type { Metrics } from '../../platform/observability/metrics.ts';
import type { Queryable, Transaction } from '../../platform/store/database.ts';
import type { WaitlistDeps } from './deps.ts';
import { audit } from './ledger.ts';
import { waitlistEntries } from './tables.ts';

type Conversion = StaffWaitlist['conversion'];

/**
 * Somebody has an appointment for a service: if they waited for it, they no longer do. In the transaction that
 * confirms the booking.
 */
export async function noteBooked(
  tx: Transaction,
  deps: Pick<WaitlistDeps, 'personKeys' | 'clock'>,
  booking: { id: string; service: string; email: string },
): Promise<void> {
  const at = deps.clock.now();
  const rows = await tx
    .update(waitlistEntries)
    .set({ status: 'booked', bookedAt: at, bookingId: booking.id })
    .where(
      and(
        eq(waitlistEntries.service, booking.service),
        eq(waitlistEntries.personKey, deps.personKeys.of(booking.email)),
        inArray(waitlistEntries.status, ['waiting', 'invited']),
        isNull(waitlistEntries.bookedAt),
      ),
    )
    .returning({ id: waitlistEntries.id });
  for (const { id } of rows) await audit(tx, id, 'waitlist.booked', { actor: 'system', at });
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
  const sum = (of: 'all' | 'confirmed' | 'invited' | 'booked') =>
    rows.reduce((total, row) => total + Number(row[of]), 0);
  const now = (status: string) => Number(rows.find((row) => row.status === status)?.all ?? 0);
  return {
    joined: sum('all'),
    confirmed: sum('confirmed'),
    invited: sum('invited'),
    offered: 0,
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
    help: 'People on waitlists, by how far they came (joined, confirmed, invited and booked count everybody ever)',
    labelNames: ['service', 'stage'] as const,
    registers: [metrics.registry],
  });
  return async function gaugeWaitlists(): Promise<void> {
    for (const { id } of deps.clinic.services) {
      for (const [stage, people] of Object.entries(await conversionOf(deps.store.db, id))) {
        gauge.set({ service: id, stage }, people);
      }
    }
  };
}
