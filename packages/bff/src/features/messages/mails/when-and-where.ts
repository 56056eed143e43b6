import type { AppointmentFacts } from '../rendering/appointment-facts.ts';
import type { Block } from '../rendering/mail-content.ts';
import { money } from '../rendering/money.ts';
import { describeWhen } from '../rendering/when.ts';

/**
 * The time, the practitioner, the place and, unless it is cancelled, the price: the box in every email about an
 * appointment. @param refund what the patient gets back who cancels, in words; empty: nothing is said about it
 */
export function whenAndWhere(facts: AppointmentFacts, { stands = true, refund = '' } = {}): Block {
  const when = describeWhen(
    facts.start,
    facts.durationMinutes,
    facts.patient.timeZone,
    facts.clinic.timeZone,
  );
  return {
    kind: 'facts',
    facts: [
      {
        label: 'When',
        lines: [
          `${when.day}, ${when.time}`,
          `until ${when.until}, ${when.zone}`,
          ...(when.elsewhere ? [when.elsewhere] : []),
        ],
      },
      { label: 'With', lines: [facts.practitionerName, 'By video'] },
      ...(stands ? cost(facts, refund) : []),
      { label: 'Number', lines: [facts.confirmationNumber] },
    ],
  };
}

function cost({ priceCents, currency }: AppointmentFacts, refund: string) {
  if (priceCents === null) return [];
  const words = priceCents === 0 ? 'Free of charge' : `${money(priceCents, currency)}, charged to your card`;
  return [{ label: 'Cost', lines: refund ? [words, refund] : [words] }];
}
