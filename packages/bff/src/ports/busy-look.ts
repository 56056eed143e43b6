/** From `start` until `end`, which is not included. */
export interface Span {
  start: Date;
  end: Date;
}

/** A time that a booking asks for; without `bookingId` it is not stored yet. */
export interface AskedTime extends Span {
  practitionerId: string;
  bookingId?: string;
}

/** Another system that is asked, beside the calendar, whether a practitioner is busy, before a time is booked. */
export interface BusyLook {
  /**
   * What makes the practitioner busy in this time; `null` when the system does not know the practitioner. A system that
   * cannot be read stops no booking: it answers that nothing is busy, and notes its failure.
   */
  look(asked: AskedTime, signal: AbortSignal | undefined): Promise<Looked | null>;
}

export interface Looked {
  busy: readonly Span[];
  /** Is told what came of it. @param taken the calendar had this time, and the system did not */
  note(taken: boolean): Promise<void>;
}
