import type { UpstreamError } from '../../platform/upstream-error.ts';
import { localTime } from './local-time.ts';
import {
  type Address,
  type AddressRecord,
  type AppointmentRecord,
  type CardFacts,
  type CardsChange,
  type EmergencyContact,
  type NewAppointment,
  type NewDocument,
  type NewPatient,
  type PatientChange,
  type PatientDetails,
  type PatientFacts,
  type PatientRecord,
  type Unrecognised,
  unrecognised,
} from './port.ts';
import * as wire from './wire.ts';

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
const genders: ReadonlyMap<Exclude<PatientFacts['gender'], Unrecognised | null>, number> = new Map([
  ['female', 1],
  ['male', 2],
  ['other', 3],
]);

/** National codes: likely, as the vendor's guide speaks of 1, 2 and 3 (U). */
const indigenousStatuses = ['1', '2', '3', '4', '9'] as const;

/** 1: everyone uses it; home is presumed (U). */
const addressDefaults = { addressType: 1, addressLine3: null, countryCode: 'AU' } as const;

/** C. The forms' words on the left. */
const relationshipCodes: Readonly<Record<string, number>> = {
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
const contactDefaults = {
  contactMethod: 3,
  isEmergency: true,
  isNOK: false,
  isFamily: false,
  isHeadOfFamily: false,
} as const;

/** Where each entitlement stands. The number, IRN, expiry and eprescribing C; the others U. */
const cardFields = {
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
const cardsWithoutCode = ['dvaColour', 'concessionType'] as const;

/** C: an upload as one live client makes it. Sender type 2 goes with the practice as its own sender. */
const documentDefaults = { category: '1', senderType: '2' } as const;

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

/** The body of a new patient (contract 2.6), and what stays out of it because there is no code. */
export function patientBody(
  patient: NewPatient,
  practiceId: string,
  titles: ReadonlyMap<string, number>,
): { body: Record<string, unknown>; leftOut: (keyof PatientFacts)[] } {
  const firstName = patient.firstName.trim();
  const lastName = patient.lastName.trim();
  const shortened = firstName.length > patientLimits.firstName || lastName.length > patientLimits.lastName;
  const { title, gender, ...rest } = patient.facts ?? {};
  const { fields, leftOut } = patientFields(
    { ...rest, ...(title && { title }), ...(gender && { gender }) },
    titles,
  );
  const notAsked = [
    ...(patient.dateOfBirth === null ? ['date of birth'] : []),
    ...(patient.facts === undefined ? ['title', 'gender'] : []),
  ];
  const notes = [
    shortened ? `Full name: ${firstName} ${lastName}.` : '',
    notAsked.length > 0 ? `${listed(notAsked)} were not asked yet; those here stand in for them.` : '',
    patient.note ?? '',
  ];
  const body = {
    defaultPracticeId: practiceId,
    ...patientDefaults,
    titleCode: placeholders.titleCode,
    gender: placeholders.gender,
    ...fields,
    firstName: firstName === '' ? null : firstName.slice(0, patientLimits.firstName),
    lastName: lastName.slice(0, patientLimits.lastName),
    ...(firstName === '' ? { oneNameOnly: true } : {}),
    dob: patient.dateOfBirth ?? placeholders.dateOfBirth,
    email: filled(patient.email.slice(0, patientLimits.email)),
    mobilePhone: filled(localDigits(patient.mobile)),
    notes: notes.filter((note) => note !== '').join('\n'),
  };
  return { body, leftOut };
}

/** "Date of birth, title and gender" */
function listed(words: readonly string[]): string {
  const all = words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : (words[0] ?? '');
  return `${all.charAt(0).toUpperCase()}${all.slice(1)}`;
}

/** The fields of a change. Too long for the record, or without a code: left out, for a person to type in. */
function patientFields(
  change: PatientChange,
  titles: ReadonlyMap<string, number>,
): { fields: Record<string, unknown>; leftOut: (keyof PatientFacts)[] } {
  const leftOut: (keyof PatientFacts)[] = [];
  const fields: Record<string, unknown> = {};
  const put = (name: keyof PatientFacts, field: string, value: unknown): void => {
    if (change[name] === undefined) return;
    if (value === undefined) leftOut.push(name);
    else fields[field] = value;
  };
  const short = (name: keyof typeof patientLimits): string | undefined => {
    const value = change[name];
    return value !== undefined && value.length <= patientLimits[name] ? value : undefined;
  };
  put('title', 'titleCode', titles.get(change.title ?? ''));
  put('firstName', 'firstName', short('firstName'));
  put('lastName', 'lastName', short('lastName'));
  put('preferredName', 'preferredName', change.preferredName);
  put('dateOfBirth', 'dob', change.dateOfBirth);
  put('gender', 'gender', change.gender && genders.get(change.gender));
  put('email', 'email', short('email'));
  put('mobilePhone', 'mobilePhone', localDigits(change.mobilePhone ?? ''));
  put('homePhone', 'homePhone', localDigits(change.homePhone ?? ''));
  put('indigenousStatus', 'atsiStatus', Number(change.indigenousStatus));
  return { fields, leftOut };
}

/** The whole record with a change in it. */
export function changedPatient(
  whole: Record<string, unknown>,
  change: PatientChange,
  titles: ReadonlyMap<string, number>,
): { body: Record<string, unknown>; leftOut: (keyof PatientFacts)[]; changes: boolean } {
  const { fields, leftOut } = patientFields(change, titles);
  const body: Record<string, unknown> = { ...whole, ...fields };
  // The vendor's one full sample has `genderCode`, live clients `gender`: both where the record has both.
  if ('genderCode' in whole && fields.gender !== undefined) body.genderCode = fields.gender;
  if ('firstName' in fields) body.oneNameOnly = false;
  if ('fullName' in whole && ('firstName' in fields || 'lastName' in fields)) {
    body.fullName = [body.firstName, body.lastName].filter(Boolean).join(' ');
  }
  return { body, leftOut, changes: Object.keys(fields).length > 0 };
}

/** A patient's facts, with placeholders read as nothing. */
export function patientDetails(
  record: wire.PatientDetails,
  titles: ReadonlyMap<PatientFacts['title'], number>,
): PatientDetails {
  const { id, firstName, lastName, dateOfBirth, email, mobile } = patientRecord(record);
  const titleCode = codeIn(record.titleCode);
  const genderCode = codeIn(record.gender) ?? codeIn(record.genderCode);
  const status = codeIn(record.atsiStatus);
  return {
    id,
    title: titleCode === null ? null : (keyOf(titles, titleCode) ?? unrecognised),
    firstName: firstName === placeholders.firstName ? null : firstName,
    lastName: filled(lastName),
    preferredName: filled(record.preferredName),
    dateOfBirth,
    gender:
      genderCode === null || genderCode === placeholders.gender
        ? null
        : (keyOf(genders, genderCode) ?? unrecognised),
    email,
    mobilePhone: mobile,
    homePhone: filled(localDigits(record.homePhone ?? '')),
    indigenousStatus:
      status === null ? null : (indigenousStatuses.find((one) => Number(one) === status) ?? unrecognised),
  };
}

/** Whether these codes have a word for the record's title, or it has none. */
export function knowsTitleOf(record: wire.PatientDetails, titles: ReadonlyMap<unknown, number>): boolean {
  const code = codeIn(record.titleCode);
  return code === null || keyOf(titles, code) !== undefined;
}

/** A code as a number; whatever else stands there is a code that nobody has. `null`: nothing stands there. */
function codeIn(value: unknown): number | null {
  if (value === undefined || value === null || value === '') return null;
  return typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
}

function keyOf<Key>(codes: ReadonlyMap<Key, number>, code: number): Key | undefined {
  return [...codes].find(([, one]) => one === code)?.[0];
}

/** An address (contract 2.7). */
export function addressBody(address: Address): Record<string, unknown> {
  return {
    ...addressDefaults,
    addressLine1: address.line1,
    addressLine2: address.line2,
    cityCode: address.suburb,
    postcode: address.postcode,
    stateCode: address.state.toUpperCase(),
  };
}

export function addressRecord(record: wire.Address): AddressRecord {
  return {
    id: record.id,
    line1: record.addressLine1?.trim() ?? '',
    line2: filled(
      [record.addressLine2, record.addressLine3]
        .map((line) => line?.trim())
        .filter(Boolean)
        .join(', '),
    ),
    suburb: record.cityCode?.trim() ?? '',
    state: record.stateCode?.trim().toUpperCase() ?? '',
    postcode: record.postcode?.trim() ?? '',
    touched: !record.createdBy || record.createdBy !== record.updatedBy,
  };
}

/** Medicare and other cards (contract 2.9). */
export function cardFacts(record: Record<string, unknown>): CardFacts {
  const text = (name: keyof CardFacts) => {
    const value = record[cardFields[name]];
    return filled(typeof value === 'number' ? String(value) : typeof value === 'string' ? value : null);
  };
  const digits = text('medicareNumber')?.replace(/\D/g, '') ?? null;
  const agreed = record[cardFields.electronicPrescriptions];
  return {
    // Ten digits or eleven, with the IRN behind: U.
    medicareNumber: filled(digits?.slice(0, 10)),
    medicareIrn: text('medicareIrn') ?? filled(digits?.slice(10)),
    medicareExpiry: filled(text('medicareExpiry')?.slice(0, 7)),
    dvaNumber: text('dvaNumber'),
    dvaColour: text('dvaColour') === null ? null : unrecognised,
    concessionNumber: text('concessionNumber'),
    concessionType: text('concessionType') === null ? null : unrecognised,
    concessionExpiry: filled(text('concessionExpiry')?.slice(0, 7)),
    electronicPrescriptions:
      agreed === true || agreed === 'true' ? true : agreed === undefined || agreed === null ? null : false,
  };
}

/** What every record has, and nobody sends. */
const stamps = new Set(['id', 'createdBy', 'createdDateTime', 'updatedBy', 'updatedDateTime']);

/** The settings with a change in them, and all that stood there already: what sending a part does is U. */
export function changedCards(
  patientId: string,
  whole: Record<string, unknown>,
  change: CardsChange,
): { body: Record<string, unknown>; leftOut: (keyof CardFacts)[]; changes: boolean } {
  const standing = Object.entries(whole).filter(
    ([name, value]) => !stamps.has(name) && value !== null && value !== '',
  );
  const written = namesOf(change).filter((name) => change[name] !== undefined);
  const leftOut = written.filter((name) => cardsWithoutCode.some((one) => one === name));
  const fields = written
    .filter((name) => !leftOut.includes(name))
    .map((name) => [cardFields[name], change[name]]);
  const body = { ...Object.fromEntries(standing), patientId, ...Object.fromEntries(fields) };
  return { body, leftOut, changes: fields.length > 0 };
}

/** `Object.keys` forgets which names an object of this shape can have. */
function namesOf(change: CardsChange): (keyof CardFacts)[] {
  return Object.keys(change) as (keyof CardFacts)[];
}

/** Whom to call in an emergency (contract 2.8). */
export function contactBody(contact: EmergencyContact): Record<string, unknown> {
  const phone = localDigits(contact.phone ?? '');
  return {
    ...contactDefaults,
    relationshipCode: relationshipCodes[contact.relationship ?? 'other'] ?? relationshipCodes.other,
    contactName: contact.name,
    ...(/^0[45]/.test(phone) ? { mobilePhone: phone } : { homePhone: phone }),
  };
}

export function emergencyContact(record: wire.Relationship): EmergencyContact {
  const code = codeIn(record.relationshipCode);
  const phone = filled(record.mobilePhone) ?? filled(record.homePhone) ?? filled(record.workPhone);
  return {
    name: record.contactName?.trim() ?? '',
    relationship: Object.entries(relationshipCodes).find(([, one]) => one === code)?.[0] ?? null,
    phone: phone === null ? null : localDigits(phone),
  };
}

/** A document for the inbound correspondence (contract 2.10). */
export function documentForm(patientId: string, practiceId: string, document: NewDocument): FormData {
  const form = new FormData();
  const parts = {
    subject: document.subject,
    practiceId,
    patientId,
    importDate: document.date,
    ...documentDefaults,
    senderId: practiceId,
    recipientId: document.recipientId,
  };
  for (const [name, value] of Object.entries(parts)) form.set(name, value);
  // A copy: a view of a larger buffer would be sent whole by some runtimes.
  const pdf = new Blob([new Uint8Array(document.pdf)], { type: 'application/pdf' });
  form.set('attachment', pdf, document.filename);
  return form;
}

export function patientRecord(record: wire.Patient): PatientRecord {
  const dateOfBirth = filled(record.dob?.slice(0, 10));
  return {
    id: record.id,
    firstName: filled(record.firstName),
    lastName: record.lastName?.trim() ?? '',
    dateOfBirth: dateOfBirth === placeholders.dateOfBirth ? null : dateOfBirth,
    email: filled(record.email),
    mobile: filled(localDigits(record.mobilePhone ?? '')),
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

function filled(value: string | null | undefined): string | null {
  const trimmed = value?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
