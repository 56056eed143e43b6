import { type AppointmentFacts, practitionerWords } from '../rendering/appointment-facts.ts';
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
      ...forWhom(facts),
      {
        label: 'When',
        lines: [
          `${when.day}, ${when.time}`,
          `until ${when.until}, ${when.zone}`,
          ...(when.elsewhere ? [when.elsewhere] : []),
        ],
      },
      { label: 'With', lines: [practitionerWords(facts), 'By video'] },
      ...(stands ? cost(facts, refund) : []),
      ...(stands && facts.accessNeeds ? [{ label: 'To take part', lines: [facts.accessNeeds] }] : []),
      { label: 'Number', lines: [facts.confirmationNumber] },
    ],
  };
}

/** For a contact person, who may have booked for several people. */
export function forWhom({ contactPerson, patient }: Pick<AppointmentFacts, 'contactPerson' | 'patient'>) {
  return contactPerson ? [{ label: 'For', lines: [patient.name] }] : [];
}

function cost({ priceCents, currency, paid }: AppointmentFacts, refund: string) {
  if (priceCents === null) return [];
  const words = priceCents === 0 ? 'Free of charge' : `${money(priceCents, currency)}, ${paidWords(paid)}`;
  return [{ label: 'Cost', lines: refund ? [words, refund] : [words] }];
}

function paidWords(paid: AppointmentFacts['paid']): string {
  if (paid?.kind === 'taken') return `paid by ${paid.by}`;
  return paid?.kind === 'later' ? 'to pay at your appointment' : 'charged to your card';
}
