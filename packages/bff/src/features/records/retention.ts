import { eq, isNotNull } from 'drizzle-orm';
import type { AttachedData } from '../../platform/retention/retention-policy.ts';
import { recordFilings } from './tables.ts';

/**
 * How far bookings and forms have come in the practice's records. A filing is erased with its booking or form. The ids
 * of records show which of them belong to one patient.
 */
export const filingData: AttachedData = {
  attachedTo: ['booking', 'submission'],
  async ties(db) {
    const rows = await db
      .select({ id: recordFilings.subjectId, patientId: recordFilings.patientId })
      .from(recordFilings)
      .where(isNotNull(recordFilings.patientId));
    return rows.map(({ id, patientId }) => ({ id, tie: `patient:${patientId}` }));
  },
  async erase(tx, subjectId) {
    await tx.delete(recordFilings).where(eq(recordFilings.subjectId, subjectId));
  },
};
