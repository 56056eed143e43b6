import { eq } from 'drizzle-orm';
import { type Access, recordAccess } from '../../platform/audit/record-access.ts';
import { publishLive } from '../../platform/live/live-channel.ts';
import type { Queryable, Transaction } from '../../platform/store/database.ts';
import type { WaitlistDeps } from './deps.ts';
import { type Entry, openEntry } from './entry.ts';
import { waitlistEntries } from './tables.ts';

export async function loadEntry(
  deps: Pick<WaitlistDeps, 'sealing'>,
  db: Queryable,
  entryId: string,
): Promise<Entry | null> {
  const [row] = await db.select().from(waitlistEntries).where(eq(waitlistEntries.id, entryId));
  return row ? openEntry(deps.sealing, row) : null;
}

/** Records who did what with an entry, in the transaction that does it. */
export async function audit(
  tx: Transaction,
  entryId: string,
  action: string,
  access: Pick<Access, 'actor' | 'at' | 'requestId'>,
): Promise<void> {
  await recordAccess(tx, { ...access, action, subject: { kind: 'waitlist_entry', id: entryId } });
  // Of equal notifications in one transaction, the database delivers one.
  if (!readings.has(action)) await publishLive(tx, { kind: 'waitlist', id: null });
}

/** These change nothing that an open desk shows. */
const readings: ReadonlySet<string> = new Set([
  'waitlist.read',
  'waitlist.read_again',
  'waitlist.listed',
  'waitlist.previewed',
]);
