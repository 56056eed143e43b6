import type { AppointmentFacts } from '../rendering/appointment-facts.ts';
import { type MailContent, paragraph } from '../rendering/mail-content.ts';
import { whenShort } from '../rendering/when.ts';
import { callUs, footer } from './footer.ts';
import { greetingName, hello } from './greeting.ts';

/** To the patient, some hours after the appointment: how to book the next one with one choice. */
export function afterVisitMail(facts: AppointmentFacts, bookAgainUrl: string): MailContent {
  const { timeZone } = facts.patient;
  return {
    subject: `After your appointment with ${facts.practitionerName}`,
    preheader: 'Book your next appointment when you are ready.',
    eyebrow: facts.clinic.name,
    title: 'Thank you for coming',
    blocks: [
      paragraph(
        `${hello(facts)}, ${facts.contactPerson ? greetingName(facts.patient.name) : 'you'} had an appointment with `,
        { strong: facts.practitionerName },
        ` on ${whenShort(facts.start, timeZone, facts.clinic.timeZone)}.`,
      ),
      paragraph(
        'If you agreed on another appointment, you can book it now. Your details are there already: you only choose a time.',
      ),
      { kind: 'button', label: 'Book again', href: bookAgainUrl },
      callUs(facts, 'Do you have a question about your appointment? Call'),
    ],
    footer: footer(facts),
  };
}
