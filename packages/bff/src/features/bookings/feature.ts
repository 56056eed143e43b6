import { type Feature, worksOn } from '../../platform/feature.ts';
import type { StaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import { movingRoutes } from './api/moving-routes.ts';
import { paidBookingRoutes } from './api/paid-routes.ts';
import { quoteRoutes } from './api/quote-routes.ts';
import { bookingRoutes } from './api/routes.ts';
import { attendanceInCalendar } from './attendance/note-no-show.ts';
import { cancelCalendarEvent, cannotCancelCalendarEvent } from './cancelling/cancel-event.ts';
import { cancelledInCalendar } from './cancelling/cancelled-in-calendar.ts';
import type { BookingDeps } from './deps.ts';
import { forgetClickIds } from './forget-click-ids.ts';
import {
  awaitVideoLinkJob,
  cancelCalendarEventJob,
  clearMoveJob,
  leaveCalendarEventJob,
  moveBookingJob,
  reconcileBookingJob,
  watchHoldJob,
} from './jobs.ts';
import { queueAfterVisitMails } from './messages/after-visit.ts';
import { confirmWithoutLink, sendVideoLink } from './messages/video-link.ts';
import { adoptMove } from './moving/elsewhere/adopt-move.ts';
import { cannotGoOnWithMove, goOnWithMove } from './moving/go-on-with-move.ts';
import {
  cannotClearMove,
  cannotLeaveCalendarEvent,
  clearMove,
  leaveCalendarEvent,
} from './moving/leaving/leave-calendar-event.ts';
import { queueReminders } from './reminders/queue-reminders.ts';
import { appointmentRecords, unfinishedBookings } from './retention.ts';
import { onPaymentAuthorised } from './running/on-authorised.ts';
import { askAboutDispute, askAboutStuckPayment } from './running/payment-trouble.ts';
import { cannotReconcile, reconcileBooking, resumeReconciling } from './running/reconcile.ts';
import { sweep } from './running/sweep.ts';
import { watchHold } from './running/watch-hold.ts';
import { bookingSealedColumns } from './sealed-columns.ts';
import { staffBookingRoutes } from './staff/staff-booking-routes.ts';

/** Appointments, from the first hold to their end. @param staff left out: without the routes of staff */
export function bookingsFeature(deps: BookingDeps, staff?: StaffAuth): Feature {
  return {
    name: 'bookings',
    routes: [
      ...bookingRoutes(deps),
      ...paidBookingRoutes(deps),
      ...quoteRoutes(deps),
      ...movingRoutes(deps),
      ...(staff ? staffBookingRoutes({ ...deps, staff }) : []),
    ],
    jobs: [
      worksOn(reconcileBookingJob, (run) => reconcileBooking(deps, run), {
        onGivenUp: (run) => cannotReconcile(deps, run),
      }),
      worksOn(watchHoldJob, (run) => watchHold(deps, run), {
        // The sweeper looks at every unpaid booking, with or without this job.
        onGivenUp: async ({ log, payload }) =>
          log.error('A hold could not be looked after for a day', { bookingId: payload.bookingId }),
      }),
      worksOn(awaitVideoLinkJob, (run) => sendVideoLink(deps, run), {
        onGivenUp: (run) => confirmWithoutLink(deps, run),
      }),
      worksOn(moveBookingJob, (run) => goOnWithMove(deps, run), {
        onGivenUp: (run) => cannotGoOnWithMove(deps, run),
      }),
      worksOn(clearMoveJob, (run) => clearMove(deps, run), {
        onGivenUp: (run) => cannotClearMove(deps, run),
      }),
      worksOn(leaveCalendarEventJob, (run) => leaveCalendarEvent(deps, run), {
        onGivenUp: (run) => cannotLeaveCalendarEvent(deps, run),
      }),
      worksOn(cancelCalendarEventJob, (run) => cancelCalendarEvent(deps, run), {
        onGivenUp: (run) => cannotCancelCalendarEvent(deps, run),
      }),
    ],
    schedules: [
      {
        name: 'sweep-bookings',
        everySeconds: deps.timings.sweepEverySeconds,
        expireSeconds: 600,
        run: ({ signal }) => sweep(deps, signal),
      },
      {
        name: 'mail-after-visits',
        everySeconds: 900,
        expireSeconds: 300,
        run: () => queueAfterVisitMails(deps),
      },
      {
        name: 'forget-click-ids-of-bookings',
        everySeconds: 86_400,
        firstAfterSeconds: 60,
        expireSeconds: 300,
        run: () => forgetClickIds(deps),
      },
      {
        name: 'remind-of-appointments',
        // Reminders leave within their minute.
        everySeconds: 15,
        firstAfterSeconds: 5,
        expireSeconds: 300,
        run: () => queueReminders(deps),
      },
    ],
    on: {
      'payment.authorised': ({ ids, signal }) =>
        onPaymentAuthorised(deps, ids.bookingId, { onPage: false, signal }),
      'payment.stuck': ({ ids }) => askAboutStuckPayment(deps, ids.bookingId),
      'payment.disputed': ({ ids }) => askAboutDispute(deps, ids.bookingId),
      'calendar.event_cancelled': ({ ids, signal }) =>
        cancelledInCalendar(deps, { eventId: ids.calendarEventId, signal }),
      'calendar.event_moved': ({ ids, signal }) => adoptMove(deps, { eventId: ids.calendarEventId, signal }),
      'calendar.attendance_changed': ({ ids, signal }) =>
        attendanceInCalendar(deps, { eventId: ids.calendarEventId, signal }),
    },
    sealedColumns: bookingSealedColumns,
    retention: [appointmentRecords, unfinishedBookings],
    async start() {
      await resumeReconciling(deps);
    },
  };
}
