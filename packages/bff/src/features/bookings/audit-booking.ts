import type { ActContext } from '../../platform/audit/actor.ts';
import { recordAccess } from '../../platform/audit/record-access.ts';
import type { Transaction } from '../../platform/store/database.ts';

/** Writes the audit row of an act on a booking. Ids only. */
export async function audit(
  tx: Transaction,
  bookingId: string,
  action: string,
  { actor, now, requestId }: ActContext,
): Promise<void> {
  await recordAccess(tx, { at: now, actor, action, subject: { kind: 'booking', id: bookingId }, requestId });
}
