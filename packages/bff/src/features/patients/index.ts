export { patientsFeature } from './feature.ts';
export { findPatient, madeByUs } from './find-patient.ts';
export { emailKey, type PersonToMatch } from './matching.ts';
export { readPhone } from './mobile.ts';
export { type Contact, contact, contactOf, mergeContacts, noContact, person } from './person.ts';
export { openPersonKeys, type PersonKeys, personKeysToOpen } from './person-keys.ts';
export { fullNameKey, nameKey, onlyName, splitName } from './person-name.ts';
