import type { AppointmentFacts } from '../rendering/appointment-facts.ts';
import { type MailContent, paragraph } from '../rendering/mail-content.ts';
import { whenShort } from '../rendering/when.ts';
import { callUs, footer } from './footer.ts';
import { hello } from './greeting.ts';
import { whenAndWhere } from './when-and-where.ts';

/** To the patient, when the confirmation was sent before the video link existed. */
export function videoLinkMail(facts: AppointmentFacts & { joinUrl: string }): MailContent {
  return {
    subject: `Your video link for ${whenShort(facts.start, facts.patient.timeZone, facts.clinic.timeZone)}`,
    preheader: `Open it five minutes before you meet ${facts.practitionerName}.`,
    eyebrow: facts.clinic.name,
    title: 'Here is your video link',
    blocks: [
      paragraph(
        `${hello(facts)}, this is the link for your appointment with `,
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
