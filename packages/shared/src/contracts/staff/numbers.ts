import { z } from 'zod';
import { day, serviceId, visitKind } from '../primitives.ts';

/** `GET /api/staff/numbers`. Days are days in the clinic's time zone, both included. */
export const staffNumbersQuery = z.object({
  from: day.optional().describe('Left out: 27 days before `to`'),
  to: day.optional().describe('Left out: today; 366 days after `from` at most'),
  format: z.enum(['json', 'csv']).optional(),
});
export type StaffNumbersQuery = z.infer<typeof staffNumbersQuery>;

const count = z.number().int().nonnegative();

/** Bookings of one day of booking, channel, service and visit. */
const numbersLine = z.object({
  /** The day on which they were made. */
  date: day,
  channel: z.enum(['online', 'phone', 'waitlist_offer']),
  service: serviceId,
  visit: visitKind,
  /** Confirmed once, also when they were cancelled later. */
  booked: count,
  cancelled: count,
  /** Ended without an appointment: not paid, left, or the time was lost. */
  notCompleted: count,
  noShow: count,
  /** Money that was taken and not given back, in cents. */
  revenueCents: z.number().int(),
});

/** `GET /api/staff/numbers`: no data of a person. */
export const staffNumbers = z.object({
  from: day,
  to: day,
  timeZone: z.string(),
  currency: z.string(),
  /** Days and kinds without a booking are left out. */
  lines: z.array(numbersLine),
  total: numbersLine.pick({
    booked: true,
    cancelled: true,
    notCompleted: true,
    noShow: true,
    revenueCents: true,
  }),
  /** Of the appointments in these days that were to take place and are over: the share that was missed. */
  attendance: z.object({ due: count, missed: count, missedShare: z.number().min(0).max(1).nullable() }),
  /** The money of these bookings by how it was paid. `method`: `online`, or how staff took it, like `eftpos`. */
  byMethod: z.array(
    z.object({
      method: z.string(),
      payments: count,
      takenCents: z.number().int(),
      refundedCents: z.number().int(),
    }),
  ),
  byChannel: z.array(
    numbersLine.pick({ channel: true, booked: true, revenueCents: true }).extend({ cancelled: count }),
  ),
});
export type StaffNumbers = z.infer<typeof staffNumbers>;
