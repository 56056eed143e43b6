export interface BusySpan {
  start: Date;
  end: Date;
}

type Busy = (practitionerId: string, from: Date, to: Date) => BusySpan[];

/** Calendars that a practitioner has connected: what is busy in one, another one does not offer. */
export class ConnectedCalendars {
  readonly #sources: Busy[] = [];

  /** A vendor's calendars tell from now on what is busy in them. */
  connect(source: Busy): void {
    this.#sources.push(source);
  }

  /** What is busy in `[from, to)`, in any order. */
  busyOf(practitionerId: string, from: Date, to: Date): BusySpan[] {
    return this.#sources.flatMap((source) => source(practitionerId, from, to));
  }
}
