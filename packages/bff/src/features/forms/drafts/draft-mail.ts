import { type MailContent, paragraph, phoneLink, whenLine } from '../../messages/index.ts';
import type { FormMailDeps } from '../deps.ts';

/**
 * To a patient who wants to finish a form later: the link and its last day. The email names neither the form nor any
 * answer, because the mailbox may be shared.
 */
export function draftMail(facts: FormMailDeps, draft: { resumeUrl: string; expiresAt: Date }): MailContent {
  const { name, phone, timeZone } = facts.clinic.clinic;
  const until = whenLine(draft.expiresAt, timeZone);
  return {
    subject: `Your form at ${name}: continue where you left off`,
    preheader: 'The link opens your form on any device.',
    eyebrow: name,
    title: 'Your form is kept',
    blocks: [
      paragraph('We have saved your answers, encrypted, so that you can continue when it suits you.'),
      { kind: 'button', label: 'Continue my form', href: draft.resumeUrl, showLink: true },
      {
        kind: 'facts',
        facts: [{ label: 'Kept until', lines: [until] }],
      },
      paragraph(
        'We delete the saved answers when you send the form, or after that time. The link is only for you, so please do not pass it on.',
      ),
      paragraph(
        'If you did not start a form with us, another person typed your address. You do not need to do anything.',
      ),
      paragraph('Prefer to talk to us? Call ', { label: phone, href: phoneLink(phone) }, '.'),
    ],
    footer: [
      `${name} · ${phone} · ${facts.enquiriesEmail}`,
      'In an emergency call 000. We do not read this mailbox around the clock.',
    ],
  };
}
