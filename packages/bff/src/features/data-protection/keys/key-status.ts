import { byKey, countKeys, undeclaredColumns } from '../../../platform/crypto/count-keys.ts';
import type { SealedColumn } from '../../../platform/crypto/sealed-column.ts';
import type { Sealing } from '../../../platform/crypto/sealing.ts';
import type { Queryable } from '../../../platform/store/database.ts';

/** One key of `DATA_ENCRYPTION_KEYS`, or one that is missing there. */
interface KeyStatus {
  keyId: string;
  values: number;
  role: 'writes' | 'reads' | 'missing';
}

export interface KeyReport {
  /** The key that seals comes first. */
  keys: KeyStatus[];
  /** Columns with sealed values that are not declared and therefore not re-encrypted: a mistake in the code. */
  undeclared: string[];
  /** Old keys that seal no value any more. */
  removable: string[];
}

/** Counts the values per key, and finds the keys that can be removed. */
export async function keyReport(
  db: Queryable,
  sealing: Pick<Sealing, 'keyIds'>,
  columns: readonly SealedColumn[],
): Promise<KeyReport> {
  const values = byKey(await countKeys(db, columns));
  const undeclared = await undeclaredColumns(db, columns);
  const ours = sealing.keyIds.map(
    (keyId, index): KeyStatus => ({
      keyId,
      values: values.get(keyId) ?? 0,
      role: index === 0 ? 'writes' : 'reads',
    }),
  );
  const missing = [...values]
    .filter(([keyId]) => !sealing.keyIds.includes(keyId))
    .map(([keyId, count]): KeyStatus => ({ keyId, values: count, role: 'missing' }));
  const unused = ours.filter(({ role, values }) => role === 'reads' && values === 0);
  return {
    keys: [...ours, ...missing],
    undeclared,
    removable: undeclared.length > 0 ? [] : unused.map(({ keyId }) => keyId),
  };
}
