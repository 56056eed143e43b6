import type { AppointmentFacts } from '../rendering/appointment-facts.ts';
import { type MailContent, paragraph } from '../rendering/mail-content.ts';
import { whenShort } from '../rendering/when.ts';
import { callUs, footer } from './footer.ts';
import { hello } from './greeting.ts';
import { refundSentence } from './refund-sentence.ts';
import { whenAndWhere } from './when-and-where.ts';

/** To the patient, after they cancelled. @param refundCents what goes back to them */
export function cancellationMail(facts: AppointmentFacts, refundCents: number): MailContent {
  return {
    subject: `Cancelled: your appointment on ${whenShort(facts.start, facts.patient.timeZone, facts.clinic.timeZone)}`,
    preheader: 'Your appointment is cancelled. There is nothing more to do.',
    eyebrow: facts.clinic.name,
    title: 'Your appointment is cancelled',
    blocks: [
      paragraph(`${hello(facts)}, this appointment is cancelled. There is nothing more to do.`),
      whenAndWhere(facts, { stands: false }),
      ...(facts.priceCents ? [paragraph(refundSentence(facts, refundCents))] : []),
      paragraph('The attached file removes it from your calendar.'),
      { kind: 'button', label: 'Book another time', href: facts.manageUrl, tone: 'quiet' },
      callUs(facts, 'Was this a mistake? Call'),
    ],
    footer: footer(facts),
  };
}

/** To the patient, when the appointment was cancelled in the practitioner's calendar. */
export function clinicCancellationMail(facts: AppointmentFacts, refundCents: number): MailContent {
  return {
    subject: `Cancelled: your appointment on ${whenShort(facts.start, facts.patient.timeZone, facts.clinic.timeZone)}`,
    preheader: 'Your appointment was cancelled in our calendar. Here is how to get another time.',
    eyebrow: facts.clinic.name,
    title: 'Your appointment is cancelled',
    blocks: [
      paragraph(`${hello(facts)}, this appointment was cancelled in ${facts.practitionerName}'s calendar.`),
      whenAndWhere(facts, { stands: false }),
      paragraph(`The attached file removes it from your calendar. ${refundSentence(facts, refundCents)}`),
      { kind: 'button', label: 'Book another time', href: facts.manageUrl, tone: 'quiet' },
      callUs(facts, 'We are sorry for the change. If we can help, call'),
    ],
    footer: footer(facts),
  };
}
