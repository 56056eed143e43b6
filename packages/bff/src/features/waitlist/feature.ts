import { type Feature, worksOn } from '../../platform/feature.ts';
import type { Metrics } from '../../platform/observability/metrics.ts';
import type { StaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import type { OfferDeps } from './deps.ts';
import { forgetClickIds } from './entry-touches.ts';
import { waitlistGauge } from './launching/waitlist-gauges.ts';
import { maintainWaitlists } from './launching/waitlist-maintenance.ts';
import { unsubscribeRoutes } from './managing/unsubscribe-routes.ts';
import { closeUnofferedSlot, offerFreedSlot } from './offers/offer-freed-slot.ts';
import { offerFreedSlotJob } from './offers/offer-jobs.ts';
import { waitlistOfferRoutes } from './offers/offer-routes.ts';
import { endedWaits } from './retention.ts';
import { type WaitlistRouteDeps, waitlistRoutes } from './routes.ts';
import { waitlistSealedColumns } from './sealed-columns.ts';
import { staffWaitlistRoutes } from './staff/staff-routes.ts';

/** People who wait for a service or for a freed time. */
export function waitlistFeature(
  deps: OfferDeps & WaitlistRouteDeps & { staff: StaffAuth; metrics: Metrics },
): Feature {
  return {
    name: 'waitlist',
    routes: [
      ...waitlistRoutes(deps),
      ...waitlistOfferRoutes(deps),
      ...unsubscribeRoutes(deps),
      ...staffWaitlistRoutes(deps),
    ],
    jobs: [
      worksOn(offerFreedSlotJob, ({ payload, signal }) => offerFreedSlot(deps, payload.freedSlotId, signal), {
        onGivenUp: ({ payload }) => closeUnofferedSlot(deps, payload.freedSlotId),
      }),
    ],
    schedules: [
      {
        name: 'waitlist-maintenance',
        everySeconds: 300,
        firstAfterSeconds: 1,
        expireSeconds: 120,
        run: () => maintainWaitlists(deps),
      },
      {
        name: 'forget-click-ids-of-waitlists',
        everySeconds: 86_400,
        firstAfterSeconds: 60,
        expireSeconds: 300,
        run: () => forgetClickIds(deps),
      },
    ],
    sealedColumns: waitlistSealedColumns,
    retention: [endedWaits],
    gauges: waitlistGauge(deps, deps.metrics),
  };
}
