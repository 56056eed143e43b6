import { type MailContent, paragraph } from '../../notifications/index.ts';

/** To enquiries: a form is in the record. What was answered stays there: this mailbox is read by many. */
export function filedMail(facts: {
  clinicName: string;
  formTitle: string;
  reference: string;
  patientName: string | null;
  patientPage: string;
  openTasks: number;
}): MailContent {
  const { clinicName, formTitle, reference, patientName, patientPage, openTasks } = facts;
  return {
    subject: `Form received: ${formTitle}`,
    preheader: `Filed in MediRecords, ${reference}.`,
    eyebrow: 'Form received',
    title: formTitle,
    blocks: [
      {
        kind: 'facts',
        facts: [
          ...(patientName ? [{ label: 'Patient', lines: [patientName] }] : []),
          { label: 'Reference', lines: [reference] },
        ],
      },
      paragraph('The form is in the patient’s inbound correspondence in MediRecords. Nothing to type.'),
      ...(openTasks > 0
        ? [paragraph('There is a task for it: some details need a person. Look at the open tasks.')]
        : []),
      { kind: 'button', label: 'Open in MediRecords', href: patientPage },
    ],
    footer: [`Sent by ${clinicName}'s booking system. For staff only.`],
  };
}
