import { byKey, countKeys } from '../../../platform/crypto/count-keys.ts';
import type { SealedColumn } from '../../../platform/crypto/sealed-column.ts';
import type { Sealing } from '../../../platform/crypto/sealing.ts';
import { StartRefusal } from '../../../platform/start-refusal.ts';
import type { Queryable } from '../../../platform/store/database.ts';

/**
 * Refuses to start without a key that stored values need. Nothing is lost yet: the key only has to be put back.
 * @returns whether an old key still seals values, which must be re-encrypted
 * @throws StartRefusal that names the key
 */
export async function refuseUnknownKeys(
  db: Queryable,
  sealing: Pick<Sealing, 'keyIds' | 'currentKeyId'>,
  columns: readonly SealedColumn[],
): Promise<boolean> {
  const values = byKey(await countKeys(db, columns));
  for (const [keyId, count] of values) {
    if (sealing.keyIds.includes(keyId)) continue;
    throw new StartRefusal(
      `DATA_ENCRYPTION_KEYS lacks the key "${keyId}", which sealed ${count} stored ${count === 1 ? 'value' : 'values'}: put it back, behind the key that writes. If it is lost for good, see docs/data-handling.md.`,
    );
  }
  return [...values.keys()].some((keyId) => keyId !== sealing.currentKeyId);
}
