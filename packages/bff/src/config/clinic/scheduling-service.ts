import { z } from 'zod';

const longestMinutes = 1440;
const wrongMinutes = `must be a whole number of minutes, ${longestMinutes} at most`;

/** A number, or the text of one: what `${NAME:-default}` leaves is a text. */
export const failoverAfterMinutes = z
  .union([z.int().min(0).max(longestMinutes), z.string().regex(/^\d{1,4}$/, wrongMinutes)], {
    error: wrongMinutes,
  })
  .transform(Number)
  .refine((minutes) => minutes <= longestMinutes, wrongMinutes)
  .default(5);

const most = (places: number, window: string) =>
  z
    .int('must be a whole number')
    .min(1)
    .max(100_000)
    .default(places)
    .describe(`Bookings of one user ${window}`);

/** The limits of Calendly's paid plans below Enterprise, by user (contract 1.5). */
export const bookingLimits = z.strictObject({
  perMinute: most(10, 'a minute'),
  perHour: most(50, 'an hour'),
  perDay: most(100, 'a day'),
});
