/**
 * This folder has everything about MediRecords that may turn out different: paths, codes, limits, flags. No other file
 * has one; the `*-shapes.ts` beside the folder build records and bodies with them. MediRecords' own reference was not
 * available, so each entry has a grade. When real credentials arrive, only this folder changes.
 *
 * A  published by MediRecords · B  in the working code of two or more unrelated integrators
 * C  in one integrator's code, or one written review of the vendor's specification · U  unconfirmed
 */

const id = encodeURIComponent;

export const paths = {
  /** C, and the older `/v1/patients` B: tried when this one is not found. */
  createPatient: '/v2/patients',
  createPatientBefore: '/v1/patients',
  /** Reading C; changing, by PUT of the whole record, U: no known client does it. */
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
 * Patients born on a day. RSQL is C for first name, last name and dob. A query by day alone needs no quoting of names
 * (U), and we compare names ourselves, with their capitals and spaces.
 */
export function bornOn(dateOfBirth: string): string {
  return `dob==${dateOfBirth}`;
}
