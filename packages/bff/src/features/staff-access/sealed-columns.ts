import type { SealedColumn } from '../../platform/crypto/sealed-column.ts';
import { draftPurpose } from './sessions/draft.ts';
import { staffSessions } from './tables.ts';

/** What of a session is sealed. */
export const staffAccessSealedColumns: readonly SealedColumn[] = [
  { table: staffSessions, key: staffSessions.id, column: staffSessions.draft, purpose: draftPurpose },
];
