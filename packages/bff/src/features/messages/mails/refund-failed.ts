import type { AppointmentFacts } from '../rendering/appointment-facts.ts';
import { type MailContent, paragraph } from '../rendering/mail-content.ts';
import { money } from '../rendering/money.ts';
import { callUs, footer } from './footer.ts';
import { hello } from './greeting.ts';

/** To the patient: the refund did not go through. @param owedCents what is still due back */
export function refundFailedMail(facts: AppointmentFacts, owedCents: number): MailContent {
  const amount = money(owedCents, facts.currency);
  return {
    subject: 'Your refund has not gone through yet',
    preheader: `We still owe you ${amount}, and will contact you about it.`,
    eyebrow: facts.clinic.name,
    title: 'Your refund has not gone through yet',
    blocks: [
      paragraph(
        `${hello(facts)}, we told you that ${amount} is on its way back to your card. The refund did not go through. This can happen when a card has been replaced or an account closed.`,
      ),
      paragraph(
        `We still owe you ${amount}. You do not need to do anything: our team has been told, and will contact you to arrange it another way.`,
      ),
      {
        kind: 'facts',
        facts: [
          { label: 'Refund', lines: [amount] },
          { label: 'Booking', lines: [facts.confirmationNumber] },
        ],
      },
      callUs(facts, 'If you would rather arrange it now, call'),
    ],
    footer: footer(facts),
  };
}
