import { type AppointmentFacts, practitionerWords } from '../rendering/appointment-facts.ts';
import { type MailContent, paragraph } from '../rendering/mail-content.ts';
import { money } from '../rendering/money.ts';
import { whenLine } from '../rendering/when.ts';
import { callUs, footer } from './footer.ts';
import { hello } from './greeting.ts';
import { forWhom } from './when-and-where.ts';

/** To the patient, after a call with the clinic: their time is held until it is paid. */
export function paymentLinkMail(
  facts: AppointmentFacts,
  { href, until }: { href: string; until: Date },
): MailContent {
  const amount = money(facts.priceCents ?? 0, facts.currency);
  const when = (at: Date) => whenLine(at, facts.patient.timeZone, facts.clinic.timeZone);
  return {
    subject: 'Pay to confirm your appointment',
    preheader: `Your time is held until ${when(until)}.`,
    eyebrow: facts.clinic.name,
    title: 'Your time is held for you',
    blocks: [
      paragraph(
        `${hello(facts)}, as agreed on the phone we hold this time for you. Pay online, and it is yours.`,
      ),
      {
        kind: 'facts',
        facts: [
          ...forWhom(facts),
          { label: 'When', lines: [when(facts.start)] },
          { label: 'With', lines: [practitionerWords(facts)] },
          { label: 'Visit', lines: [`${facts.serviceName}, ${facts.visitName}`] },
          { label: 'To pay', lines: [amount] },
          { label: 'Held until', lines: [when(until)] },
          { label: 'Booking', lines: [facts.confirmationNumber] },
        ],
      },
      { kind: 'button', label: `Pay ${amount}`, href },
      paragraph(
        'Until then nothing is booked and nothing is charged. After that time we let it go, and you can call us for another one.',
      ),
      callUs(facts, 'Do you have a question? Call'),
    ],
    footer: footer(facts),
  };
}
