export { findPatient, madeByUs, type Sighting } from './find-patient.ts';
export { emailKey, type Match, type Person } from './matching.ts';
export { type PhoneNumber, readPhone } from './mobile.ts';
export { fullNameKey, nameKey, onlyName, splitName } from './person-name.ts';
