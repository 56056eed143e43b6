import type { OtherLanguage } from '@botaniqal/shared/ids/languages.ts';
import { formatter, zonePlace } from '@botaniqal/shared/time/zone.ts';
import { greetingName } from '../mails/greeting.ts';
import { type AppointmentFacts, phoneLink } from '../rendering/appointment-facts.ts';
import { type Block, type MailContent, paragraph } from '../rendering/mail-content.ts';
import { ar } from './ar.ts';
import type { MailWords, TranslatedMail } from './mail-words.ts';
import { vi } from './vi.ts';
import { zh } from './zh.ts';

const languages: Readonly<Record<OtherLanguage, MailWords>> = { ar, vi, zh };

/** The mail that a kind is of: `moved-2` is of `moved`, and `again-…` repeats a confirmation. */
const mailOfKind: readonly (readonly [beginning: string, mail: TranslatedMail])[] = [
  ['confirmation', 'confirmation'],
  ['again', 'confirmation'],
  ['video-link', 'video-link'],
  ['moved', 'moved'],
  ['cancellation', 'cancellation'],
  ['not-confirmed', 'not-confirmed'],
];

/**
 * The email with a first part in the patient's language: what happened, when, with whom, and how to join, change or call.
 * All of it follows in English, because no person has checked a translation, and because terms and forms are in English.
 * An email of another kind, or of a patient who reads English, stays as it is.
 * @param reader the name of the person who reads it
 */
export function inLanguage(
  content: MailContent,
  kind: string,
  facts: AppointmentFacts,
  language: OtherLanguage | null,
  reader: string,
): MailContent {
  const mail = mailOfKind.find(([beginning]) => kind.startsWith(beginning))?.[1];
  if (!language || !mail) return content;
  const words = languages[language];
  const isOn = mail !== 'cancellation' && mail !== 'not-confirmed';
  const blocks: Block[] = [
    { kind: 'heading', text: words.title[mail] },
    paragraph(words.hello(greetingName(reader))),
    appointment(facts, words),
    ...(isOn && facts.joinUrl ? [{ kind: 'button', label: words.join, href: facts.joinUrl } as const] : []),
    ...(isOn ? [{ kind: 'button', label: words.manage, href: facts.manageUrl, tone: 'quiet' } as const] : []),
    // The marks keep the order of a number where text is read from the right.
    paragraph(words.call, {
      label: `\u2066${facts.clinic.phone}\u2069`,
      href: phoneLink(facts.clinic.phone),
    }),
    { kind: 'note', tone: 'accent', text: [words.english] },
  ];
  return {
    ...content,
    subject: `${words.title[mail]} · ${content.subject}`,
    blocks: [
      { kind: 'language', tag: language === 'zh' ? 'zh-Hans' : language, dir: words.dir, blocks },
      ...content.blocks,
    ],
  };
}

function appointment(facts: AppointmentFacts, words: MailWords): Block {
  const { timeZone } = facts.patient;
  const end = new Date(facts.start.getTime() + facts.durationMinutes * 60_000);
  const day = formatter(words.locale, timeZone, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const clock = formatter(words.locale, timeZone, { hour: 'numeric', minute: '2-digit' });
  const zone = formatter('en-AU', timeZone, { timeZoneName: 'short' }).formatToParts(facts.start);
  const abbreviation = zone.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  return {
    kind: 'facts',
    facts: [
      {
        label: words.when,
        lines: [
          day.format(facts.start),
          words.fromTo(clock.format(facts.start), clock.format(end)),
          `${zonePlace(timeZone)} (${abbreviation})`,
        ],
      },
      { label: words.withWhom, lines: [facts.practitionerName, words.byVideo] },
      { label: words.number, lines: [facts.confirmationNumber] },
    ],
  };
}
