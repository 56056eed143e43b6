import { greetingName, type MailContent, paragraph, phoneLink } from '../../../messages/index.ts';
import type { Contact } from '../../../patients/index.ts';
import type { FormMailDeps } from '../../deps.ts';

/** To the patient, with the document attached: the form has arrived, and what to do if they did not send it. */
export function patientCopyMail(
  facts: FormMailDeps,
  form: { title: string; reference: string; received: string },
  patient: Contact,
): MailContent {
  const { name, phone } = facts.clinic.clinic;
  const called = nameToWrite(patient);
  const hello = called === null ? 'Hello' : `Hello ${greetingName(called)}`;
  return {
    subject: 'We have your form',
    preheader: 'Your copy is attached. There is nothing else to do.',
    eyebrow: name,
    title: 'We have your form',
    blocks: [
      paragraph(`${hello}, thank you. Your form has arrived. Your copy is attached as a PDF.`),
      {
        kind: 'facts',
        facts: [
          { label: 'Form', lines: [form.title] },
          { label: 'Received', lines: [form.received] },
          { label: 'Reference', lines: [form.reference] },
        ],
      },
      paragraph('The copy holds what you told us about your health. Keep it somewhere private.'),
      paragraph(
        'If something is wrong or has changed, answer this email or call ',
        { label: phone, href: phoneLink(phone) },
        '. If you did not send this form, please tell us and delete this email.',
      ),
    ],
    footer: [
      `${name} · ${phone} · ${facts.enquiriesEmail}`,
      'In an emergency call 000. We do not read this mailbox around the clock.',
    ],
  };
}

/**
 * The patient's name, unless a mail program would turn it into a link. A stranger can type any name and any address,
 * so such a name is not passed on.
 */
export function nameToWrite({ name }: Contact): string | null {
  return name === null || /[/:@]|\w\.\w/.test(name) ? null : name;
}
