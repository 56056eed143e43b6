import { type AppointmentFacts, phoneLink } from '../rendering/appointment-facts.ts';
import { type Block, paragraph } from '../rendering/mail-content.ts';

/** The end of every email: the sender, how to reach a person, and what to do in an emergency. */
export function footer(facts: AppointmentFacts): string[] {
  return [
    `${facts.clinic.name} · ${facts.clinic.phone} · ${facts.clinic.enquiriesEmail}`,
    `In an emergency call 000. ${mailboxHours(facts.clinic.openingHours)}`,
    `Confirmation number ${facts.confirmationNumber}`,
  ];
}

/** When email is read. @param hours in words; empty when they are not known */
function mailboxHours(hours: string): string {
  return hours === ''
    ? 'We do not read this mailbox around the clock.'
    : `We read email and answer the phone ${hours}.`;
}

/** One way to reach a person, in every mail to a patient. */
export function callUs(facts: AppointmentFacts, lead: string): Block {
  return paragraph(
    `${lead} `,
    { label: facts.clinic.phone, href: phoneLink(facts.clinic.phone) },
    ' or answer this email.',
  );
}
