import { createHmac, randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Sealing } from '../../../platform/crypto/sealing.ts';
import { StartRefusal } from '../../../platform/start-refusal.ts';
import type { Database } from '../../../platform/store/database.ts';
import { lookupKeys } from '../tables.ts';

/** Finds a person again without storing who they are. */
export interface PersonKeys {
  /** The same for the same mailbox, whatever its capitals and the spaces around it. */
  of(email: string): string;
}

const name = 'waitlist';
export const lookupKeyPurpose = (keyName: string) => `lookup_key:${keyName}`;
const purpose = lookupKeyPurpose(name);

/**
 * HMAC-SHA-256 of the e-mail address. A plain hash would not do: addresses can be tried out by the million.
 *
 * The key is random, made once, and kept sealed in the store; it is not derived from `DATA_ENCRYPTION_KEYS`, because
 * a derived key would change with a rotation, and then one person could join twice, once under each. So a rotation
 * changes only what the key is sealed under: every start seals it anew under the key that writes, as long as the old
 * one can still read. Whoever has the database alone has neither key.
 *
 * @throws StartRefusal when the encryption key that it was sealed under is gone
 */
export async function openPersonKeys(deps: { db: Database; sealing: Sealing }): Promise<PersonKeys> {
  const { db, sealing } = deps;
  await db
    .insert(lookupKeys)
    .values({ name, sealed: sealing.seal(randomBytes(32).toString('base64'), purpose) })
    .onConflictDoNothing();
  const [row] = await db.select().from(lookupKeys).where(eq(lookupKeys.name, name));
  if (!row) throw new Error('The look-up key of the waitlist was not stored.');
  const opened = openKey(sealing, row.sealed);
  const resealed = sealing.reseal(row.sealed, purpose);
  if (resealed !== null) {
    await db
      .update(lookupKeys)
      .set({ sealed: resealed })
      .where(and(eq(lookupKeys.name, name), eq(lookupKeys.sealed, row.sealed)));
  }
  const key = Buffer.from(opened, 'base64');
  return { of: (email) => createHmac('sha256', key).update(normal(email), 'utf8').digest('hex') };
}

function openKey(sealing: Sealing, sealed: string): string {
  try {
    return z.string().parse(sealing.open(sealed, purpose));
  } catch (cause) {
    throw new StartRefusal(
      "DATA_ENCRYPTION_KEYS lacks the key that the waitlist's look-up key was sealed under: add the old key behind the new one.",
      { cause },
    );
  }
}

/**
 * The part before the @ may differ in capitals for a mail server, and never does. Dots and `+` parts stay: some
 * providers deliver them to one mailbox, others to two, and two people must never be one.
 */
function normal(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}
