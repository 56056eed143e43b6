import { createHmac, randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import { StartRefusal } from '../../platform/start-refusal.ts';
import type { Database } from '../../platform/store/database.ts';
import { nameKey } from './person-name.ts';
import { lookupKeys } from './tables.ts';

/** Keyed hashes by which a person is found again without storing who they are. */
export interface PersonKeys {
  /** By mailbox. Capitals and the spaces around the address do not matter. */
  of(email: string): string;
  /** By last name and date of birth (`YYYY-MM-DD`). Spelling that matching ignores does not matter. */
  ofBirth(lastName: string, dateOfBirth: string): string;
  /** Of any other text. It begins with a line that says what it is, so that no two kinds meet. */
  ofText(text: string): string;
}

const name = 'person';
export const lookupKeyPurpose = (keyName: string) => `lookup_key:${keyName}`;
const purpose = lookupKeyPurpose(name);

/**
 * HMAC-SHA-256 of what identifies a person. A plain hash would not do: a computer can try millions of addresses.
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
  if (!row) throw new Error('The look-up key of persons was not stored.');
  const opened = openKey(sealing, row.sealed);
  const reEncrypted = sealing.reEncrypt(row.sealed, purpose);
  if (reEncrypted !== null) {
    await db
      .update(lookupKeys)
      .set({ sealed: reEncrypted })
      .where(and(eq(lookupKeys.name, name), eq(lookupKeys.sealed, row.sealed)));
  }
  const key = Buffer.from(opened, 'base64');
  const hash = (text: string) => createHmac('sha256', key).update(text, 'utf8').digest('hex');
  return {
    of: (email) => hash(normal(email)),
    // An address contains no line break: a person's two hashes never meet another person's.
    ofBirth: (lastName, dateOfBirth) => hash(`birth\n${nameKey(lastName)}\n${dateOfBirth}`),
    ofText: hash,
  };
}

/**
 * Keys for features that are composed before the store is checked. The key is read by `open`, and the features use it
 * when requests and jobs come, which is later.
 */
export function personKeysToOpen(): PersonKeys & {
  open(deps: Parameters<typeof openPersonKeys>[0]): Promise<void>;
} {
  let keys: PersonKeys | undefined;
  const opened = (): PersonKeys => {
    if (!keys) throw new Error('The look-up key of persons is not open yet.');
    return keys;
  };
  return {
    async open(deps) {
      keys = await openPersonKeys(deps);
    },
    of: (email) => opened().of(email),
    ofBirth: (lastName, dateOfBirth) => opened().ofBirth(lastName, dateOfBirth),
    ofText: (text) => opened().ofText(text),
  };
}

function openKey(sealing: Sealing, sealed: string): string {
  try {
    return z.string().parse(sealing.open(sealed, purpose));
  } catch (cause) {
    throw new StartRefusal(
      'DATA_ENCRYPTION_KEYS lacks the key that sealed the look-up key of patients: add the old key behind the new one.',
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
