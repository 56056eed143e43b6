import type { Jobs } from '../../platform/jobs/jobs.ts';
import { cannotWithdraw, withdraw } from './cancelling/cancel-event.ts';
import type { BookingDeps } from './deps.ts';
import { cannotFile, fileConsultationJob } from './filing/file-booking.ts';
import { cannotUnfile, unfile } from './filing/remove-appointment.ts';
import {
  awaitVideoLink,
  fileConsultation,
  settleBooking,
  sweepBookings,
  unfileConsultation,
  watchHold,
  withdrawAppointment,
} from './jobs.ts';
import { confirmWithoutLink, lookForVideoLink } from './messages/video-link.ts';
import { cannotSettle, settle } from './placing/reconcile.ts';
import { scheduleSweep, sweep } from './placing/sweep.ts';
import { watchHoldJob } from './placing/watch-hold.ts';

/** Says what the jobs of bookings do, and what happens when they have failed every time. */
export function registerBookings(deps: BookingDeps, jobs: Pick<Jobs, 'work' | 'onGivenUp'>): void {
  jobs.work(settleBooking, (run) => settle(deps, run));
  jobs.onGivenUp(settleBooking, (run) => cannotSettle(deps, run));
  jobs.work(watchHold, (run) => watchHoldJob(deps, run));
  jobs.onGivenUp(watchHold, async ({ log, payload }) => {
    // The sweeper looks at every unpaid booking, with or without this job.
    log.error('A hold could not be looked after for a day', { bookingId: payload.bookingId });
  });
  jobs.work(sweepBookings, async ({ signal }) => {
    await sweep(deps, signal);
    await scheduleSweep(deps);
  });
  jobs.onGivenUp(sweepBookings, () => scheduleSweep(deps));
  jobs.work(awaitVideoLink, (run) => lookForVideoLink(deps, run));
  jobs.onGivenUp(awaitVideoLink, (run) => confirmWithoutLink(deps, run));
  jobs.work(withdrawAppointment, (run) => withdraw(deps, run));
  jobs.onGivenUp(withdrawAppointment, (run) => cannotWithdraw(deps, run));
  // One at a time: two first bookings of one person, at once, would make two records.
  jobs.work(fileConsultation, (run) => fileConsultationJob(deps, run), { concurrency: 1 });
  jobs.onGivenUp(fileConsultation, (run) => cannotFile(deps, run));
  jobs.work(unfileConsultation, (run) => unfile(deps, run));
  jobs.onGivenUp(unfileConsultation, (run) => cannotUnfile(deps, run));
}
