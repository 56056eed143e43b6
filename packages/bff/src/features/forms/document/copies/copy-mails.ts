import {
  greetingName,
  type MailContent,
  paragraph,
  phoneLink,
  type RecordState,
} from '../../../messages/index.ts';
import type { FormDeps } from '../../deps.ts';
import type { Contact } from '../../receiving/contact.ts';
import { phoneInWords } from '../content/describe-submission.ts';

type Facts = Pick<FormDeps, 'clinic' | 'enquiriesEmail'>;

/** To the patient, with the document attached: that the form has come, and what they can do if it is not theirs. */
export function patientCopyMail(
  facts: Facts,
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
      paragraph(
        `${hello}, thank you. Your form has arrived, and the people who care for you will read it. Your copy is attached as a PDF.`,
      ),
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
        'Something is not right, or has changed? Answer this e-mail or call ',
        { label: phone, href: phoneLink(phone) },
        '. You did not send this form? Please tell us, and delete this e-mail.',
      ),
    ],
    footer: [
      `${name} · ${phone} · ${facts.enquiriesEmail}`,
      'In an emergency call 000. This mailbox is not watched around the clock.',
    ],
  };
}

/**
 * The patient's name, unless a mail program would make a link of it: anybody can type anybody's address, and what they
 * type as a name is not passed on to strangers.
 */
export function nameToWrite({ name }: Contact): string | null {
  return name === null || /[/:@]|\w\.\w/.test(name) ? null : name;
}

/** To enquiries: which form has come, whose it is, and where it lies. What was answered stays in the record. */
export function enquiriesMail(
  facts: Facts,
  form: { title: string; reference: string; received: string; source: 'page' | 'jotform' },
  patient: Contact,
  record: RecordState,
): MailContent {
  const { name, phone, email } = patient;
  return {
    subject: `New form: ${form.reference}`,
    preheader: `${form.source === 'page' ? 'Sent online' : 'Sent through JotForm'}, ${form.reference}.`,
    eyebrow: 'New form',
    title: form.title,
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Patient', lines: [name ?? 'Gave no name'] },
          {
            label: 'Contact',
            lines: [
              ...(phone === null ? [] : [{ label: phoneInWords(phone), href: phoneLink(phone) }]),
              ...(email === null ? [] : [{ label: email, href: `mailto:${email}` }]),
            ],
          },
          { label: 'Received', lines: [form.received] },
          { label: 'Reference', lines: [form.reference] },
        ],
      },
      ...(record.kind === 'filed'
        ? [
            paragraph(
              'The form is in MediRecords as a PDF, under its reference. If anything is left to do, there is a task for it.',
            ),
            { kind: 'button', label: 'Open in MediRecords', href: record.patientPage } as const,
          ]
        : [
            paragraph(
              'The form is being filed in MediRecords. If that does not work within a day, you get a task. Nothing to type.',
            ),
          ]),
    ],
    footer: [`Sent by ${facts.clinic.clinic.name}'s booking system. For staff only.`],
  };
}
