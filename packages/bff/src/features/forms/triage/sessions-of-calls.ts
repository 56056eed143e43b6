import { and, eq } from 'drizzle-orm';
import type { AttachedData } from '../../../platform/retention/retention-policy.ts';
import { triageSessions } from '../tables.ts';

/** Triage sessions of calls that were booked without a form. Such a session is erased with its booking. */
export const sessionsOfCalls: AttachedData = {
  attachedTo: ['booking'],
  ties: async () => [],
  async erase(tx, bookingId) {
    await tx
      .delete(triageSessions)
      .where(and(eq(triageSessions.id, bookingId), eq(triageSessions.bookingId, bookingId)));
  },
};
