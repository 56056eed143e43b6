import { type AppointmentFacts, phoneLink } from '../rendering/appointment-facts.ts';
import { type Block, type MailContent, paragraph } from '../rendering/mail-content.ts';
import { whenLine } from '../rendering/when.ts';
import { footer } from './footer.ts';
import { hello } from './greeting.ts';

/**
 * To the patient, when the time that we were confirming could not be booked.
 * @param alternatives the nearest times that were free when the email was made
 */
export function notConfirmedMail(facts: AppointmentFacts, alternatives: readonly Date[]): MailContent {
  return {
    subject: 'We could not confirm your appointment',
    preheader: 'We are sorry. Please choose another time, or let us call you.',
    eyebrow: facts.clinic.name,
    title: 'We could not confirm your time',
    blocks: [
      paragraph(
        `${hello(facts)}, we are sorry: we could not book the time you asked for with ${facts.practitionerName}.`,
      ),
      {
        kind: 'note',
        tone: 'warning',
        text: [
          { strong: 'You do not have an appointment' },
          ` on ${whenLine(facts.start, facts.patient.timeZone, facts.clinic.timeZone)}. You were not charged.`,
        ],
      },
      ...freeTimes(facts, alternatives),
      paragraph(
        'Please choose a time on our website, or call us on ',
        { label: facts.clinic.phone, href: phoneLink(facts.clinic.phone) },
        ' and we will book it for you. Our team has been told as well, and will contact you.',
      ),
    ],
    footer: footer(facts),
  };
}

function freeTimes(facts: AppointmentFacts, alternatives: readonly Date[]): Block[] {
  if (alternatives.length === 0) return [];
  return [
    { kind: 'heading', text: 'Times that were available a moment ago' },
    {
      kind: 'times',
      times: alternatives.map((time) => whenLine(time, facts.patient.timeZone, facts.clinic.timeZone)),
    },
  ];
}
