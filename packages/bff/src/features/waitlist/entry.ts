import { serviceId } from '@botaniqal/shared/contracts/primitives.ts';
import { waitlistWishes } from '@botaniqal/shared/contracts/waitlist.ts';
import { z } from 'zod';
import { hashOpaqueToken, matchesOpaqueToken, newOpaqueToken } from '../../platform/crypto/opaque-token.ts';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import { contact } from '../patients/index.ts';
import type { waitlistEntries } from './tables.ts';

/** The person of an entry, and their wishes, as they are sealed in the row. */
const entryContact = contact.extend({
  name: z.string(),
  email: z.string(),
  postcode: z.string().nullable(),
  wishes: waitlistWishes,
});
export type EntryContact = z.infer<typeof entryContact>;

/** One secret per permission, so that a link that only leaves cannot be used to read the entry. */
const entrySecrets = z.object({
  /** Shows, changes and leaves. */
  manage: z.string(),
  /** Sent only by email: it proves that the address belongs to the person. */
  confirm: z.string(),
  /**
   * Leaves only. It is in the address of the one-click unsubscribe, which mail programs call without headers (RFC
   * 8058).
   */
  leave: z.string(),
});
export type EntrySecrets = z.infer<typeof entrySecrets>;

export function newSecrets(): EntrySecrets {
  const fresh = () => newOpaqueToken().token;
  return { manage: fresh(), confirm: fresh(), leave: fresh() };
}

/** Whether the token is that secret, compared in constant time. */
export function isSecret(given: string, secret: string): boolean {
  return matchesOpaqueToken(given, hashOpaqueToken(secret));
}

export type EntryRow = typeof waitlistEntries.$inferSelect;

/** An entry with its sealed parts open; `contact` is `null` once the person has left. Never log it. */
export interface Entry extends Omit<EntryRow, 'contact' | 'secrets' | 'service'> {
  service: z.infer<typeof serviceId>;
  contact: EntryContact | null;
  secrets: EntrySecrets;
}

/** The purpose that binds a sealed value to its column and row, so that a copy in another row does not open. */
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

/** An entry whose person has not left, so that the clinic can write to them. */
export type ReachableEntry = Entry & { contact: EntryContact };

export function isReachable(entry: Entry): entry is ReachableEntry {
  return entry.contact !== null;
}
