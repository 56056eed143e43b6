import type { UpstreamError } from '../../../platform/upstream-error.ts';
import * as wire from '../wire.ts';
import { cardFields } from './patient-file.ts';

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

/** The refused fields, by our own names where there is one. */
export function refusedFields(error: UpstreamError): string[] {
  const names = error.details.map((one) => one.field).filter((field) => field !== null);
  return [...new Set(names.map((field) => factNames[field] ?? field))];
}

/** Whether MediRecords does not offer this call at all: U, by the custom of HTTP. */
export function isNotOffered(error: UpstreamError): boolean {
  return error.status === 404 || error.status === 405 || error.status === 501;
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
