import {
  staffBooking,
  staffBookingList,
  staffBookingsQuery,
  staffCancellation,
  staffNoShow,
  staffNote,
  staffRefund,
  staffReschedule,
} from '@botaniqal/shared/contracts/staff/bookings.ts';
import { z } from 'zod';
import { noStore } from '../../../platform/http/answers/no-store.ts';
import type { AppContext } from '../../../platform/http/app-env.ts';
import { type Route, route } from '../../../platform/http/route.ts';
import { Problem } from '../../../platform/problem.ts';
import type { StaffAuth } from '../../../platform/staff-auth/staff-auth.ts';
import { byStaff } from '../../../platform/staff-auth/staff-member.ts';
import { noteNoShow } from '../attendance/note-no-show.ts';
import { audit } from '../audit-booking.ts';
import { mustLoadBooking } from '../booking-store.ts';
import { cancelBooking } from '../cancelling/cancel-booking.ts';
import type { BookingDeps } from '../deps.ts';
import { moveBooking } from '../moving/move-booking.ts';
import { bookingForStaff } from './booking-for-staff.ts';
import { refuseUnlessSeen } from './changes-since.ts';
import { findBookings } from './find-bookings.ts';
import { addNote } from './notes.ts';
import { refundPart } from './refunds.ts';
import { sendAgain } from './send-again.ts';
import { staffBookingOf } from './story/staff-booking.ts';

const tag = 'Staff';
const params = z.object({ id: z.uuid() });
const refusals = ['unauthorized', 'forbidden', 'not_found'] as const;
const conflict = ['changed_meanwhile'] as const;
const answers = (description: string) => ({ 200: { description, body: staffBooking } });

/** The routes by which staff see and change bookings. */
export function staffBookingRoutes(deps: BookingDeps & { staff: StaffAuth }): Route[] {
  const asking = (permission: 'bookings:read' | 'bookings:manage') => (c: AppContext) =>
    deps.staff.require(c, permission);
  const [reads, manages] = [asking('bookings:read'), asking('bookings:manage')];
  const shown = async (c: AppContext, bookingId: string) =>
    c.json(await staffBookingOf(deps, await mustLoadBooking(deps, deps.store.db, bookingId)), 200, noStore);
  /** Who acts, on which booking. @throws Problem not_found */
  const begin = async (asked: ReturnType<typeof reads>, id: string, requestId: string) => {
    const member = await asked;
    const booking = await bookingForStaff(deps, member, id);
    return { by: byStaff(member, requestId), booking };
  };

  const list = route(
    {
      method: 'get',
      path: '/api/staff/bookings',
      summary: 'List bookings, or find some',
      tag,
      query: staffBookingsQuery,
      security: 'staff',
      admit: reads,
      answers: { 200: { description: 'The bookings', body: staffBookingList } },
      problems: ['unauthorized', 'forbidden'],
    },
    async ({ query, c, requestId }) =>
      c.json(await findBookings(deps, query, await reads(c), requestId), 200, noStore),
  );

  const show = route(
    {
      method: 'get',
      path: '/api/staff/bookings/:id',
      summary: 'Get a booking with its story',
      tag,
      params,
      security: 'staff',
      admit: reads,
      answers: answers('The booking'),
      problems: [...refusals],
    },
    async ({ params: { id }, c, requestId }) => {
      const { by, booking } = await begin(reads(c), id, requestId);
      const context = { ...by, now: deps.clock.now() };
      await deps.store.db.transaction((tx) => audit(tx, booking.id, 'booking.read', context));
      return shown(c, id);
    },
  );

  const reschedule = route(
    {
      method: 'post',
      path: '/api/staff/bookings/:id/reschedule',
      summary: 'Move an appointment for its patient',
      description:
        'As the patient moves it, without the limits on how late and how often, and at another price. `moving` in the answer: the calendar has not answered for certain yet.',
      tag,
      params,
      body: staffReschedule,
      security: 'staff',
      admit: manages,
      answers: answers('Moved'),
      problems: [
        ...refusals,
        ...conflict,
        'slot_unavailable',
        'booking_not_reschedulable',
        'request_in_progress',
        'calendar_unavailable',
      ],
    },
    async ({ params: { id }, body, c, requestId }) => {
      const { by, booking } = await begin(manages(c), id, requestId);
      const { version, ...wish } = body;
      await refuseUnlessSeen(deps.store.db, deps, id, version);
      await moveBooking(deps, booking, wish, by);
      return shown(c, id);
    },
  );

  const cancel = route(
    {
      method: 'post',
      path: '/api/staff/bookings/:id/cancel',
      summary: 'Cancel a booking for its patient',
      tag,
      params,
      body: staffCancellation,
      bodyMayBeEmpty: true,
      security: 'staff',
      admit: manages,
      answers: answers('Cancelled'),
      problems: [...refusals, ...conflict, 'booking_not_cancellable'],
    },
    async ({ params: { id }, body, c, requestId }) => {
      const { by, booking } = await begin(manages(c), id, requestId);
      await refuseUnlessSeen(deps.store.db, deps, id, body.version);
      await cancelBooking(deps, booking, by, { refund: body.refund });
      return shown(c, id);
    },
  );

  const noShow = route(
    {
      method: 'post',
      path: '/api/staff/bookings/:id/no-show',
      summary: 'Note that the patient did not come, or take that back',
      description: 'No money moves. The same again changes nothing.',
      tag,
      params,
      body: staffNoShow,
      bodyMayBeEmpty: true,
      security: 'staff',
      admit: manages,
      answers: answers('Noted'),
      problems: [...refusals, ...conflict, 'appointment_not_started'],
    },
    async ({ params: { id }, body, c, requestId }) => {
      const { by, booking } = await begin(manages(c), id, requestId);
      await refuseUnlessSeen(deps.store.db, deps, id, body.version);
      const begun = booking.start <= deps.clock.now();
      const noted = begun && (await noteNoShow(deps, booking.id, body.noShow, by));
      if (!noted) {
        throw new Problem(
          'appointment_not_started',
          'Only a confirmed appointment that has begun can be marked as missed.',
        );
      }
      return shown(c, id);
    },
  );

  const refund = route(
    {
      method: 'post',
      path: '/api/staff/bookings/:id/refund',
      summary: 'Give a part of the payment back',
      description:
        'On top of what was given back before. The booking stays as it is. Send an Idempotency-Key.',
      tag,
      params,
      body: staffRefund,
      security: 'staff',
      admit: manages,
      answers: answers('On its way back'),
      problems: [...refusals, ...conflict, 'refund_not_possible'],
    },
    async ({ params: { id }, body, c, requestId }) => {
      const { by, booking } = await begin(manages(c), id, requestId);
      await refundPart(deps, booking, body, by);
      return shown(c, id);
    },
  );

  const resend = route(
    {
      method: 'post',
      path: '/api/staff/bookings/:id/resend',
      summary: 'Send the confirmation or the payment link again',
      description:
        'A confirmed booking: with the appointment as it is now, and its calendar file. One that waits for its payment by a link: the link.',
      tag,
      params,
      security: 'staff',
      admit: manages,
      answers: answers('Queued'),
      problems: [...refusals, 'booking_not_reschedulable'],
    },
    async ({ params: { id }, c, requestId }) => {
      const { by, booking } = await begin(manages(c), id, requestId);
      await sendAgain(deps, booking, { ...by, requestId });
      return shown(c, id);
    },
  );

  const note = route(
    {
      method: 'post',
      path: '/api/staff/bookings/:id/notes',
      summary: 'Write a note about a booking for the team',
      description: 'The patient does not see it.',
      tag,
      params,
      body: staffNote,
      security: 'staff',
      admit: reads,
      answers: answers('Written'),
      problems: [...refusals],
    },
    async ({ params: { id }, body, c, requestId }) => {
      const { by, booking } = await begin(reads(c), id, requestId);
      await addNote(deps, booking.id, body, by);
      return shown(c, id);
    },
  );

  return [list, show, reschedule, cancel, noShow, refund, resend, note];
}
