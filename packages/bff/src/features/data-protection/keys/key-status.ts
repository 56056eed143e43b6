import { byKey, countKeys, undeclaredColumns } from '../../../platform/crypto/count-keys.ts';
import type { SealedColumn } from '../../../platform/crypto/sealed-column.ts';
import type { Sealing } from '../../../platform/crypto/sealing.ts';
import type { Queryable } from '../../../platform/store/database.ts';

/** One key of `DATA_ENCRYPTION_KEYS`, or one that is missing there. */
export interface KeyStatus {
  keyId: string;
  values: number;
  role: 'writes' | 'reads' | 'missing';
}

export interface KeyReport {
  /** The one that writes first. */
  keys: KeyStatus[];
  /** Hold sealed values, and are not sealed anew: an omission in the code. */
  undeclared: string[];
  /** Old keys under which nothing stands any more. */
  removable: string[];
}

/** How many values stand under which key, and which keys are of no use any more. */
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
