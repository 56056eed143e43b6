import type { UpstreamError } from '../../platform/upstream-error.ts';
import { localTime } from './local-time.ts';
import type { AppointmentRecord, NewAppointment, NewPatient, PatientRecord } from './port.ts';
import { type Appointment, errorBody, type Patient } from './wire.ts';

/**
 * Everything about MediRecords that may turn out otherwise: paths, codes, limits, flags. No other file knows one.
 * The vendor's own reference was not at hand; each entry has a grade, and the day real credentials arrive, only
 * this file changes:
 *
 * A  published by MediRecords · B  in the working code of two or more unrelated integrators
 * C  in one integrator's code, or one written review of the vendor's specification · U  unconfirmed
 */

const id = encodeURIComponent;

export const paths = {
  /** C, and the older `/v1/patients` B: tried when this one is not found. */
  createPatient: '/v2/patients',
  createPatientBefore: '/v1/patients',
  /** C */
  patient: (patientId: string) => `/v1/patients/${id(patientId)}`,
  /** C: a bare array of `{ id }`. */
  patientsWith: '/v1/patients/exist',
  /** C: a page, found by RSQL. */
  searchPatients: '/v1/patients/search',
  /** B */
  appointments: (practiceId: string) => `/v1/practices/${id(practiceId)}/appointments`,
  /** B */
  appointment: (practiceId: string, appointmentId: string) =>
    `/v1/practices/${id(practiceId)}/appointments/${id(appointmentId)}`,
  /** C; the shape of the answer is U. */
  intervalCodes: '/v1/code-system/appointment-interval-code',
} as const;

/** C: where staff open a patient in MediRecords itself. */
export function patientPage(practiceId: string, patientId: string): string {
  return `https://app.medirecords.com/index.html?pr=${id(practiceId)}#/patients/${id(patientId)}`;
}

/** Query parameters of `patientsWith`. C */
export const contactParameters = { email: 'email', mobile: 'mobileNumber' } as const;

/** B: 100 is used in practice; the largest size is U. Pages count from 0. */
export const pageSize = 100;

/**
 * Patients born on a day. RSQL is C for first name, last name and dob; asking by day alone needs no quoting of
 * names (U) and leaves the comparison of names, with its capitals and spaces, to us.
 */
export function bornOn(dateOfBirth: string): string {
  return `dob==${dateOfBirth}`;
}

/**
 * What stands for a fact that was not asked yet: the record needs one (dob and gender B, required), and the intake
 * form replaces it. Read back, the date is no date of birth.
 */
export const placeholders = {
  dateOfBirth: '1900-01-01',
  /** 1 female, 2 male, 3 other are B; 4 unknown is C. */
  gender: 4,
  /** Nullable in one client's types (C), always sent. 315890000 Mr … 315890003 Miss are B. */
  titleCode: null,
} as const;

/** U, all: as two live clients send them. */
const patientDefaults = { patientStatusCode: 1, contactMethod: 1, usualDoctorId: null } as const;

/** Own choice of one live client, not proven of the server (C). */
const patientLimits = { firstName: 40, lastName: 40, email: 100 } as const;

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

/** C: the flags one live client sends; what reminder method and type mean is U. */
const appointmentDefaults = {
  allowDoubleBookingForPatient: false,
  allowDoubleBookingForProvider: false,
  emailReminder: true,
  reminderMethod: 1,
  reminderType: 7,
} as const;

/** Minutes → `appointmentIntervalCode`. C; other lengths are U, and asked of the vendor's code list. */
export const documentedIntervals: ReadonlyMap<number, number> = new Map([
  [5, 2],
  [10, 4],
  [15, 6],
  [20, 7],
]);

/** The code for a length, or the nearest one with the minutes that it really means. */
export function intervalFor(
  minutes: number,
  known: ReadonlyMap<number, number>,
): { code: number; shownMinutes: number } {
  const nearest = [...known].toSorted(
    ([a], [b]) => Math.abs(a - minutes) - Math.abs(b - minutes) || b - a,
  )[0];
  if (!nearest) throw new Error('there is no interval code at all');
  return { shownMinutes: nearest[0], code: nearest[1] };
}

/** The body of a new patient (contract 2.6). */
export function patientBody(patient: NewPatient, practiceId: string): Record<string, unknown> {
  const firstName = patient.firstName.trim();
  const lastName = patient.lastName.trim();
  const shortened = firstName.length > patientLimits.firstName || lastName.length > patientLimits.lastName;
  const notes = [
    shortened ? `Full name: ${firstName} ${lastName}.` : '',
    patient.dateOfBirth === null
      ? 'Date of birth, title and gender were not asked yet; those here stand in for them.'
      : 'Title and gender were not asked yet; those here stand in for them.',
    patient.note ?? '',
  ];
  return {
    defaultPracticeId: practiceId,
    ...patientDefaults,
    titleCode: placeholders.titleCode,
    gender: placeholders.gender,
    firstName: firstName === '' ? null : firstName.slice(0, patientLimits.firstName),
    lastName: lastName.slice(0, patientLimits.lastName),
    ...(firstName === '' ? { oneNameOnly: true } : {}),
    dob: patient.dateOfBirth ?? placeholders.dateOfBirth,
    email: patient.email.slice(0, patientLimits.email),
    mobilePhone: localDigits(patient.mobile),
    notes: notes.filter((note) => note !== '').join('\n'),
  };
}

export function patientRecord(wire: Patient): PatientRecord {
  const dateOfBirth = filled(wire.dob?.slice(0, 10));
  return {
    id: wire.id,
    firstName: filled(wire.firstName),
    lastName: wire.lastName?.trim() ?? '',
    dateOfBirth: dateOfBirth === placeholders.dateOfBirth ? null : dateOfBirth,
    email: filled(wire.email),
    mobile: filled(localDigits(wire.mobilePhone ?? '')),
  };
}

/** The body of a new appointment (contract 2.4). Without an exact code for its length, the notes tell staff. */
export function appointmentBody(
  appointment: NewAppointment,
  known: ReadonlyMap<number, number>,
  timeZone: string,
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
    notes: `${warning}${appointment.notes}`.slice(0, longestNotes),
    ...appointmentDefaults,
  };
}

export function appointmentRecord(wire: Appointment, start: Date): AppointmentRecord {
  return {
    id: wire.id,
    patientId: wire.patientId,
    start,
    status: appointmentStatuses[wire.appointmentStatus] ?? 'unknown',
  };
}

/**
 * Whether a refusal to create means that patient or provider has another appointment then. Status and body are U:
 * 409 by the custom of HTTP, or a 400 that speaks of it.
 */
export function isDoubleBooking(error: UpstreamError): boolean {
  if (error.status === 409) return true;
  const words = /double.?book|already (has|have|booked|an appointment)|overlap|conflict|not available/i;
  return error.status === 400 && error.details.some((one) => words.test(`${one.code ?? ''} ${one.message}`));
}

/** B: `{ errors: [{ parameter, value, message }] }` or `{ message }`. The value is the patient's, and stays out. */
export function errorDetails(body: unknown): UpstreamError['details'] {
  const parsed = errorBody.safeParse(body);
  if (!parsed.success) return [];
  const { errors, message } = parsed.data;
  if (errors.length > 0) {
    return errors.map((one) => ({ field: one.parameter ?? null, code: null, message: one.message }));
  }
  return message === '' ? [] : [{ field: null, code: null, message }];
}

/** B: digits only. An Australian mobile is written `04…`, however it was given. */
export function localDigits(phone: string): string {
  return phone.replace(/\D/g, '').replace(/^61(?=4\d{8}$)/, '0');
}

function filled(value: string | null | undefined): string | null {
  const trimmed = value?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
