import type { RefundTerms } from '@botaniqal/shared/pricing/refund-policy.ts';
import { type AppointmentFacts, type DueForm, practitionerWords } from '../rendering/appointment-facts.ts';
import { type Block, type MailContent, paragraph } from '../rendering/mail-content.ts';
import { type MovableUntil, moveWords } from '../rendering/move-words.ts';
import { refundWords } from '../rendering/refund-words.ts';
import { whenShort } from '../rendering/when.ts';
import { alsoBooked, type OtherAppointment } from './also-booked.ts';
import { callUs, footer } from './footer.ts';
import { hello, whoseVisit } from './greeting.ts';
import { joinBlocks } from './join-blocks.ts';
import { whenAndWhere } from './when-and-where.ts';

interface ConfirmationExtras {
  forms?: readonly DueForm[];
  movableUntil?: MovableUntil;
  others?: readonly OtherAppointment[];
}

/**
 * To the patient, when the appointment is confirmed: time, practitioner, video link, forms, how to prepare and how to
 * change it.
 * @param refund what the patient gets back after a cancellation
 * @param more the forms to fill in; until when the patient can move it on the page; what they may have booked by mistake
 */
export function confirmationMail(
  facts: AppointmentFacts,
  refund: RefundTerms,
  { forms = [], movableUntil = null, others = [] }: ConfirmationExtras = {},
): MailContent {
  const { timeZone } = facts.patient;
  return {
    subject: `Your appointment on ${whenShort(facts.start, timeZone, facts.clinic.timeZone)}`,
    preheader: `With ${practitionerWords(facts)}, by video. How to join and how to prepare.`,
    eyebrow: facts.clinic.name,
    title: 'You are booked',
    blocks: [
      paragraph(
        `${hello(facts)}, ${whoseVisit(facts)} with `,
        { strong: facts.practitionerName },
        ' is confirmed. A calendar file is attached.',
      ),
      whenAndWhere(facts, { refund: refundWords(refund, facts, timeZone) }),
      ...invoiceBlocks(facts),
      ...others.map(alsoBooked),
      ...joinBlocks(facts),
      ...formBlocks(forms),
      { kind: 'heading', text: 'How to prepare' },
      {
        kind: 'steps',
        items: [
          ['Find a quiet, private place with good light and a steady internet connection.'],
          ['Have your current medicines, recent test results and any questions at hand.'],
          [
            'Open the video link five minutes early. It works in the browser of a phone, tablet or computer. You are welcome to have someone with you.',
          ],
        ],
      },
      { kind: 'heading', text: 'If something comes up' },
      paragraph(
        `You can see or cancel this booking at any time before it starts. ${movableUntil ? moveWords(movableUntil, facts.start, timeZone) : anotherTime[refund.kind]} The link is only for you, so please do not pass it on.`,
      ),
      {
        kind: 'button',
        label: movableUntil ? 'Move or cancel' : 'Change or cancel',
        href: facts.manageUrl,
        tone: 'quiet',
      },
      callUs(facts, 'Trouble with the video, or prefer to talk to us? Call'),
    ],
    footer: footer(facts),
  };
}

/** How to get another time. A patient is never told to cancel and book again when that may cost money. */
const anotherTime: Record<RefundTerms['kind'], string> = {
  free: 'To change the time, cancel and book again, or call us.',
  always: 'To change the time, cancel and book again, or call us.',
  until: 'To change the time, please call us.',
  late: 'To change the time, please call us before you cancel.',
};

/** The invoice itself is behind the link: an email can be read by more people than the patient. */
function invoiceBlocks({ priceCents, paid, hasTaxDocuments, manageUrl }: AppointmentFacts): Block[] {
  if (!hasTaxDocuments || !priceCents || paid?.kind === 'later') return [];
  return [paragraph({ label: 'Your tax invoice', href: manageUrl }, ' is on the page of your booking.')];
}

function formBlocks(forms: readonly DueForm[]): Block[] {
  if (forms.length === 0) return [];
  const one = forms.length === 1;
  return [
    { kind: 'heading', text: one ? 'One form to fill in' : 'Forms to fill in' },
    paragraph(
      one
        ? 'Please fill it in before your appointment. You can leave it and come back.'
        : 'Please fill them in before your appointment, in this order. You can leave each and come back.',
    ),
    {
      kind: 'steps',
      // The link ends the line: some mail programs would add a full stop behind it to the address.
      items: forms.map(({ title, minutes, href }) => [
        `${title}, about ${minutes} minutes. `,
        { label: 'Fill it in', href },
      ]),
    },
  ];
}
