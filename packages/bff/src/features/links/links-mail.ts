import type { LinkKind } from '@botaniqal/shared/contracts/links.ts';
import { type MailContent, paragraph, phoneLink } from '../messages/index.ts';

/** Something that a person has here, and the link to it. */
export interface FoundLink {
  /** The address that it is stored with. */
  to: string;
  /** What it is, without the name of a service: mails show on lock screens. */
  label: string;
  href: string;
  /** The words on its button, where they differ from those of the others. */
  button?: string;
}

const words: Readonly<Record<LinkKind, { subject: string; lead: string; button: string }>> = {
  manage: {
    subject: 'Your link to your booking',
    lead: 'You asked for the link to your booking. Here you can see it, add it to your calendar or cancel it.',
    button: 'Open my booking',
  },
  forms: {
    subject: 'Your link to your forms',
    lead: 'You asked for the link to the forms for your appointment.',
    button: 'Fill in the form',
  },
  waitlist: {
    subject: 'Your link to our waitlist',
    lead: 'You asked for the link to your place on our waitlist. Here you can see it, change it or leave the list.',
    button: 'See my place',
  },
};

/** To a person who asked for their links. */
export function linksMail(
  clinic: { name: string; phone: string; enquiriesEmail: string },
  kind: LinkKind,
  found: readonly FoundLink[],
): MailContent {
  const { subject, lead, button } = words[kind];
  return {
    subject,
    preheader: 'The link is only for you.',
    eyebrow: clinic.name,
    title: subject,
    blocks: [
      paragraph(`Hello, ${lead.charAt(0).toLowerCase()}${lead.slice(1)}`),
      ...found.flatMap(({ label, href, button: ownButton }) => [
        paragraph({ strong: label }),
        { kind: 'button' as const, label: ownButton ?? button, href, showLink: true },
      ]),
      paragraph(
        'The link is only for you, so please do not pass it on. If you did not ask for it, you do not need to do anything. Questions? Call ',
        { label: clinic.phone, href: phoneLink(clinic.phone) },
        ' or answer this email.',
      ),
    ],
    footer: [
      `${clinic.name} · ${clinic.phone} · ${clinic.enquiriesEmail}`,
      'In an emergency call 000. We do not read this mailbox around the clock.',
    ],
  };
}
