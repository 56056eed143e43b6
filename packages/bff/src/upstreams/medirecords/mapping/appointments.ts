import { cutText } from '@botaniqal/shared/validation/cut-text.ts';
import { localTime } from '../../../platform/local-time.ts';
import type { UpstreamError } from '../../../platform/upstream-error.ts';
import type { AppointmentRecord, NewAppointment } from '../../../ports/records/appointment.ts';
import type { MediRecordsSettings } from '../connection.ts';
import type * as wire from '../wire.ts';

/** C: notes of an appointment. */
const longestNotes = 500;

/** B: 2 to 8. 1 and any "did not attend" are U. */
const appointmentStatuses: Readonly<Record<number, AppointmentRecord['status']>> = {
  2: 'booked',
  3: 'confirmed',
  4: 'arrived',
  5: 'in_progress',
  6: 'in_progress',
  7: 'completed',
  8: 'cancelled',
};

/** B: what an online booking creates. */
const bookedStatus = 2;

/**
 * U: MediRecords has no confirmed status for a patient who did not come, so staff note it by hand. A number here makes us
 * write it.
 */
export const attendanceStatus: Readonly<Record<'no_show' | 'unknown', number | null>> = {
  no_show: null,
  unknown: null,
};

/** C: the fields of a record that a `PUT` sends back; the others are MediRecords' own. */
const writableFields = [
  'patientId',
  'appointmentTypeId',
  'scheduleTime',
  'appointmentStatus',
  'appointmentIntervalCode',
  'providerId',
  'roomId',
  'referralId',
  'notes',
  'walkIn',
  'firstAvailableDoctor',
  'urgency',
  'cancellationReason',
  'emailReminder',
  'reminderMethod',
  'reminderType',
] as const;

/** The body that changes an appointment. What staff have typed since, and its status, stay as they are. */
export function changedAppointment(
  present: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const kept = Object.fromEntries(
    writableFields.filter((field) => field in present).map((field) => [field, present[field]]),
  );
  const { appointmentStatus = kept.appointmentStatus, notes: _notes, ...rest } = changes;
  // A new time keeps the status and the notes; only a note of attendance brings a status alone.
  const isMove = 'scheduleTime' in changes;
  return {
    ...kept,
    ...rest,
    appointmentStatus: isMove ? (kept.appointmentStatus ?? appointmentStatus) : appointmentStatus,
  };
}

/** C: the flags one live client sends. */
const appointmentDefaults = {
  allowDoubleBookingForPatient: false,
  allowDoubleBookingForProvider: false,
} as const;

/**
 * MediRecords' own reminders. On, C: what one live client sends. Off, U: the flag for emails is plain, and no method and no
 * type are our guess at what ends text messages. The clinic switches them off in the settings of MediRecords, too.
 */
const ownReminders = {
  on: { emailReminder: true, reminderMethod: 1, reminderType: 7 },
  off: { emailReminder: false, reminderMethod: null, reminderType: null },
} as const;

/** Minutes → `appointmentIntervalCode`. C; other lengths are U, so we ask the vendor's code list. */
export const documentedIntervals: ReadonlyMap<number, number> = new Map([
  [5, 2],
  [10, 4],
  [15, 6],
  [20, 7],
]);

/** The code for a length, or the nearest one with its real minutes. */
function intervalFor(
  minutes: number,
  known: ReadonlyMap<number, number>,
): { code: number; shownMinutes: number } {
  const nearest = [...known].toSorted(
    ([a], [b]) => Math.abs(a - minutes) - Math.abs(b - minutes) || b - a,
  )[0];
  if (!nearest) throw new Error('there is no interval code at all');
  return { shownMinutes: nearest[0], code: nearest[1] };
}

/** The body of a new appointment (contract 2.4). Without an exact code for its length, the notes tell staff. */
export function appointmentBody(
  appointment: NewAppointment,
  known: ReadonlyMap<number, number>,
  { timeZone, remindsItself = true }: Pick<MediRecordsSettings, 'timeZone' | 'remindsItself'>,
): Record<string, unknown> {
  const { durationMinutes } = appointment;
  const { code, shownMinutes } = intervalFor(durationMinutes, known);
  const warning =
    shownMinutes === durationMinutes
      ? ''
      : `Takes ${durationMinutes} minutes, shown here as ${shownMinutes}: please lengthen by hand. `;
  return {
    patientId: appointment.patientId,
    providerId: appointment.providerId,
    appointmentTypeId: appointment.appointmentTypeId,
    scheduleTime: localTime(appointment.start, timeZone),
    appointmentStatus: bookedStatus,
    appointmentIntervalCode: code,
    notes: cutText(`${warning}${appointment.notes}`, longestNotes),
    ...appointmentDefaults,
    ...ownReminders[remindsItself ? 'on' : 'off'],
  };
}

/** U: the codes of other lengths, so an appointment of an unknown length takes as long as the usual visit. */
const usualMinutes = 15;

/** How long an appointment takes, from its interval code. */
export function minutesOf(code: number | null | undefined, known: ReadonlyMap<number, number>): number {
  return [...known].find(([, one]) => one === code)?.[0] ?? usualMinutes;
}

/**
 * The parameters that list a provider's appointments. C: each of them. U: whether the end is included, and whether an
 * appointment that began before the range is listed; so more is asked for, and the caller leaves out what is too much.
 */
export function listQuery({ providerId, from, to }: { providerId: string; from: string; to: string }) {
  return { providerId, appointmentDateRangeStart: from, appointmentDateRangeEnd: to };
}

export function appointmentRecord(record: wire.Appointment, start: Date): AppointmentRecord {
  return {
    id: record.id,
    patientId: record.patientId,
    start,
    status: appointmentStatuses[record.appointmentStatus] ?? 'unknown',
  };
}

/**
 * Whether a refusal to create means that patient or provider has another appointment at that time. Status and body are U:
 * 409 by the custom of HTTP, or a 400 that speaks of it.
 */
export function isDoubleBooking(error: UpstreamError): boolean {
  if (error.status === 409) return true;
  const words = /double.?book|already (has|have|booked|an appointment)|overlap|conflict|not available/i;
  return error.status === 400 && error.details.some((one) => words.test(`${one.code ?? ''} ${one.message}`));
}
