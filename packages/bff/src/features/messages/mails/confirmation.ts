import type { AppointmentFacts, DueForm } from '../rendering/appointment-facts.ts';
import { type Block, type MailContent, paragraph } from '../rendering/mail-content.ts';
import { money } from '../rendering/money.ts';
import { describeWhen, whenShort } from '../rendering/when.ts';
import { callUs, footer, greetingName } from './footer.ts';

/** To the patient, once the time is theirs: when, with whom, how to join, what to fill in, how to prepare and to change. */
export function confirmationMail(facts: AppointmentFacts, forms: readonly DueForm[] = []): MailContent {
  return {
    subject: `Your appointment on ${whenShort(facts.start, facts.patient.timeZone)}`,
    preheader: `With ${facts.practitionerName}, by video. How to join and how to prepare.`,
    eyebrow: facts.clinic.name,
    title: 'You are booked',
    blocks: [
      paragraph(
        `Hello ${greetingName(facts.patient.name)}, your ${facts.visitName.toLowerCase()} with `,
        { strong: facts.practitionerName },
        ' is confirmed. A calendar file is attached.',
      ),
      whenAndWhere(facts),
      ...joinBlocks(facts),
      ...formBlocks(forms),
      { kind: 'heading', text: 'How to prepare' },
      {
        kind: 'steps',
        items: [
          ['Find a quiet, private place with good light and a steady internet connection.'],
          ['Have your current medicines, recent test results and any questions at hand.'],
          [
            'Open the video link five minutes early. It works in the browser of a phone, tablet or computer. You are welcome to have somebody with you.',
          ],
        ],
      },
      { kind: 'heading', text: 'If something comes up' },
      paragraph(
        'You can see or cancel this booking at any time before it starts. For another time, cancel and book again, or call us. The link is yours alone, please do not pass it on.',
      ),
      { kind: 'button', label: 'Change or cancel', href: facts.manageUrl, tone: 'quiet' },
      callUs(facts, 'Trouble with the video, or rather talk to a person? Call'),
    ],
    footer: footer(facts),
  };
}

/** When, with whom, where and (while it stands) what it costs: the quiet box of every mail about an appointment. */
export function whenAndWhere(facts: AppointmentFacts, { stands = true } = {}): Block {
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
      ...(stands ? cost(facts) : []),
      { label: 'Number', lines: [facts.confirmationNumber] },
    ],
  };
}

function cost({ priceCents, currency }: AppointmentFacts) {
  if (priceCents === null) return [];
  const words = priceCents === 0 ? 'Free of charge' : `${money(priceCents, currency)}, charged to your card`;
  return [{ label: 'Cost', lines: [words] }];
}

function joinBlocks(facts: AppointmentFacts): Block[] {
  if (facts.joinUrl) {
    return [{ kind: 'button', label: 'Join by video', href: facts.joinUrl, showLink: true }];
  }
  return [
    {
      kind: 'note',
      tone: 'accent',
      text: ['Your video link is being made. We send it in a second, short e-mail before your appointment.'],
    },
  ];
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
      // The link ends the line: a full stop behind it would become a part of it in some mail programs.
      items: forms.map(({ title, minutes, href }) => [
        `${title}, about ${minutes} minutes. `,
        { label: 'Fill it in', href },
      ]),
    },
  ];
}
