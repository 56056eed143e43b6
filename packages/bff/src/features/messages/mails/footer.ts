import { onlyName, splitName } from '../../patients/index.ts';
import { type AppointmentFacts, phoneLink } from '../rendering/appointment-facts.ts';
import { type Block, paragraph } from '../rendering/mail-content.ts';

/** Under every mail: who wrote, how to reach a person, and what to do in an emergency. */
export function footer(facts: AppointmentFacts): string[] {
  return [
    `${facts.clinic.name} · ${facts.clinic.phone} · ${facts.clinic.enquiriesEmail}`,
    'In an emergency call 000. This mailbox is not watched around the clock.',
    `Confirmation number ${facts.confirmationNumber}`,
  ];
}

/** One way to reach a person, in every mail to a patient. */
export function callUs(facts: AppointmentFacts, lead: string): Block {
  return paragraph(
    `${lead} `,
    { label: facts.clinic.phone, href: phoneLink(facts.clinic.phone) },
    ' or answer this e-mail.',
  );
}

/** "Alex" of "Alex Sample" and of "Sample, Alex"; a single name as it is. */
export function greetingName(name: string): string {
  const { firstName, lastName } = splitName(name);
  return firstName === onlyName ? lastName : (firstName.split(' ')[0] ?? name);
}
