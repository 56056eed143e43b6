import { type Feature, worksOn } from '../../platform/feature.ts';
import type { StaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import type { Transaction } from '../../platform/store/database.ts';
import { type Booking, loadBooking } from '../bookings/index.ts';
import type { FormDeps } from './deps.ts';
import { eraseExpiredCopyLinks } from './document/copies/copy-links.ts';
import { copyRoutes } from './document/copies/copy-routes.ts';
import {
  askStaffToSendCopy,
  mailCopy,
  mailFormCopy,
  queuePatientCopy,
} from './document/copies/form-copies.ts';
import { draftRoutes } from './drafts/draft-routes.ts';
import { eraseExpiredDrafts } from './drafts/drafts.ts';
import { submissionRecords } from './retention.ts';
import { type FormRouteDeps, formRoutes } from './routes.ts';
import { formSealedColumns } from './sealed-columns.ts';
import type { StaffFormDeps } from './staff/list-forms.ts';
import { staffFormRoutes } from './staff/staff-form-routes.ts';
import { loadSubmission } from './submission.ts';
import { followAttendance, followConfirmed, followEnded } from './triage/follow-booking.ts';
import { sessionsOfCalls } from './triage/sessions-of-calls.ts';
import { staffTriageRoutes } from './triage/staff-routes.ts';

/** Forms and triage: what patients are asked and answer. */
export function formsFeature(deps: FormRouteDeps & StaffFormDeps & { staff: StaffAuth }): Feature {
  return {
    name: 'forms',
    routes: [
      ...draftRoutes(deps),
      ...formRoutes(deps),
      ...copyRoutes(deps),
      ...staffTriageRoutes(deps),
      ...staffFormRoutes(deps),
    ],
    jobs: [
      worksOn(mailFormCopy, (run) => mailCopy(deps, run), {
        onGivenUp: ({ payload }) => askStaffToSendCopy(deps, payload.submissionId),
      }),
    ],
    schedules: [
      {
        name: 'erase-expired-drafts',
        everySeconds: 3600,
        firstAfterSeconds: 1,
        run: async ({ log }) => {
          const count = await eraseExpiredDrafts(deps);
          await eraseExpiredCopyLinks(deps);
          if (count > 0) log.info('Drafts whose time was over are forgotten', { count });
        },
      },
    ],
    on: {
      'form.submitted': ({ ids }) => sendCopy(deps, ids.submissionId),
      'booking.confirmed': ({ ids }) => sessionFollowsBooking(deps, ids.bookingId),
      // The session follows: its consultant and its time.
      'booking.moved': ({ ids }) => sessionFollowsBooking(deps, ids.bookingId),
      'booking.time_freed': ({ ids }) => withBooking(deps, ids.bookingId, followEnded),
      'booking.ended_unconfirmed': ({ ids }) => withBooking(deps, ids.bookingId, followEnded),
      'booking.no_show': ({ ids }) => withBooking(deps, ids.bookingId, followAttendance),
    },
    sealedColumns: formSealedColumns,
    retention: [submissionRecords, sessionsOfCalls],
  };
}

async function sendCopy(deps: FormDeps, submissionId: string): Promise<void> {
  const submission = await loadSubmission(deps, deps.store.db, submissionId);
  if (submission) await deps.store.db.transaction((tx) => queuePatientCopy(tx, deps, submission));
}

/** The triage belongs to a patient from now on: the event says so to the features that file it. */
async function sessionFollowsBooking(deps: FormDeps, bookingId: string): Promise<void> {
  const booking = await loadBooking(deps, deps.store.db, bookingId);
  // The event may come after a cancellation: the present state counts.
  if (booking?.status !== 'confirmed') return;
  await deps.store.db.transaction(async (tx) => {
    const submissionId = await followConfirmed(tx, deps, booking);
    if (submissionId === null) return;
    // A session of a call has no form to file.
    const submission = await loadSubmission(deps, tx, submissionId);
    if (submission) await deps.events.emit(tx, 'triage.booked', { submissionId, bookingId });
  });
}

async function withBooking(
  deps: FormDeps,
  bookingId: string,
  follow: (tx: Transaction, deps: FormDeps, booking: Booking) => Promise<void>,
): Promise<void> {
  const booking = await loadBooking(deps, deps.store.db, bookingId);
  if (booking) await deps.store.db.transaction((tx) => follow(tx, deps, booking));
}
