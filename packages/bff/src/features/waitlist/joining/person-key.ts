import { createHmac, randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Sealing } from '../../../platform/crypto/sealing.ts';
import { StartRefusal } from '../../../platform/start-refusal.ts';
import type { Database } from '../../../platform/store/database.ts';
import { lookupKeys } from '../tables.ts';

/** Finds a person again without storing their address. */
export interface PersonKeys {
  /** The same key for the same mailbox: capitals and surrounding spaces do not matter. */
  of(email: string): string;
}

const name = 'waitlist';
export const lookupKeyPurpose = (keyName: string) => `lookup_key:${keyName}`;
const purpose = lookupKeyPurpose(name);

/**
 * HMAC-SHA-256 of the email address. A plain hash would not do: a computer can try millions of addresses.
 *
 * The key is random, made once, and stored sealed. It is not derived from `DATA_ENCRYPTION_KEYS`, because a derived
 * key would change with a key rotation, and a person could then join twice. A rotation only changes the key that
 * seals it: every start re-encrypts it, as long as the old key can still read. A person who has only the database has
 * neither key.
 *
 * @throws StartRefusal when the encryption key that sealed it is missing
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
 * Mail servers could treat capitals before the @ as different, but none does. Dots and `+` parts stay: some providers
 * deliver them to one mailbox, others to two, and two people must never become one.
 */
function normal(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}
