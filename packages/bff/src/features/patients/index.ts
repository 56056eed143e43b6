export { findPatient, madeByUs, type Sighting } from './find-patient.ts';
export { emailKey, type Match, type PersonToMatch } from './matching.ts';
export { type PhoneNumber, readPhone } from './mobile.ts';
export { type Contact, contact, contactOf, mergeContacts, noContact, type Person, person } from './person.ts';
export { fullNameKey, nameKey, onlyName, splitName } from './person-name.ts';
