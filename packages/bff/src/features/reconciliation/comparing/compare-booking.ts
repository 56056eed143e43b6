import type { ComparedBooking } from '../../bookings/index.ts';
import type { Difference } from './difference.ts';
import type { RecordsSide, Sides } from './sides.ts';

type Compared = Pick<
  ComparedBooking,
  'status' | 'practitionerId' | 'start' | 'calendar' | 'unsettled' | 'awaitsNewTime'
>;

/**
 * Where other systems differ from a booking, and what is right. The calendar comes first: while it says something else,
 * the records are not compared, because they follow the booking. A side that could not be read differs in nothing.
 *
 * A difference is mended only where one answer is right: what the calendar says for certain about a move or a
 * cancellation, what no booking has, and what the records have not been told. All else is decided by a person.
 */
export function compareBooking(booking: Compared, sides: Sides): Difference[] {
  if (booking.unsettled || booking.status === 'open') return [];
  return booking.status === 'ended' ? compareEnded(booking, sides) : compareConfirmed(booking, sides);
}

function compareConfirmed(booking: Compared, sides: Sides): Difference[] {
  const found = calendarDifferences(booking, sides);
  const agrees = sides.calendar.kind === 'active' && found.length === 0;
  return [
    ...found,
    ...strayDifferences(sides),
    ...(agrees ? recordsDifferences(booking, sides.records) : []),
  ];
}

function calendarDifferences(booking: Compared, { calendar }: Sides): Difference[] {
  switch (calendar.kind) {
    case 'unknown':
      return [];
    case 'absent':
      return [{ kind: 'missing_in_calendar', mend: null }];
    case 'cancelled':
      return [{ kind: 'cancelled_in_calendar', mend: 'adopt_cancellation' }];
    case 'moved': {
      // The patient was asked for another time, or the booking cannot follow: a task and a job look after it.
      if (booking.awaitsNewTime || calendar.told) {
        return [{ kind: 'moved_in_calendar', mend: null, known: true }];
      }
      return [{ kind: 'moved_in_calendar', mend: 'adopt_move' }];
    }
    case 'active': {
      const { start, practitionerIds } = calendar;
      const isOther = practitionerIds.length > 0 && !practitionerIds.includes(booking.practitionerId);
      return [
        ...(+start === +booking.start ? [] : [{ kind: 'other_time_in_calendar', mend: null } as const]),
        ...(isOther ? [{ kind: 'other_practitioner_in_calendar', mend: null } as const] : []),
      ];
    }
  }
}

/** Others with the id of a confirmed booking. None is removed unless the appointment itself certainly stands. */
function strayDifferences({ calendar, strays }: Sides): Difference[] {
  if (calendar.kind !== 'active') return [];
  return strays.map((stray) => {
    if (stray.calendar === 'mailbox') return { kind: 'left_over_in_mailbox', mend: 'remove_stray' };
    // Only what the booking is known to have left is certainly not wanted.
    return stray.left
      ? { kind: 'left_over_in_calendar', mend: 'remove_stray' }
      : { kind: 'two_appointments', mend: null };
  });
}

function recordsDifferences(booking: Compared, records: RecordsSide): Difference[] {
  switch (records.kind) {
    case 'unknown':
      return [];
    case 'not_filed':
      if (!records.overdue) return [];
      return records.known
        ? [{ kind: 'not_in_records', mend: null, known: true }]
        : [{ kind: 'not_in_records', mend: 'file' }];
    case 'absent':
      // What reception made, reception may have deleted for a reason.
      return [{ kind: 'missing_in_records', mend: records.isOurs ? 'file' : null }];
    case 'present': {
      if (records.cancelled) return [{ kind: 'cancelled_in_records', mend: null }];
      const { filedStart, filedPractitionerId, isOurs } = records;
      const isOld =
        filedStart !== null &&
        (+filedStart !== +booking.start || filedPractitionerId !== booking.practitionerId);
      const isAsFiled = filedStart !== null && +records.start === +filedStart;
      if (isOld && isAsFiled) return [{ kind: 'old_time_in_records', mend: isOurs ? 'move_record' : null }];
      const { practitionerId } = records;
      const isOther = practitionerId !== null && practitionerId !== booking.practitionerId;
      return [
        ...(+records.start === +booking.start
          ? []
          : [{ kind: 'other_time_in_records', mend: null } as const]),
        ...(isOther ? [{ kind: 'other_practitioner_in_records', mend: null } as const] : []),
      ];
    }
  }
}

function compareEnded(booking: Compared, { calendar, strays, records }: Sides): Difference[] {
  const kindOf = (where: Compared['calendar']) =>
    where === 'mailbox' ? 'left_over_in_mailbox' : 'left_over_in_calendar';
  const held = calendar.kind === 'active' ? [booking.calendar] : [];
  const places = new Set([...held, ...strays.map((stray) => stray.calendar)]);
  const isInRecords = records.kind === 'present' && records.isOurs && !records.cancelled && !records.removed;
  return [
    ...[...places].map((where): Difference => ({ kind: kindOf(where), mend: 'remove_stray' })),
    ...(isInRecords ? [{ kind: 'left_over_in_records', mend: 'remove_record' } as const] : []),
  ];
}
