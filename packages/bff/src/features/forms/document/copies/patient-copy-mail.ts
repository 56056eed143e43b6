import {
  type Block,
  greetingName,
  type MailContent,
  paragraph,
  phoneLink,
  whenLine,
} from '../../../messages/index.ts';
import type { Contact } from '../../../patients/index.ts';
import type { FormMailDeps } from '../../deps.ts';

interface SentForm {
  title: string;
  reference: string;
  received: string;
}

/** To the patient who asked for their answers: the form has arrived, and they are attached. */
export function patientCopyMail(facts: FormMailDeps, form: SentForm, patient: Contact): MailContent {
  return {
    ...frame(facts),
    preheader: 'Your copy is attached. There is nothing else to do.',
    blocks: [
      paragraph(`${hello(patient)}, thank you. Your form has arrived. Your copy is attached as a PDF.`),
      {
        kind: 'facts',
        facts: [
          { label: 'Form', lines: [form.title] },
          { label: 'Received', lines: [form.received] },
          { label: 'Reference', lines: [form.reference] },
        ],
      },
      paragraph('The copy holds what you told us about your health. Keep it somewhere private.'),
      ifSomethingIsWrong(facts),
    ],
  };
}

/**
 * To the patient: the form has arrived, and a link to their answers. The email names neither the form nor any answer,
 * because the mailbox may be shared.
 */
export function copyLinkMail(
  facts: FormMailDeps,
  form: Omit<SentForm, 'title'>,
  patient: Contact,
  link: { href: string; expiresAt: Date },
): MailContent {
  return {
    ...frame(facts),
    preheader: 'Thank you. There is nothing else to do.',
    blocks: [
      paragraph(`${hello(patient)}, thank you. Your form has arrived. You can read it again here.`),
      { kind: 'button', label: 'See what I sent', href: link.href, showLink: true },
      {
        kind: 'facts',
        facts: [
          { label: 'Received', lines: [form.received] },
          { label: 'Reference', lines: [form.reference] },
          { label: 'Link works until', lines: [whenLine(link.expiresAt, facts.clinic.clinic.timeZone)] },
        ],
      },
      paragraph('The link is only for you, so please do not pass it on.'),
      ifSomethingIsWrong(facts),
    ],
  };
}

function frame({ clinic, enquiriesEmail }: FormMailDeps) {
  const { name, phone } = clinic.clinic;
  return {
    subject: 'We have your form',
    eyebrow: name,
    title: 'We have your form',
    footer: [
      `${name} · ${phone} · ${enquiriesEmail}`,
      'In an emergency call 000. We do not read this mailbox around the clock.',
    ],
  };
}

function hello(patient: Contact): string {
  const called = nameToWrite(patient);
  return called === null ? 'Hello' : `Hello ${greetingName(called)}`;
}

function ifSomethingIsWrong({ clinic }: FormMailDeps): Block {
  const { phone } = clinic.clinic;
  return paragraph(
    'If something is wrong or has changed, answer this email or call ',
    { label: phone, href: phoneLink(phone) },
    '. If you did not send this form, please tell us and delete this email.',
  );
}

/**
 * The patient's name, unless a mail program would turn it into a link. A stranger can type any name and any address,
 * so such a name is not passed on.
 */
export function nameToWrite({ name }: Contact): string | null {
  return name === null || /[/:@]|\w\.\w/.test(name) ? null : name;
}
