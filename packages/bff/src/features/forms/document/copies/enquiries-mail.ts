import { type MailContent, paragraph, phoneLink, type RecordState } from '../../../messages/index.ts';
import type { Contact } from '../../../patients/index.ts';
import type { FormMailDeps } from '../../deps.ts';
import type { Submission } from '../../submission.ts';
import { phoneInWords } from '../content/in-words.ts';

/** To enquiries: the form, its patient and its place in the record. The answers stay in the record. */
export function enquiriesMail(
  facts: FormMailDeps,
  form: { title: string; reference: string; received: string; source: Submission['source'] },
  patient: Contact,
  record: RecordState,
): MailContent {
  const { name, phone, email } = patient;
  const { records, formsElsewhere } = facts.names;
  return {
    subject: `New form: ${form.reference}`,
    preheader: `${form.source === 'page' ? 'Sent online' : `Sent through ${formsElsewhere}`}, ${form.reference}.`,
    eyebrow: 'New form',
    title: form.title,
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Patient', lines: [name ?? 'No name given'] },
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
              `The form is in ${records} as a PDF, under its reference. If anything is left to do, there is a task for it.`,
            ),
            { kind: 'button', label: `Open in ${records}`, href: record.patientPage } as const,
          ]
        : [
            paragraph(
              `The form is being filed in ${records}. You do not need to type anything. If filing fails for a day, you get a task.`,
            ),
          ]),
    ],
    footer: [`Sent by ${facts.clinic.clinic.name}'s booking system. For staff only.`],
  };
}
