export interface BusySpan {
  start: Date;
  end: Date;
}

/** What a calendar writes of an appointment into another calendar of the practitioner. */
export interface AppointmentCopy extends BusySpan {
  subject: string;
  attendee: { address: string; name: string };
}

/** A copy that was written. */
export interface WrittenCopy {
  /** The id that stays. */
  id: string;
  /** The id that programs see. It changes when a person puts the event into another folder. */
  shownAs: string;
}

/** A calendar that other calendars of the same practitioner read and write. */
export interface ConnectedCalendar {
  /** What is busy in `[from, to)`, in any order, without copies. */
  busyOf(practitionerId: string, from: Date, to: Date): BusySpan[];
  /** `null`: the practitioner has no such calendar. */
  addCopy(practitionerId: string, copy: AppointmentCopy): WrittenCopy | null;
  /** A copy that a person has removed already changes nothing. */
  removeCopy(id: string): void;
}

/** Calendars that a practitioner has connected: what is busy in one, another one does not offer. */
export class ConnectedCalendars {
  readonly #calendars: ConnectedCalendar[] = [];

  /** A vendor's calendars are read and written from now on. */
  connect(calendar: ConnectedCalendar): void {
    this.#calendars.push(calendar);
  }

  /** What is busy in `[from, to)`, in any order. */
  busyOf(practitionerId: string, from: Date, to: Date): BusySpan[] {
    return this.#calendars.flatMap((calendar) => calendar.busyOf(practitionerId, from, to));
  }

  /** Writes a copy into the first calendar that the practitioner has; `null`: there is none. */
  addCopy(practitionerId: string, copy: AppointmentCopy): WrittenCopy | null {
    for (const calendar of this.#calendars) {
      const written = calendar.addCopy(practitionerId, copy);
      if (written) return written;
    }
    return null;
  }

  removeCopy(id: string): void {
    for (const calendar of this.#calendars) calendar.removeCopy(id);
  }
}
