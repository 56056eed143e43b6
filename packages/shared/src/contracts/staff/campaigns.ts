import { z } from 'zod';
import { day } from '../primitives.ts';
import { staffNumbersQuery } from './numbers.ts';

/** The least people of a count that is shown. A count of fewer can point at one of them. */
export const leastPeople = 5;

/** `GET /api/staff/campaigns`. Days are days in the clinic's time zone, both included. */
export const staffCampaignsQuery = staffNumbersQuery.extend({
  touch: z
    .enum(['first', 'last'])
    .optional()
    .describe(
      'Which campaign of a visit counts: the one that it began with, or the latest. Left out: the latest',
    ),
});
export type StaffCampaignsQuery = z.infer<typeof staffCampaignsQuery>;

/** `null`: from one to four people, so the count is not shown. */
const hidden = z.number().int().nonnegative().nullable();

const counts = {
  /** Bookings that patients began online, also those that were not completed. */
  started: hidden,
  /** Of these, the bookings that were confirmed once, also when they were cancelled later. */
  confirmed: hidden,
  /** Places on waitlists. */
  waitlist: hidden,
  /** Triage forms that were sent. */
  triage: hidden,
  /** Money of these bookings that was taken and not given back, in cents. */
  revenueCents: z.number().int().nullable(),
};

/** `GET /api/staff/campaigns`: no data of a person. */
export const staffCampaigns = z.object({
  from: day,
  to: day,
  timeZone: z.string(),
  currency: z.string(),
  touch: z.enum(['first', 'last']),
  leastPeople: z.literal(leastPeople),
  rows: z.array(
    z.object({
      /**
       * `campaign`: the address named it. `ad`: a click on an ad without campaign parameters; `source` is the network.
       * `referral`: another site linked here; `source` is its host. `unknown`: typed in, a bookmark, or a browser that
       * says nothing. `other`: the smallest campaigns together, when there are very many.
       */
      kind: z.enum(['campaign', 'ad', 'referral', 'unknown', 'other']),
      source: z.string().nullable(),
      medium: z.string().nullable(),
      campaign: z.string().nullable(),
      ...counts,
    }),
  ),
  /** A sum is `null` when a count that is not shown could be reckoned from it. */
  total: z.object(counts),
});
export type StaffCampaigns = z.infer<typeof staffCampaigns>;
