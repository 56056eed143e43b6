import { weekdays } from '@botaniqal/shared/contracts/catalogue.ts';
import { z } from 'zod';
import { type OpeningHours, openingHours } from './opening-hours.ts';

const minutes = (most: number, what: string) =>
  z
    .int('must be a whole number of minutes')
    .min(0, 'must not be negative')
    .max(most, `must be ${most} minutes at most`)
    .default(0)
    .describe(what);

/** Monday to Friday with a break at noon. */
const usualHours: OpeningHours = Object.fromEntries(
  weekdays.slice(0, 5).map((day) => [
    day,
    [
      { from: '09:00', to: '12:30' },
      { from: '13:00', to: '17:00' },
    ],
  ]),
);

/** When a practitioner works. It makes free times while the scheduling service cannot be reached. */
export const workingHours = z.strictObject({
  days: openingHours
    .default(usualHours)
    .describe(
      "On the clinic's clock; a break is the time between two spans. A day that is left out is a day off",
    ),
  startEveryMinutes: z
    .int('must be a whole number of minutes')
    .min(5, 'must be at least 5 minutes')
    .max(240, 'must be 240 minutes at most')
    .default(15)
    .describe('A start is offered every so many minutes, counted from the beginning of each span'),
  bufferBeforeMinutes: minutes(240, 'How long the practitioner is free before each appointment'),
  bufferAfterMinutes: minutes(240, 'How long the practitioner is free after each appointment'),
});
export type WorkingHours = z.infer<typeof workingHours>;

/** A day on which the clinic is closed: `2026-12-25`, or `12-25` for every year. */
export const closedDay = z
  .string('must be a day in quotes, like "12-25"')
  .refine(
    (value) => z.iso.date().safeParse(/^\d{2}-/.test(value) ? `2024-${value}` : value).success,
    'must be a day in quotes: "2026-12-25", or "12-25" for every year',
  );
