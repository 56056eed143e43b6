import type { SealedColumn } from '../../platform/crypto/sealed-column.ts';
import { entryPurpose } from './entry.ts';
import { waitlistEntries } from './tables.ts';

const table = waitlistEntries;
const key = waitlistEntries.id;

/** The sealed columns of waitlists. */
export const waitlistSealedColumns: readonly SealedColumn[] = [
  { table, key, column: waitlistEntries.contact, purpose: (id) => entryPurpose('contact', id) },
  { table, key, column: waitlistEntries.secrets, purpose: (id) => entryPurpose('secrets', id) },
];
