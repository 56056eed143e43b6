import type { AppointmentFacts } from '../rendering/appointment-facts.ts';
import { type MailContent, paragraph } from '../rendering/mail-content.ts';
import { money } from '../rendering/money.ts';
import { callUs, footer } from './footer.ts';
import { hello } from './greeting.ts';
import { creditNoteSentence, returnedByHand } from './refund-sentence.ts';

/** To the patient: staff give a part of the payment back. The booking stays as it is. */
export function refundedMail(facts: AppointmentFacts, refundCents: number): MailContent {
  const amount = money(refundCents, facts.currency);
  const { paid } = facts;
  const taken = paid?.kind === 'taken';
  const way = taken
    ? `we are giving ${amount} back to you. ${returnedByHand(paid.by)}`
    : `we are giving ${amount} back to the card that you paid with. Banks take a few working days to show it.`;
  return {
    subject: `Your refund of ${amount}`,
    preheader: `${amount} is on its way back to ${taken ? 'you' : 'your card'}.`,
    eyebrow: facts.clinic.name,
    title: 'A refund is on its way',
    blocks: [
      paragraph(`${hello(facts)}, ${way}${creditNoteSentence(facts.hasTaxDocuments)}`),
      {
        kind: 'facts',
        facts: [
          { label: 'Refund', lines: [amount] },
          { label: 'Booking', lines: [facts.confirmationNumber] },
        ],
      },
      callUs(facts, 'Do you have a question? Call'),
    ],
    footer: footer(facts),
  };
}
