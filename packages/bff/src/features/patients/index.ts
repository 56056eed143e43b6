export { findPatient, madeByUs, type Sighting } from './find-patient.ts';
export type { Match, Person } from './matching.ts';
export { type PhoneNumber, readPhone } from './mobile.ts';
export { onlyName, splitName } from './person-name.ts';
