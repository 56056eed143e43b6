import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { OfferDeps, WaitlistDeps } from './deps.ts';
import { lookAfterWaitlists, scheduleRound, waitlistRound } from './launching/waitlist-maintenance.ts';
import { cannotLookAfter, lookAfterFreedSlot } from './offers/offer-freed-slot.ts';
import { lookAfterFreed } from './offers/offer-jobs.ts';

/** Says what the jobs of waitlists do. */
export function registerWaitlist(deps: WaitlistDeps, jobs: Pick<Jobs, 'work' | 'onGivenUp'>): void {
  jobs.work(waitlistRound, async () => {
    await lookAfterWaitlists(deps);
    await scheduleRound(deps);
  });
  jobs.onGivenUp(waitlistRound, () => scheduleRound(deps));
}

/** Says what the job of freed times does. Apart: it needs bookings, which need the waitlist. */
export function registerOffers(deps: OfferDeps, jobs: Pick<Jobs, 'work' | 'onGivenUp'>): void {
  jobs.work(lookAfterFreed, ({ payload, signal }) => lookAfterFreedSlot(deps, payload.freedSlotId, signal));
  jobs.onGivenUp(lookAfterFreed, ({ payload }) => cannotLookAfter(deps, payload.freedSlotId));
}
