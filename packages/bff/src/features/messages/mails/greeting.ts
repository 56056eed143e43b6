import { onlyName, splitName } from '../../patients/index.ts';
import type { AppointmentFacts } from '../rendering/appointment-facts.ts';

/** "Alex" of "Alex Sample" and of "Sample, Alex"; a single name as it is. */
export function greetingName(name: string): string {
  const { firstName, lastName } = splitName(name);
  return firstName === onlyName ? lastName : (firstName.split(' ')[0] ?? name);
}

type Named = Pick<AppointmentFacts, 'patient' | 'contactPerson'>;

/** "Hello Alex": to the contact person where there is one, else to the patient. */
export function hello({ patient, contactPerson }: Named): string {
  return `Hello ${greetingName(contactPerson?.name ?? patient.name)}`;
}

/** "your follow-up", or to a contact person "Sam's follow-up". */
export function whoseVisit({
  patient,
  contactPerson,
  visitName,
}: Named & Pick<AppointmentFacts, 'visitName'>): string {
  const whose = contactPerson ? `${greetingName(patient.name)}'s` : 'your';
  return `${whose} ${visitName.toLowerCase()}`;
}
