import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { OfferDeps, WaitlistDeps } from './deps.ts';
import {
  maintainWaitlists,
  scheduleWaitlistMaintenance,
  waitlistMaintenance,
} from './launching/waitlist-maintenance.ts';
import { closeUnofferedSlot, offerFreedSlot } from './offers/offer-freed-slot.ts';
import { offerFreedSlotJob } from './offers/offer-jobs.ts';

/** Says what the jobs of waitlists do. */
export function registerWaitlist(deps: WaitlistDeps, jobs: Pick<Jobs, 'work' | 'onGivenUp'>): void {
  jobs.work(waitlistMaintenance, async () => {
    await maintainWaitlists(deps);
    await scheduleWaitlistMaintenance(deps);
  });
  jobs.onGivenUp(waitlistMaintenance, () => scheduleWaitlistMaintenance(deps));
}

/** Says what the job of freed times does. Apart: it needs bookings, which need the waitlist. */
export function registerOffers(deps: OfferDeps, jobs: Pick<Jobs, 'work' | 'onGivenUp'>): void {
  jobs.work(offerFreedSlotJob, ({ payload, signal }) => offerFreedSlot(deps, payload.freedSlotId, signal));
  jobs.onGivenUp(offerFreedSlotJob, ({ payload }) => closeUnofferedSlot(deps, payload.freedSlotId));
}
