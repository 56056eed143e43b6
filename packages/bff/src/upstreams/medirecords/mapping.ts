import type { UpstreamError } from '../../platform/upstream-error.ts';
import type { AppointmentRecord, NewAppointment } from '../../ports/records/appointment.ts';
import type { PatientFacts, Unrecognised } from '../../ports/records/patient-facts.ts';
import type { CardFacts } from '../../ports/records/patient-file.ts';
import { localTime } from './local-time.ts';
import * as wire from './wire.ts';

/**
 * Everything about MediRecords that may turn out otherwise: paths, codes, limits, flags. No other file knows one; the
 * `*-shapes.ts` beside it put records and bodies together with them.
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
  /** Reading C; changing, by PUT of the whole record, U: nobody has been seen to do it. */
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
  titleCodes: '/v1/code-system/title-code',
  /** B: a bare array. */
  addresses: (patientId: string) => `/v1/patients/${id(patientId)}/addresses`,
  /** C */
  address: (patientId: string, addressId: string) =>
    `/v1/patients/${id(patientId)}/addresses/${id(addressId)}`,
  /** C: a page. */
  relationships: (patientId: string) => `/v1/patients/${id(patientId)}/relationships`,
  /** C; whether sending again changes them or fails is U. */
  settings: (patientId: string) => `/v1/patients/${id(patientId)}/settings`,
  /** C: multipart to file, a page to list. */
  documents: (patientId: string) => `/v1/upload/patients/${id(patientId)}/correspondences/inbounds`,
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
  /** Nullable in one client's types (C), always sent. */
  titleCode: null,
  /** The given name of somebody with one name: an Australian convention (AIHW METEOR), and what bookings send. */
  firstName: 'Onlyname',
} as const;

type Title = Exclude<PatientFacts['title'], Unrecognised | null>;

/** B. The codes of Dr, Prof and Mx contradict each other in two clients: asked of the vendor's code list. */
export const documentedTitles: ReadonlyMap<Title, number> = new Map([
  ['mr', 315890000],
  ['mrs', 315890001],
  ['ms', 315890002],
  ['miss', 315890003],
]);

/** A title in the words of the vendor's list. */
export function titlesIn(words: string): Title[] {
  const plain = words.trim().toLowerCase().replace(/\.$/, '');
  return (['mr', 'mrs', 'ms', 'miss', 'mx', 'dr'] as const).filter((title) => title === plain);
}

/** B; 4, unknown, is the placeholder. */
export const genders: ReadonlyMap<Exclude<PatientFacts['gender'], Unrecognised | null>, number> = new Map([
  ['female', 1],
  ['male', 2],
  ['other', 3],
]);

/** National codes: likely, as the vendor's guide speaks of 1, 2 and 3 (U). */
export const indigenousStatuses = ['1', '2', '3', '4', '9'] as const;

/** 1: everyone uses it; home is presumed (U). */
export const addressDefaults = { addressType: 1, addressLine3: null, countryCode: 'AU' } as const;

/** C. The forms' words on the left. */
export const relationshipCodes: Readonly<Record<string, number>> = {
  father: 1,
  mother: 2,
  husband: 3,
  wife: 4,
  son: 5,
  daughter: 6,
  brother: 7,
  sister: 8,
  friend: 9,
  other: 19,
  partner: 26,
};

/** C: as one live client sends them, but for the next of kin, whom our forms do not ask for. */
export const contactDefaults = {
  contactMethod: 3,
  isEmergency: true,
  isNOK: false,
  isFamily: false,
  isHeadOfFamily: false,
} as const;

/** Where each entitlement stands. The number, IRN, expiry and eprescribing C; the others U. */
export const cardFields = {
  medicareNumber: 'medicareNo',
  medicareIrn: 'medicareIRN',
  medicareExpiry: 'medicareExpiry',
  dvaNumber: 'dvaNo',
  dvaColour: 'dvaCardtype',
  concessionNumber: 'pensionCardno',
  concessionType: 'pensionCardtype',
  concessionExpiry: 'pensionCardExpiry',
  electronicPrescriptions: 'eprescribing',
} as const satisfies Record<keyof CardFacts, string>;

/** U: the codes for the kinds of these cards are nowhere written down. A person types them in. */
export const cardsWithoutCode = ['dvaColour', 'concessionType'] as const;

/** C: an upload as one live client makes it. Sender type 2 goes with the practice as its own sender. */
export const documentDefaults = { category: '1', senderType: '2' } as const;

/** The vendor's fields, in the names of our facts. */
const factNames: Readonly<Record<string, string>> = {
  titleCode: 'title',
  firstName: 'firstName',
  lastName: 'lastName',
  preferredName: 'preferredName',
  dob: 'dateOfBirth',
  gender: 'gender',
  genderCode: 'gender',
  email: 'email',
  mobilePhone: 'mobilePhone',
  homePhone: 'homePhone',
  atsiStatus: 'indigenousStatus',
  addressLine1: 'line1',
  addressLine2: 'line2',
  cityCode: 'suburb',
  stateCode: 'state',
  contactName: 'contactName',
  relationshipCode: 'contactRelationship',
  ...Object.fromEntries(Object.entries(cardFields).map(([ours, theirs]) => [theirs, ours])),
};

/** What was refused, by our own names where there is one. */
export function refusedFields(error: UpstreamError): string[] {
  const names = error.details.map((one) => one.field).filter((field) => field !== null);
  return [...new Set(names.map((field) => factNames[field] ?? field))];
}

/** Whether it has no such act at all: U, by the custom of HTTP. */
export function isNotOffered(error: UpstreamError): boolean {
  return error.status === 404 || error.status === 405 || error.status === 501;
}

/** U, all: as two live clients send them. */
export const patientDefaults = { patientStatusCode: 1, contactMethod: 1, usualDoctorId: null } as const;

/** Own choice of one live client, not proven of the server (C). */
export const patientLimits = { firstName: 40, lastName: 40, email: 100 } as const;

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

export function appointmentRecord(record: wire.Appointment, start: Date): AppointmentRecord {
  return {
    id: record.id,
    patientId: record.patientId,
    start,
    status: appointmentStatuses[record.appointmentStatus] ?? 'unknown',
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
  const parsed = wire.errorBody.safeParse(body);
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

/** Without the spaces around it; `null` when nothing is left. */
export function filled(value: string | null | undefined): string | null {
  const trimmed = value?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
