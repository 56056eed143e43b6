import type { RefundTerms } from '@botaniqal/shared/pricing/refund-policy.ts';
import type { ServiceNames } from '../../../ports/service-names.ts';
import { type AppointmentFacts, practitionerWords } from '../rendering/appointment-facts.ts';
import { type MailContent, paragraph } from '../rendering/mail-content.ts';
import { type MovableUntil, moveWords } from '../rendering/move-words.ts';
import { refundWords } from '../rendering/refund-words.ts';
import { whenLine, whenShort } from '../rendering/when.ts';
import { callUs, footer } from './footer.ts';
import { hello, whoseVisit } from './greeting.ts';
import { joinBlocks } from './join-blocks.ts';
import { appointmentAndContact, receptionFooter } from './reception.ts';
import { whenAndWhere } from './when-and-where.ts';

/** The time that an appointment had before it moved. */
export interface TimeBefore {
  start: Date;
  practitionerName: string;
}

/** To the patient, when the appointment has another time. The calendar file replaces the entry in their calendar. */
export function movedMail(
  facts: AppointmentFacts,
  before: TimeBefore,
  terms: { refund: RefundTerms; movableUntil: MovableUntil },
): MailContent {
  const { timeZone } = facts.patient;
  const when = whenShort(facts.start, timeZone, facts.clinic.timeZone);
  return {
    subject: `Moved: your appointment is now on ${when}`,
    preheader: `With ${practitionerWords(facts)}, by video. Nothing else has changed.`,
    eyebrow: facts.clinic.name,
    title: 'Your appointment has a new time',
    blocks: [
      paragraph(
        `${hello(facts)}, ${whoseVisit(facts)} with `,
        { strong: facts.practitionerName },
        ` has moved. ${facts.priceCents ? 'Your payment stays with it. ' : ''}The attached file updates your calendar.`,
      ),
      whenAndWhere(facts, { refund: refundWords(terms.refund, facts, timeZone) }),
      {
        kind: 'facts',
        facts: [{ label: 'Before', lines: [whenLine(before.start, timeZone), before.practitionerName] }],
      },
      ...joinBlocks(facts),
      paragraph(moveWords(terms.movableUntil, facts.start, timeZone)),
      { kind: 'button', label: 'See your booking', href: facts.manageUrl, tone: 'quiet' },
      callUs(facts, 'Does this time not suit you? Call'),
    ],
    footer: footer(facts),
  };
}

/** To the patient, who was told that we are moving the appointment: it keeps its time. */
export function notMovedMail(facts: AppointmentFacts, wanted: Date): MailContent {
  const { timeZone } = facts.patient;
  return {
    subject: `Not moved: your appointment stays on ${whenShort(facts.start, timeZone, facts.clinic.timeZone)}`,
    preheader: 'The new time could not be booked. Your appointment has not changed.',
    eyebrow: facts.clinic.name,
    title: 'Your appointment keeps its time',
    blocks: [
      paragraph(
        `${hello(facts)}, we could not move your appointment to ${whenLine(wanted, timeZone)}. It stays at the time that it has. Nothing was charged.`,
      ),
      whenAndWhere(facts),
      { kind: 'button', label: 'Choose another time', href: facts.manageUrl, tone: 'quiet' },
      callUs(facts, 'If we can help, call'),
    ],
    footer: footer(facts),
  };
}

/** To enquiries: the appointment has another time. Nothing is left to do. */
export function receptionMovedToMail(
  facts: AppointmentFacts,
  before: TimeBefore,
  { calendar, records }: ServiceNames,
  by: 'patient' | 'staff' | 'calendar',
): MailContent {
  const zone = facts.clinic.timeZone;
  const eyebrow = {
    patient: 'Moved by the patient',
    staff: 'Moved by staff',
    calendar: `Moved in ${calendar}`,
  }[by];
  return {
    subject: `Moved: ${whenShort(facts.start, zone)}, ${facts.practitionerName}`,
    preheader: `${eyebrow}, ${facts.confirmationNumber}.`,
    eyebrow,
    title: whenShort(facts.start, zone),
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Old time', lines: [whenLine(before.start, zone), before.practitionerName] },
          { label: 'New time', lines: [whenLine(facts.start, zone), facts.practitionerName] },
        ],
      },
      appointmentAndContact(facts),
      paragraph(
        `The payment stays with the booking. ${calendar} and ${records} are being updated. You do not need to do anything. If an update fails for a day, you get a task.`,
      ),
    ],
    footer: receptionFooter(facts),
  };
}
