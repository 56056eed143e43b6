import type { SealedColumn } from '../../platform/crypto/sealed-column.ts';
import { personPurpose } from './retention/destruction-register.ts';
import { destroyedRecords } from './tables.ts';

/** The name in the register of what was destroyed. */
export const ownSealedColumns: readonly SealedColumn[] = [
  {
    table: destroyedRecords,
    key: destroyedRecords.id,
    column: destroyedRecords.person,
    purpose: personPurpose,
  },
];
