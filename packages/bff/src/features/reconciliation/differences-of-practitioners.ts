import { isoInstant } from '../../platform/iso-instant.ts';
import type { Queryable } from '../../platform/store/database.ts';
import type { ServiceNames } from '../../ports/service-names.ts';
import type { DifferenceKind } from './comparing/difference.ts';
import { openDifferences } from './settling/difference-store.ts';

/** What staff read about each kind, and what became of it. */
const summaries: Readonly<Record<DifferenceKind, (names: ServiceNames) => string>> = {
  missing_in_calendar: () => 'The calendar has no such appointment.',
  cancelled_in_calendar: ({ calendar }) => `It was cancelled in ${calendar}. The booking follows.`,
  moved_in_calendar: ({ calendar }) => `It was moved in ${calendar}.`,
  other_time_in_calendar: () => 'It has another time in the calendar.',
  other_practitioner_in_calendar: ({ calendar }) => `It belongs to another practitioner in ${calendar}.`,
  two_appointments: ({ calendar }) => `${calendar} has two appointments for this booking.`,
  left_over_in_calendar: ({ calendar }) => `${calendar} has an appointment that no booking needs.`,
  left_over_in_mailbox: ({ mailbox }) => `${mailbox} has an entry that no booking needs.`,
  not_in_records: ({ records }) => `It is not filed in ${records}.`,
  missing_in_records: ({ records }) => `Its appointment was deleted in ${records}.`,
  cancelled_in_records: ({ records }) => `It is cancelled in ${records}, and booked here.`,
  old_time_in_records: ({ records }) => `${records} has its old time.`,
  other_time_in_records: ({ records }) => `It has another time in ${records}.`,
  other_practitioner_in_records: ({ records }) => `It has another practitioner in ${records}.`,
  left_over_in_records: ({ records }) => `${records} has the appointment of a cancelled booking.`,
};

const outcomes = {
  mended: 'It is being mended.',
  task: 'There is a task about it.',
  known: 'There is a task about it.',
};

/** Where calendars differ from our bookings now, by practitioner. */
export async function differencesOfPractitioners(db: Queryable, names: ServiceNames) {
  const open = await openDifferences(db);
  const rows = open.map(({ practitionerId, kind, bookingId, foundAt, outcome }) => ({
    practitionerId,
    difference: {
      kind,
      bookingId,
      foundAt: isoInstant(foundAt),
      summary: `${summaries[kind](names)} ${outcomes[outcome]}`,
    },
  }));
  const byPractitioner = Map.groupBy(rows, ({ practitionerId }) => practitionerId);
  return new Map([...byPractitioner].map(([id, all]) => [id, all.map(({ difference }) => difference)]));
}
