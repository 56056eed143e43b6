import type { Queryable } from '../../platform/store/database.ts';
import { findFiling } from './filing-store.ts';

/** Whether the appointment of a booking is in the practice's records now. */
export async function isFiled(db: Queryable, bookingId: string): Promise<boolean> {
  const filing = await findFiling(db, bookingId);
  return filing !== null && filing.appointmentId !== null && filing.removedAt === null;
}
