import { serviceId } from '@botaniqal/shared/contracts/primitives.ts';
import { waitlistWishes } from '@botaniqal/shared/contracts/waitlist.ts';
import { z } from 'zod';
import { hashOpaqueToken, matchesOpaqueToken, newOpaqueToken } from '../../platform/crypto/opaque-token.ts';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import type { waitlistEntries } from './tables.ts';

/** Who waits, as it is sealed in the row. */
export const entryContact = z.object({
  name: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  postcode: z.string().nullable(),
  wishes: waitlistWishes,
});
export type EntryContact = z.infer<typeof entryContact>;

/** One secret per power, so that a link that only leaves cannot be used to look. */
const entrySecrets = z.object({
  /** Sees, changes and leaves. */
  manage: z.string(),
  /** Sees the position alone. */
  view: z.string(),
  /** Goes only into the mail: shows that the address is theirs. */
  confirm: z.string(),
  /** Leaves. In the address of the one-click unsubscribe, which mail programs call without headers (RFC 8058). */
  leave: z.string(),
});
export type EntrySecrets = z.infer<typeof entrySecrets>;

export function newSecrets(): EntrySecrets {
  const fresh = () => newOpaqueToken().token;
  return { manage: fresh(), view: fresh(), confirm: fresh(), leave: fresh() };
}

/** Whether the token is that secret, in a time that tells nothing about it. */
export function isSecret(given: string, secret: string): boolean {
  return matchesOpaqueToken(given, hashOpaqueToken(secret));
}

export type EntryRow = typeof waitlistEntries.$inferSelect;

/** An entry with its sealed parts open; `contact` is `null` once its person has left. Never log it. */
export interface Entry extends Omit<EntryRow, 'contact' | 'secrets' | 'service'> {
  service: z.infer<typeof serviceId>;
  contact: EntryContact | null;
  secrets: EntrySecrets;
}

/** What a sealed column is bound to, so that a value copied into another row does not open there. */
export const entryPurpose = (column: string, entryId: string) => `waitlist.${column}:${entryId}`;

export function sealContact(sealing: Sealing, entryId: string, contact: EntryContact): string {
  return sealing.seal(contact, entryPurpose('contact', entryId));
}

export function sealSecrets(sealing: Sealing, entryId: string, secrets: EntrySecrets): string {
  return sealing.seal(secrets, entryPurpose('secrets', entryId));
}

export function openContact(sealing: Sealing, row: Pick<EntryRow, 'id' | 'contact'>): EntryContact | null {
  return row.contact === null
    ? null
    : entryContact.parse(sealing.open(row.contact, entryPurpose('contact', row.id)));
}

export function openEntry(sealing: Sealing, row: EntryRow): Entry {
  return {
    ...row,
    service: serviceId.parse(row.service),
    contact: openContact(sealing, row),
    secrets: entrySecrets.parse(sealing.open(row.secrets, entryPurpose('secrets', row.id))),
  };
}
