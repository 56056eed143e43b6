import type { LoginSettings } from './access-tokens.ts';

export interface MicrosoftSettings extends LoginSettings {
  /** The address of each practitioner's mailbox. A practitioner without one is left out. */
  mailboxes: ReadonlyMap<string, string>;
  /** The clinic's time zone: an event that lasts whole days begins at its midnight. */
  timeZone: string;
}

/** Which practitioner has which mailbox. */
export interface MailboxAddresses {
  has(practitionerId: string): boolean;
  /** @throws when the practitioner has no mailbox, which is a mistake of the caller */
  of(practitionerId: string): string;
  practitionerWith(address: string): string | null;
}

export function mailboxAddresses(mailboxes: MicrosoftSettings['mailboxes']): MailboxAddresses {
  const practitioners = new Map([...mailboxes].map(([id, address]) => [address.toLowerCase(), id]));
  return {
    has: (practitionerId) => mailboxes.has(practitionerId),
    of(practitionerId) {
      const address = mailboxes.get(practitionerId);
      if (address === undefined) throw new Error(`The practitioner ${practitionerId} has no mailbox.`);
      return address;
    },
    practitionerWith: (address) => practitioners.get(address.toLowerCase()) ?? null,
  };
}
