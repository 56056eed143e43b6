import { serviceId } from '@botaniqal/shared/contracts/primitives.ts';
import { type StaffWaitlistEntry, waitlistStatus } from '@botaniqal/shared/contracts/waitlist.ts';
import { z } from 'zod';

const wholeNumber = (most: number) =>
  z.coerce
    .number()
    .int('must be a whole number')
    .min(1, 'must be 1 at least')
    .max(most, `must be ${most} at most`);

/** What staff may ask of a list. */
export const staffWaitlistQuery = z.object({
  service: serviceId,
  status: waitlistStatus.optional().describe('Left out: everyone who has not left'),
  confirmed: z.enum(['true', 'false'], { error: 'must be true or false' }).optional(),
  minInterest: wholeNumber(5).optional().describe('1 to 5'),
  postcode: z
    .string()
    .regex(/^\d{1,4}$/, 'must be one to four digits: a postcode, or how it begins')
    .optional()
    .describe('A postcode, or how it begins'),
  limit: wholeNumber(1000).default(200).describe('How many entries the answer holds. A CSV holds all'),
  format: z
    .enum(['json', 'csv'], { error: 'must be json or csv' })
    .optional()
    .describe('Or by Accept: text/csv'),
});

export type StaffWaitlistQuery = z.infer<typeof staffWaitlistQuery>;

export function fits(entry: StaffWaitlistEntry, query: StaffWaitlistQuery): boolean {
  return (
    (query.status === undefined || entry.status === query.status) &&
    (query.confirmed === undefined || entry.confirmed === (query.confirmed === 'true')) &&
    (query.minInterest === undefined || entry.interestLevel >= query.minInterest) &&
    (query.postcode === undefined || (entry.postcode?.startsWith(query.postcode) ?? false))
  );
}
