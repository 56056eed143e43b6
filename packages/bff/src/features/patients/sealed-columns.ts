import type { SealedColumn } from '../../platform/crypto/sealed-column.ts';
import { lookupKeyPurpose } from './person-keys.ts';
import { lookupKeys } from './tables.ts';

/** What patients keep sealed. */
export const patientSealedColumns: readonly SealedColumn[] = [
  { table: lookupKeys, key: lookupKeys.name, column: lookupKeys.sealed, purpose: lookupKeyPurpose },
];
