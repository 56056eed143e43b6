import { type Access, recordAccess } from '../../../platform/audit/record-access.ts';
import type { Clock } from '../../../platform/clock.ts';
import { type Resealed, resealColumns } from '../../../platform/crypto/re-encrypt.ts';
import type { SealedColumn } from '../../../platform/crypto/sealed-column.ts';
import type { Sealing } from '../../../platform/crypto/sealing.ts';
import type { Database } from '../../../platform/store/database.ts';

/**
 * Seals everything anew that stands under an old key. One line in the audit trail per run that changed something:
 * nothing is shown to anybody.
 */
export async function resealValues(
  deps: { db: Database; sealing: Sealing; clock: Clock; columns: readonly SealedColumn[] },
  actor: Access['actor'],
  signal?: AbortSignal,
): Promise<Resealed> {
  const { db, sealing, clock, columns } = deps;
  const resealed = await resealColumns(db, sealing, columns, signal ? { signal } : {});
  if (resealed.resealed > 0) {
    await db.transaction((tx) =>
      recordAccess(tx, {
        actor,
        action: 'values.resealed',
        subject: { kind: 'encryption_key', id: sealing.currentKeyId },
        at: clock.now(),
      }),
    );
  }
  return resealed;
}
