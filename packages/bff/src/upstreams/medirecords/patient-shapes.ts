import { cutText } from '@botaniqal/shared/validation/cut-text.ts';
import type { NewPatient, PatientRecord } from '../../ports/records/patient.ts';
import {
  type PatientChange,
  type PatientDetails,
  type PatientFacts,
  unrecognised,
} from '../../ports/records/patient-facts.ts';
import {
  genders,
  indigenousStatuses,
  patientDefaults,
  patientLimits,
  placeholders,
} from './mapping/patients.ts';
import { filled, localDigits } from './mapping/text.ts';
import type * as wire from './wire.ts';

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
    firstName: firstName === '' ? null : cutText(firstName, patientLimits.firstName),
    lastName: cutText(lastName, patientLimits.lastName),
    ...(firstName === '' ? { oneNameOnly: true } : {}),
    dob: patient.dateOfBirth ?? placeholders.dateOfBirth,
    email: filled(cutText(patient.email, patientLimits.email)),
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

/** A code as a number; `NaN`, which equals no code, for anything else; `null` for an empty field. */
export function codeIn(value: unknown): number | null {
  if (value === undefined || value === null || value === '') return null;
  return typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
}

function keyOf<Key>(codes: ReadonlyMap<Key, number>, code: number): Key | undefined {
  return [...codes].find(([, one]) => one === code)?.[0];
}

/** What finding patients needs of a record. */
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
