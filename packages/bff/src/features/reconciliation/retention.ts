import { eq } from 'drizzle-orm';
import type { AttachedData } from '../../platform/retention/retention-policy.ts';
import { calendarDifferences } from './tables.ts';

/** Where calendars differed from a booking is erased with the booking. */
export const differenceData: AttachedData = {
  attachedTo: ['booking'],
  ties: async () => [],
  async erase(tx, bookingId) {
    await tx.delete(calendarDifferences).where(eq(calendarDifferences.bookingId, bookingId));
  },
};
