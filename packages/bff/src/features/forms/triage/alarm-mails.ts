import { type MailContent, paragraph, phoneLink, whenLine } from '../../messages/index.ts';
import type { FormDeps } from '../deps.ts';
import type { Contact } from '../receiving/contact.ts';

type Facts = Pick<FormDeps, 'clinic' | 'enquiriesEmail'>;

/**
 * To whoever wants to come back to a form: the link, and how long it holds. It names neither the form nor what was
 * answered: the address may be shared.
 */
export function draftMail(facts: Facts, draft: { resumeUrl: string; expiresAt: Date }): MailContent {
  const { name, phone, timeZone } = facts.clinic.clinic;
  const until = whenLine(draft.expiresAt, timeZone);
  return {
    subject: `Your form at ${name}: go on where you left off`,
    preheader: 'The link opens your form on any device.',
    eyebrow: name,
    title: 'Your form is kept',
    blocks: [
      paragraph('We keep what you typed, encrypted, so that you can go on when it suits you.'),
      { kind: 'button', label: 'Go on with my form', href: draft.resumeUrl, showLink: true },
      {
        kind: 'facts',
        facts: [{ label: 'Kept until', lines: [until] }],
      },
      paragraph(
        'When you send the form, or after that time, what we kept is deleted. The link is yours alone, please do not pass it on.',
      ),
      paragraph('You did not start a form with us? Somebody typed your address. You need not do anything.'),
      paragraph('Rather talk to a person? Call ', { label: phone, href: phoneLink(phone) }, '.'),
    ],
    footer: [
      `${name} · ${phone} · ${facts.enquiriesEmail}`,
      'In an emergency call 000. This mailbox is not watched around the clock.',
    ],
  };
}

/** To enquiries: somebody needs a call now. What they answered is for the task and the triage session. */
export function redFlagMail(facts: Facts, contact: Contact, source: 'page' | 'jotform'): MailContent {
  return {
    subject: 'Urgent: a person needs a call now',
    preheader: 'An answer in a form may mean danger. There is a task for it.',
    eyebrow: 'Urgent',
    title: 'Please call this person now',
    blocks: [
      paragraph(
        source === 'page'
          ? 'A form was stopped because of an answer. The person was shown 000 and the lines that help at once. Look at the task before you call: it says why.'
          : 'A form that came from JotForm has an answer that may mean danger. Nobody has shown the person whom to call. Look at the task before you call: it says why.',
      ),
      whom(contact),
    ],
    footer: staffFooter(facts),
  };
}

/** To enquiries: somebody asked to be called. */
export function callBackMail(facts: Facts, contact: Contact): MailContent {
  return {
    subject: 'Urgent: a call back was asked for',
    preheader: 'After a form was stopped for safety. There is a task for it.',
    eyebrow: 'Call back',
    title: 'Please call this person back',
    blocks: [
      paragraph(
        'They asked for it after a form was stopped for safety. The person was shown 000 and the lines that help at once.',
      ),
      whom(contact),
    ],
    footer: staffFooter(facts),
  };
}

function whom({ name, phone, email }: Contact): MailContent['blocks'][number] {
  const lines = [
    ...(phone === null ? [] : [{ label: phone, href: phoneLink(phone) }]),
    ...(email === null ? [] : [{ label: email, href: `mailto:${email}` }]),
  ];
  return {
    kind: 'facts',
    facts: [
      { label: 'Person', lines: [name ?? 'Gave no name'] },
      { label: 'Contact', lines },
    ],
  };
}

function staffFooter({ clinic }: Facts): string[] {
  return [`Sent by ${clinic.clinic.name}'s booking system. For staff only.`];
}
