import { bookingView, paidBookingHeld, paidBookingRequest } from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { z } from 'zod';
import { byPatient } from '../../../platform/audit/actor.ts';
import { noStore } from '../../../platform/http/answers/no-store.ts';
import { bearer } from '../../../platform/http/requests/bearer.ts';
import { type Route, route } from '../../../platform/http/route.ts';
import { mustLoadBooking } from '../booking-store.ts';
import { viewOf } from '../booking-view.ts';
import type { BookingDeps } from '../deps.ts';
import { abandonUnlessPaying } from '../ending/abandon.ts';
import { bookPaid } from '../placing/book-paid.ts';
import { confirmPaid } from '../running/on-authorised.ts';
import { extendHold } from '../slots/extend-hold.ts';
import { openWithToken } from './open-with-token.ts';
import { recordRead } from './record-read.ts';

const tag = 'Bookings';
const params = z.object({ bookingId: z.string().max(64) });
const view = (description: string) => ({ 200: { description, body: bookingView } });

/** What a patient does who books and pays online. */
export function paidBookingRoutes(deps: BookingDeps): Route[] {
  const book = route(
    {
      method: 'post',
      path: endpoints.bookings,
      summary: 'Hold a time that is paid online',
      description:
        'The time is kept for some minutes while the patient pays with the given payment. Nothing is charged by this. A refusal keeps nothing.',
      tag,
      body: paidBookingRequest,
      answers: { 201: { description: 'Held, waiting for the payment', body: paidBookingHeld } },
      problems: [
        'unauthorized',
        'slot_unavailable',
        'service_not_open',
        'not_bookable_online',
        'payment_unavailable',
      ],
    },
    async ({ body, c, idempotencyKeyHash, requestId }) => {
      const held = await bookPaid(deps, body, {
        ...byPatient(requestId),
        idempotencyKeyHash,
        address: deps.clientAddress(c),
      });
      c.header('Location', endpoints.booking(held.bookingId));
      return c.json(held, 201, noStore);
    },
  );

  const confirm = route(
    {
      method: 'post',
      path: '/api/bookings/:bookingId/confirm',
      summary: 'Go on after the payment was confirmed',
      description:
        'The server reads the payment at the payment provider and does not rely on the page. `status` is: `awaiting_payment` (not authorised; `payment.lastDecline` may say why), `confirming` (ask again in a few seconds), `confirmed`, or `failed` with `failure`, and nothing charged.',
      tag,
      params,
      security: 'manage_token',
      answers: view('The booking as it is now'),
      problems: ['unauthorized', 'payment_unavailable'],
    },
    async ({ params: { bookingId }, c, requestId }) => {
      const booking = await openWithToken(deps, bookingId, bearer(c));
      await recordRead(deps, booking, requestId);
      return c.json(await viewOf(deps, await confirmPaid(deps, booking)), 200, noStore);
    },
  );

  const extend = route(
    {
      method: 'post',
      path: '/api/bookings/:bookingId/hold/extend',
      summary: 'Keep the time for as long again, once',
      tag,
      params,
      security: 'manage_token',
      answers: view('Kept for longer'),
      problems: ['unauthorized', 'hold_not_extendable'],
    },
    async ({ params: { bookingId }, c, requestId }) => {
      const booking = await openWithToken(deps, bookingId, bearer(c));
      await recordRead(deps, booking, requestId);
      await extendHold(deps, booking, byPatient(requestId));
      const current = await mustLoadBooking(deps, deps.store.db, booking.id);
      return c.json(await viewOf(deps, current), 200, noStore);
    },
  );

  const release = route(
    {
      method: 'post',
      path: '/api/bookings/:bookingId/release',
      summary: 'Leave before paying',
      description:
        'Releases the time. A payment that is under way is left alone, so a page may send this whenever it is closed. Any number of times, the answer is the booking as it is now.',
      tag,
      params,
      security: 'manage_token',
      answers: view('The booking as it is now'),
      problems: ['unauthorized'],
    },
    async ({ params: { bookingId }, c, requestId }) => {
      const booking = await openWithToken(deps, bookingId, bearer(c));
      await recordRead(deps, booking, requestId);
      return c.json(
        await viewOf(deps, await abandonUnlessPaying(deps, booking, byPatient(requestId))),
        200,
        noStore,
      );
    },
  );

  return [book, confirm, extend, release];
}
