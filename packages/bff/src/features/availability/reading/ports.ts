/** Counts the known changes of each practitioner's calendar and mailbox, for all processes. */
export interface CalendarVersions {
  /** By practitioner, and by `mailboxKey` of a practitioner; one that is missing has version 0. */
  current(): Promise<ReadonlyMap<string, number>>;
  /** @returns the new version */
  bump(key: string): Promise<number>;
}

/** A mailbox changes without the calendar, so it has a version of its own. */
export const mailboxKey = (practitionerId: string) => `mailbox:${practitionerId}`;

/** So has what is typed into the practice's records. */
export const recordsKey = (practitionerId: string) => `records:${practitionerId}`;
