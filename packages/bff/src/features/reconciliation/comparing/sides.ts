import type { ComparedBooking } from '../../bookings/index.ts';

type HoldingCalendar = ComparedBooking['calendar'];

/** What the calendar that holds a booking says of its appointment. */
export type CalendarSide =
  /** It could not be read, or there was no turn to look. That is no statement. */
  | { kind: 'unknown' }
  /** The calendar says that there is no such appointment. */
  | { kind: 'absent' }
  | {
      kind: 'active';
      start: Date;
      /** Whose appointment it can be, by its visit; empty where the calendar does not tell. */
      practitionerIds: readonly string[];
    }
  | { kind: 'cancelled' }
  | {
      kind: 'moved';
      /** `null`: the patient has not chosen a time yet, or we may not read it. */
      start: Date | null;
      /** The booking cannot follow, and staff have a task about exactly this. */
      told: boolean;
    };

/** Another active appointment that carries the id of the booking. */
export interface Stray {
  calendar: HoldingCalendar;
  eventId: string;
  start: Date;
  practitionerId: string;
  /** The booking is known to have left it. `job`: what cancels it has not succeeded yet. */
  left: false | 'done' | 'job';
}

/** What the practice's records say of the appointment. */
export type RecordsSide =
  | { kind: 'unknown' }
  /** It was never filed. `overdue`: filing should be over. `known`: staff have a task about it. */
  | { kind: 'not_filed'; overdue: boolean; known: boolean }
  /** It was filed, and the records say that it does not exist. */
  | { kind: 'absent'; isOurs: boolean }
  | {
      kind: 'present';
      start: Date;
      /** `null`: the records name no one whom we know. */
      practitionerId: string | null;
      cancelled: boolean;
      isOurs: boolean;
      /** As we filed it last. */
      filedStart: Date | null;
      filedPractitionerId: string | null;
      removed: boolean;
    };

export interface Sides {
  calendar: CalendarSide;
  strays: readonly Stray[];
  records: RecordsSide;
}
