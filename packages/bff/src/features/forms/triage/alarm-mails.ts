import { type MailContent, paragraph, phoneLink } from '../../messages/index.ts';
import type { Contact } from '../../patients/index.ts';
import type { FormMailDeps } from '../deps.ts';
import type { Submission } from '../submission.ts';

/** To enquiries: a person must be called now. The answers are in the task and the triage session only. */
export function redFlagMail(
  facts: FormMailDeps,
  contact: Contact,
  source: Submission['source'],
  count: number,
): MailContent {
  return {
    subject: 'Urgent: a person needs a call now',
    preheader: 'An answer in a form may mean danger. There is a task for it.',
    eyebrow: 'Urgent',
    title: 'Please call this person now',
    blocks: [
      paragraph(
        source === 'page'
          ? 'A form was stopped because of an answer. The person was shown 000 and the crisis lines. Look at the task before you call: it says why.'
          : `A form that came from ${facts.names.formsElsewhere} has an answer that may mean danger. The person has not been shown who to call. Look at the task before you call: it says why.`,
      ),
      ...ofBurst(count),
      whom(contact),
    ],
    footer: staffFooter(facts),
  };
}

/** To enquiries: a person asked to be called. */
export function callBackMail(facts: FormMailDeps, contact: Contact, count: number): MailContent {
  return {
    subject: 'Urgent: a patient asked for a call back',
    preheader: 'After a form was stopped for safety. There is a task for it.',
    eyebrow: 'Call back',
    title: 'Please call this person back',
    blocks: [
      paragraph(
        'They asked for it after a form was stopped for safety. The person was shown 000 and the crisis lines.',
      ),
      ...ofBurst(count),
      whom(contact),
    ],
    footer: staffFooter(facts),
  };
}

function ofBurst(count: number): MailContent['blocks'] {
  if (count === 1) return [];
  return [
    paragraph(
      `This is number ${count} from the same place within an hour. All of them are in one task, each person with a name and contact.`,
    ),
  ];
}

function whom({ name, phone, email }: Contact): MailContent['blocks'][number] {
  const lines = [
    ...(phone === null ? [] : [{ label: phone, href: phoneLink(phone) }]),
    ...(email === null ? [] : [{ label: email, href: `mailto:${email}` }]),
  ];
  return {
    kind: 'facts',
    facts: [
      { label: 'Person', lines: [name ?? 'No name given'] },
      { label: 'Contact', lines },
    ],
  };
}

function staffFooter({ clinic }: FormMailDeps): string[] {
  return [`Sent by ${clinic.clinic.name}'s booking system. For staff only.`];
}
