import { bookingView } from '@botaniqal/shared/contracts/bookings.ts';
import { bookingDetails, rescheduleRequest } from '@botaniqal/shared/contracts/rescheduling.ts';
import { z } from 'zod';
import { byPatient } from '../../../platform/audit/actor.ts';
import { noStore } from '../../../platform/http/answers/no-store.ts';
import { bearer } from '../../../platform/http/requests/bearer.ts';
import { type Route, route } from '../../../platform/http/route.ts';
import { audit } from '../audit-booking.ts';
import { viewOf } from '../booking-view.ts';
import type { BookingDeps } from '../deps.ts';
import { moveBooking } from '../moving/move-booking.ts';
import { sayComing } from '../reminders/say-coming.ts';
import { detailsOf } from './details-of.ts';
import { openWithToken } from './open-with-token.ts';
import { recordRead } from './record-read.ts';

const tag = 'Bookings';
const params = z.object({ bookingId: z.string().max(64) });

/** What a patient does who wants another time. */
export function movingRoutes(deps: BookingDeps): Route[] {
  const reschedule = route(
    {
      method: 'post',
      path: '/api/bookings/:bookingId/reschedule',
      summary: 'Move an appointment to another time',
      description:
        'Booking and payment stay; `start` is new. The new time is booked before the old one is given up, so after each refusal the old appointment stands. The time that the appointment has already is a success. 202: the calendar has not answered for certain yet; `moving` says what was asked, the old appointment stands until then, and an email follows.',
      tag,
      params,
      security: 'manage_token',
      body: rescheduleRequest,
      answers: {
        200: { description: 'Moved', body: bookingView },
        202: { description: 'Being moved', body: bookingView },
      },
      problems: [
        'unauthorized',
        'slot_unavailable',
        'too_late_to_reschedule',
        'rescheduling_limit_reached',
        'price_differs',
        'booking_not_reschedulable',
        'request_in_progress',
        'calendar_unavailable',
      ],
    },
    async ({ params: { bookingId }, body, c, requestId }) => {
      const booking = await openWithToken(deps, bookingId, bearer(c));
      await recordRead(deps, booking, requestId);
      const moved = await moveBooking(deps, booking, body, byPatient(requestId));
      const view = await viewOf(deps, moved);
      return c.json(view, view.moving === null ? 200 : 202, noStore);
    },
  );

  const details = route(
    {
      method: 'get',
      path: '/api/bookings/:bookingId/details',
      summary: 'Get what the patient typed, to book again',
      description: 'Only for a booking that was confirmed once. Each reading is in the audit trail.',
      tag,
      params,
      security: 'manage_token',
      answers: { 200: { description: 'The details', body: bookingDetails } },
      problems: ['unauthorized', 'not_found'],
    },
    async ({ params: { bookingId }, c, requestId }) => {
      const booking = await openWithToken(deps, bookingId, bearer(c));
      const details = detailsOf(booking);
      const context = { ...byPatient(requestId), now: deps.clock.now() };
      await deps.store.db.transaction((tx) => audit(tx, booking.id, 'booking.details_read', context));
      return c.json(details, 200, noStore);
    },
  );

  const coming = route(
    {
      method: 'post',
      path: '/api/bookings/:bookingId/coming',
      summary: 'Say that the patient comes',
      description: 'The answer to a reminder, for the present time of the appointment.',
      tag,
      params,
      security: 'manage_token',
      answers: { 200: { description: 'Noted', body: bookingView } },
      problems: ['unauthorized', 'booking_not_reschedulable'],
    },
    async ({ params: { bookingId }, c, requestId }) => {
      const booking = await openWithToken(deps, bookingId, bearer(c));
      const said = await sayComing(deps, booking, byPatient(requestId));
      return c.json(await viewOf(deps, said), 200, noStore);
    },
  );

  return [reschedule, details, coming];
}
