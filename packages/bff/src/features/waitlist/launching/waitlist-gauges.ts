import { waitlistOfferStatus } from '@botaniqal/shared/contracts/waitlist.ts';
import { count } from 'drizzle-orm';
import { Gauge } from 'prom-client';
import type { Metrics } from '../../../platform/observability/metrics.ts';
import type { WaitlistDeps } from '../deps.ts';
import { slotOffers } from '../tables.ts';
import { conversionOf } from './conversion.ts';

/**
 * Creates the gauges of waitlists. Call the returned function before the metrics are read: it counts in the store,
 * for all servers.
 */
export function waitlistGauge(deps: Pick<WaitlistDeps, 'store' | 'clinic'>, metrics: Metrics) {
  const gauge = new Gauge({
    name: 'bq_waitlist_people',
    help: 'People on waitlists, by how far they came (joined, confirmed, invited, offered and booked count all people ever)',
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
