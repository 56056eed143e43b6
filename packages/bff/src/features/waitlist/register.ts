import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { OfferDeps, WaitlistDeps } from './deps.ts';
import { cannotLookAfter, lookAfterFreedSlot } from './look-after-freed.ts';
import { lookAfterFreed } from './offer-jobs.ts';
import { lookAfterWaitlists, scheduleRound, waitlistRound } from './rounds.ts';

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
