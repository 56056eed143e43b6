import { getTableName } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { SealingPurpose } from './sealing.ts';

/**
 * A column that holds sealed text, or null. Each feature declares its own, so that all of them are sealed anew when
 * the key changes, and none is forgotten when an old key is thrown away.
 */
export interface SealedColumn {
  table: PgTable;
  column: PgColumn;
  /** The primary key, which the purpose is made of. */
  key: PgColumn;
  purpose(key: string): SealingPurpose;
}

/** The column's name in the database: drizzle has it as in TypeScript. */
export function columnName(column: PgColumn): string {
  return column.name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}

/** `bookings.patient`. */
export function nameOf({ table, column }: Pick<SealedColumn, 'table' | 'column'>): string {
  return `${getTableName(table)}.${columnName(column)}`;
}
