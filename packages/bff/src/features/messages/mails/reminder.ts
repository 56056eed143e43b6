import type { AppointmentFacts } from '../rendering/appointment-facts.ts';
import { type Block, type MailContent, paragraph } from '../rendering/mail-content.ts';
import { whenShort } from '../rendering/when.ts';
import { callUs, footer } from './footer.ts';
import { greetingName, hello } from './greeting.ts';
import { whenAndWhere } from './when-and-where.ts';

/**
 * To the patient, some time before the appointment: whether they come. The links only open the page; a button there
 * acts, because mail programs follow links by themselves.
 * @param asks false: the patient has said already that they come
 */
export function reminderMail(facts: AppointmentFacts, { asks }: { asks: boolean }): MailContent {
  const { manageUrl, joinUrl, clinic, patient, contactPerson } = facts;
  const other = contactPerson ? greetingName(patient.name) : null;
  const question: Block[] = [
    { kind: 'button', label: other ? `${other} is coming` : 'I’m coming', href: `${manageUrl}&coming` },
    {
      kind: 'button',
      tone: 'quiet',
      label: other ? 'We need another time' : 'I need another time',
      href: `${manageUrl}&move`,
    },
    {
      kind: 'button',
      tone: 'quiet',
      label: other ? `${other} can’t come` : 'I can’t come',
      href: `${manageUrl}&cancel`,
    },
  ];
  const change = paragraph('Has something come up? ', { label: 'Move or cancel it', href: manageUrl }, '.');
  return {
    subject: `${other ? `${other}’s` : 'Your'} appointment on ${whenShort(facts.start, patient.timeZone, clinic.timeZone)}`,
    preheader: asks ? `Please tell us whether ${other ? `${other} is` : 'you are'} coming.` : 'See you soon.',
    eyebrow: clinic.name,
    title: asks ? (other ? `Is ${other} coming?` : 'Are you coming?') : 'See you soon',
    blocks: [
      paragraph(`${hello(facts)}, this is a reminder of ${other ? `${other}’s` : 'your'} appointment.`),
      whenAndWhere(facts),
      ...(asks ? question : [change]),
      ...(joinUrl === null
        ? []
        : [paragraph('Your video call: ', { label: 'join it here at that time', href: joinUrl }, '.')]),
      paragraph('You can ', { label: 'test your camera and sound', href: facts.checkUrl }, ' before.'),
      callUs(facts, 'Do you have a question? Call'),
    ],
    footer: footer(facts),
  };
}
