import { type Feature, worksOn } from '../../platform/feature.ts';
import { paidBookingRoutes } from './api/paid-routes.ts';
import { bookingRoutes } from './api/routes.ts';
import { cannotWithdraw, withdraw } from './cancelling/cancel-event.ts';
import { cancelledInCalendar } from './cancelling/cancelled-in-calendar.ts';
import type { BookingDeps } from './deps.ts';
import { awaitVideoLink, settleBooking, watchHold, withdrawAppointment } from './jobs.ts';
import { confirmWithoutLink, lookForVideoLink } from './messages/video-link.ts';
import { proceed } from './placing/on-authorised.ts';
import { askAboutDispute, askAboutStuckPayment } from './placing/payment-trouble.ts';
import { cannotSettle, resumeSettling, settle } from './placing/reconcile.ts';
import { sweep } from './placing/sweep.ts';
import { watchHoldJob } from './placing/watch-hold.ts';
import { appointmentRecords, unfinishedBookings } from './retention.ts';
import { bookingSealedColumns } from './sealed-columns.ts';

/** Appointments, from the first hold to their end. */
export function bookingsFeature(deps: BookingDeps): Feature {
  return {
    name: 'bookings',
    routes: [...bookingRoutes(deps), ...paidBookingRoutes(deps)],
    jobs: [
      worksOn(settleBooking, (run) => settle(deps, run), { onGivenUp: (run) => cannotSettle(deps, run) }),
      worksOn(watchHold, (run) => watchHoldJob(deps, run), {
        // The sweeper looks at every unpaid booking, with or without this job.
        onGivenUp: async ({ log, payload }) =>
          log.error('A hold could not be looked after for a day', { bookingId: payload.bookingId }),
      }),
      worksOn(awaitVideoLink, (run) => lookForVideoLink(deps, run), {
        onGivenUp: (run) => confirmWithoutLink(deps, run),
      }),
      worksOn(withdrawAppointment, (run) => withdraw(deps, run), {
        onGivenUp: (run) => cannotWithdraw(deps, run),
      }),
    ],
    schedules: [
      {
        name: 'sweep-bookings',
        everySeconds: deps.pace.sweepEverySeconds,
        expireSeconds: 600,
        run: ({ signal }) => sweep(deps, signal),
      },
    ],
    on: {
      'payment.authorised': ({ ids, signal }) => proceed(deps, ids.bookingId, { onPage: false, signal }),
      'payment.stuck': ({ ids }) => askAboutStuckPayment(deps, ids.bookingId),
      'payment.disputed': ({ ids }) => askAboutDispute(deps, ids.bookingId),
      'calendar.event_cancelled': ({ ids }) => cancelledInCalendar(deps, { eventId: ids.calendarEventId }),
    },
    sealedColumns: bookingSealedColumns,
    retention: [appointmentRecords, unfinishedBookings],
    async start() {
      await resumeSettling(deps);
    },
  };
}
