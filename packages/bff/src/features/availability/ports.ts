/** A stretch of a practitioner's time that our own store knows to be taken: a hold or a booking. */
export interface OccupiedTime {
  practitionerId: string;
  start: Date;
  /** Not included. */
  end: Date;
}

/** Filled by bookings: what is held or booked here may not be in the practitioner's calendar yet. */
export interface OccupiedTimes {
  /** Everything of these practitioners that overlaps `[from, to)`. */
  between(query: {
    practitionerIds: readonly string[];
    from: Date;
    to: Date;
  }): Promise<readonly OccupiedTime[]>;
}

/** Counts the known changes of each practitioner's calendar, for all processes. */
export interface CalendarVersions {
  /** By practitioner; one that is missing has version 0. */
  current(): Promise<ReadonlyMap<string, number>>;
  /** @returns the new version */
  bump(practitionerId: string): Promise<number>;
}
