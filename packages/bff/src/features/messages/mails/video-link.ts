import type { AppointmentFacts } from '../rendering/appointment-facts.ts';
import { type MailContent, paragraph } from '../rendering/mail-content.ts';
import { whenShort } from '../rendering/when.ts';
import { whenAndWhere } from './confirmation.ts';
import { callUs, footer, greetingName } from './footer.ts';

/** To the patient, when the video link was not there yet at the time of the confirmation. */
export function videoLinkMail(facts: AppointmentFacts & { joinUrl: string }): MailContent {
  return {
    subject: `Your video link for ${whenShort(facts.start, facts.patient.timeZone)}`,
    preheader: `Open it five minutes before you meet ${facts.practitionerName}.`,
    eyebrow: facts.clinic.name,
    title: 'Here is your video link',
    blocks: [
      paragraph(
        `Hello ${greetingName(facts.patient.name)}, this is the link for your appointment with `,
        { strong: facts.practitionerName },
        '. Open it five minutes early.',
      ),
      { kind: 'button', label: 'Join by video', href: facts.joinUrl, showLink: true },
      whenAndWhere(facts),
      callUs(facts, 'Trouble with the video? Call'),
    ],
    footer: footer(facts),
  };
}
