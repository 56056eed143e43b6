import { type Access, recordAccess } from '../../../platform/audit/record-access.ts';
import type { Clock } from '../../../platform/clock.ts';
import { type ReEncryption, reEncryptColumns } from '../../../platform/crypto/re-encrypt.ts';
import type { SealedColumn } from '../../../platform/crypto/sealed-column.ts';
import type { Sealing } from '../../../platform/crypto/sealing.ts';
import type { Database } from '../../../platform/store/database.ts';

/**
 * Seals everything anew that stands under an old key. One line in the audit trail per run that changed something:
 * nothing is shown to anybody.
 */
export async function reEncryptValues(
  deps: { db: Database; sealing: Sealing; clock: Clock; columns: readonly SealedColumn[] },
  actor: Access['actor'],
  signal?: AbortSignal,
): Promise<ReEncryption> {
  const { db, sealing, clock, columns } = deps;
  const reEncryption = await reEncryptColumns(db, sealing, columns, signal ? { signal } : {});
  if (reEncryption.reEncrypted > 0) {
    await db.transaction((tx) =>
      recordAccess(tx, {
        actor,
        action: 'values.re_encrypted',
        subject: { kind: 'encryption_key', id: sealing.currentKeyId },
        at: clock.now(),
      }),
    );
  }
  return reEncryption;
}
