/** Counts the known changes of each practitioner's calendar, for all processes. */
export interface CalendarVersions {
  /** By practitioner; one that is missing has version 0. */
  current(): Promise<ReadonlyMap<string, number>>;
  /** @returns the new version */
  bump(practitionerId: string): Promise<number>;
}
