import { z } from 'zod';
import { serviceIds, visitKinds } from '../ids/ids.ts';
import { isTimeZone, usableZone } from '../time/zone.ts';

/** An instant, ISO 8601 in UTC with `Z` (`2026-11-23T22:30:00Z`). */
export const instant = z.iso.datetime({ error: 'must be an instant in UTC, like 2026-11-23T22:30:00Z' });

/** A day, `YYYY-MM-DD`, in the time zone that the request names. */
export const day = z.iso.date({ error: 'must be a day, like 2026-11-23' });

/** A time zone, in any spelling that `Intl` can calculate with. Parsed, it has the name that `usableZone` gives it. */
export const timeZone = z
  .string()
  .max(64)
  .overwrite((value) => usableZone(value) || value)
  .refine(isTimeZone, { error: 'must be an IANA time zone, like Australia/Melbourne' });

export const serviceId = z.enum(serviceIds, { error: `must be one of ${serviceIds.join(', ')}` });
export const visitKind = z.enum(visitKinds, { error: `must be one of ${visitKinds.join(', ')}` });

export const price = z.object({
  /** Cents, a whole number. */
  amountCents: z.number().int().nonnegative(),
  /** ISO 4217, upper case. */
  currency: z.string().length(3),
});
export type Price = z.infer<typeof price>;
