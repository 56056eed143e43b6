export { patientsFeature } from './feature.ts';
export { findPatient, madeByUs, type Sighting } from './find-patient.ts';
export { emailKey, type Match, type PersonToMatch } from './matching.ts';
export { type PhoneNumber, readPhone } from './mobile.ts';
export { type Contact, contact, contactOf, mergeContacts, noContact, type Person, person } from './person.ts';
export { openPersonKeys, type PersonKeys } from './person-keys.ts';
export { fullNameKey, nameKey, onlyName, splitName } from './person-name.ts';
export { patientSealedColumns } from './sealed-columns.ts';
