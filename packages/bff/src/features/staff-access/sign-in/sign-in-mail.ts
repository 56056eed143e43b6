import { type MailContent, paragraph } from '../../messages/index.ts';

/** To a person of staff who asked for a link to sign in. */
export function signInMail(clinic: { name: string; phone: string }, name: string, href: string): MailContent {
  return {
    subject: `Sign in to the desk of ${clinic.name}`,
    preheader: 'The link works once, for 10 minutes.',
    eyebrow: clinic.name,
    title: 'Your link to sign in',
    blocks: [
      paragraph(`Hello ${name}, press the button, then “Sign in” on the page that opens.`),
      { kind: 'button', label: 'Open the desk', href, showLink: true },
      paragraph(
        'The link works once, and for 10 minutes. Do not pass it on: anyone who opens it is signed in as you. If you did not ask for it, you do not need to do anything.',
      ),
    ],
    footer: [`${clinic.name} · ${clinic.phone}`],
  };
}
