import {
  bookingView,
  consultationBooked,
  consultationRequest,
  sentBooking,
} from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { z } from 'zod';
import { byPatient } from '../../../platform/audit/actor.ts';
import { noStore } from '../../../platform/http/answers/no-store.ts';
import { bearer } from '../../../platform/http/requests/bearer.ts';
import { type Route, route } from '../../../platform/http/route.ts';
import { calendarContentType } from '../../messages/index.ts';
import { viewOf } from '../booking-view.ts';
import { cancelBooking } from '../cancelling/cancel-booking.ts';
import type { BookingDeps } from '../deps.ts';
import { manageUrl } from '../messages/appointment-facts.ts';
import { calendarFileOf, refuseWithoutAppointment } from '../messages/calendar-file.ts';
import { bookFree } from '../placing/book-free.ts';
import { findSent } from '../placing/find-sent.ts';
import { openWithToken } from './open-with-token.ts';
import { recordRead } from './record-read.ts';

const tag = 'Bookings';
const params = z.object({ bookingId: z.string().max(64) });

/** What a patient does with a booking. */
export function bookingRoutes(deps: BookingDeps): Route[] {
  const book = route(
    {
      method: 'post',
      path: endpoints.consultations,
      summary: 'Book a free consultation',
      description:
        'At the first of the preferred times that is still free. 202: the time is held and the calendar has not answered for certain yet; an email follows, and `GET /api/bookings/{bookingId}` has its state.',
      tag,
      body: consultationRequest,
      answers: {
        201: { description: 'Booked', body: consultationBooked },
        202: { description: 'Held, being confirmed', body: consultationBooked },
      },
      problems: [
        'unauthorized',
        'slot_unavailable',
        'service_not_open',
        'not_bookable_online',
        'calendar_unavailable',
      ],
    },
    async ({ body, c, idempotencyKeyHash, requestId }) => {
      const answer = await bookFree(deps, body, {
        ...byPatient(requestId),
        idempotencyKeyHash,
        address: deps.clientAddress(c),
      });
      c.header('Location', endpoints.booking(answer.body.bookingId));
      return c.json(answer.body, answer.status, noStore);
    },
  );

  const sent = route(
    {
      method: 'get',
      path: endpoints.sentBooking,
      summary: 'Find the booking of a request whose answer was lost',
      description:
        'For a page that was reloaded while it was booking: it has the random `Idempotency-Key` of its request, and nothing else. 404: the request did not arrive, or made no booking. 409: it is still being worked on.',
      tag,
      takesKey: true,
      answers: { 200: { description: 'The booking, with what opens it', body: sentBooking } },
      problems: ['not_found', 'request_in_progress'],
    },
    async ({ c, requestId }) => {
      const booking = await findSent(deps, c.req.header('idempotency-key') ?? '');
      await recordRead(deps, booking, requestId);
      const { id: bookingId, manageToken } = booking;
      return c.json({ bookingId, manageToken, manageUrl: manageUrl(deps, booking) }, 200, noStore);
    },
  );

  const show = route(
    {
      method: 'get',
      path: '/api/bookings/:bookingId',
      summary: 'See a booking',
      tag,
      params,
      security: 'manage_token',
      answers: { 200: { description: 'The booking as it is now', body: bookingView } },
      problems: ['unauthorized'],
    },
    async ({ params: { bookingId }, c, requestId }) => {
      const booking = await openWithToken(deps, bookingId, bearer(c));
      await recordRead(deps, booking, requestId);
      return c.json(await viewOf(deps, booking), 200, noStore);
    },
  );

  // The token comes in the header only: an address with a secret in it ends up in logs, histories and link
  // previews. A page fetches the file with the header and offers the blob; the mails carry it as an attachment.
  const calendar = route(
    {
      method: 'get',
      path: '/api/bookings/:bookingId/calendar.ics',
      summary: 'Get the appointment as a calendar file',
      tag,
      params,
      security: 'manage_token',
      answers: { 200: { description: 'The appointment', contentType: 'text/calendar' } },
      problems: ['unauthorized', 'not_found'],
    },
    async ({ params: { bookingId }, c, requestId }) => {
      const booking = await openWithToken(deps, bookingId, bearer(c));
      refuseWithoutAppointment(booking);
      await recordRead(deps, booking, requestId);
      return c.body(calendarFileOf(deps, booking), 200, {
        'Content-Type': calendarContentType(booking.status === 'cancelled'),
        'Content-Disposition': 'attachment; filename="appointment.ics"',
        ...noStore,
      });
    },
  );

  const cancel = route(
    {
      method: 'post',
      path: '/api/bookings/:bookingId/cancel',
      summary: 'Cancel a booking',
      description:
        'Until it starts. The refund is the one of `cancellation`. A second request gets the same answer. A booking that is not paid yet is abandoned.',
      tag,
      params,
      security: 'manage_token',
      answers: { 200: { description: 'Cancelled', body: bookingView } },
      problems: ['unauthorized', 'booking_not_cancellable'],
    },
    async ({ params: { bookingId }, c, requestId }) => {
      const booking = await openWithToken(deps, bookingId, bearer(c));
      await recordRead(deps, booking, requestId);
      return c.json(
        await viewOf(deps, await cancelBooking(deps, booking, byPatient(requestId))),
        200,
        noStore,
      );
    },
  );

  return [book, sent, show, calendar, cancel];
}
