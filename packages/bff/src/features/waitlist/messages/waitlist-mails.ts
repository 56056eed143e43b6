import { serviceNameOf } from '../../catalogue/index.ts';
import { greetingName, type MailContent, paragraph, phoneLink, whenLine } from '../../messages/index.ts';
import { bookableBy, type WaitlistDeps } from '../deps.ts';
import type { Entry, EntryContact } from '../entry.ts';

export type Facts = Pick<WaitlistDeps, 'clinic' | 'waitlistPage' | 'publicUrl' | 'enquiriesEmail'>;
export type Reachable = Entry & { contact: EntryContact };

/** To whoever joined (or joined again): where they stand, and the link to see, change or leave. */
export function joinedMail(
  deps: Facts,
  entry: Reachable,
  at: { position: number; total: number; again: boolean },
): MailContent {
  const mustConfirm = deps.clinic.waitlist.doubleOptIn && entry.confirmedAt === null;
  return {
    subject: mustConfirm ? 'Please confirm your place on our waitlist' : 'You are on our waitlist',
    preheader: `You are number ${at.position} of ${at.total}.`,
    eyebrow: deps.clinic.clinic.name,
    title: mustConfirm ? 'One more step' : 'You are on the list',
    blocks: [
      paragraph(
        `Hello ${greetingName(entry.contact.name)}, ${at.again ? 'you are on this list already' : 'thank you for joining'}. `,
        mustConfirm
          ? 'Please confirm that this address is yours: only then can we invite you.'
          : 'We write to you as soon as there is a place for you.',
      ),
      {
        kind: 'facts',
        facts: [
          { label: 'Waitlist', lines: [serviceNameOf(deps.clinic, entry.service)] },
          { label: 'Your place', lines: [`${at.position} of ${at.total}`] },
        ],
      },
      mustConfirm
        ? { kind: 'button', label: 'Confirm my place', href: confirmLink(deps, entry), showLink: true }
        : { kind: 'button', label: 'See my place', href: confirmLink(deps, entry), showLink: true },
      paragraph(
        'We invite people in small groups. How long you have waited counts, how much you want to come, and where the service is given how near you live. On the same page you can change what you told us, or leave the list. The link is yours alone, please do not pass it on.',
      ),
      paragraph(
        'You did not join? Somebody typed your address. Leave the list by the link, and it is deleted.',
      ),
    ],
    footer: footer(deps),
  };
}

/** To the next in order: a place is theirs, for a time. */
export function invitationMail(deps: Facts, entry: Reachable & { bookBy: Date }): MailContent {
  const { name, phone, timeZone } = deps.clinic.clinic;
  const until = whenLine(entry.bookBy, timeZone);
  const online = bookableBy(deps, entry.service) === 'online';
  const call = { label: phone, href: phoneLink(phone) };
  return {
    subject: `It is your turn at ${name}`,
    preheader: `Book your first appointment until ${until}.`,
    eyebrow: name,
    title: 'There is a place for you',
    blocks: [
      paragraph(
        `Hello ${greetingName(entry.contact.name)}, you have waited for this: you can book your first appointment now.`,
      ),
      {
        kind: 'facts',
        facts: [
          { label: 'Service', lines: [serviceNameOf(deps.clinic, entry.service)] },
          { label: 'Book until', lines: [until] },
        ],
      },
      ...(online
        ? [
            paragraph('Choose a time that suits you:'),
            {
              kind: 'button',
              label: 'Choose a time',
              href: manageLink(deps, entry),
              showLink: true,
            } as const,
            paragraph('Rather talk to a person? Call ', call, '.'),
          ]
        : [
            paragraph('We are booking the first appointments by phone. Call us on ', { strong: phone }, ':'),
            { kind: 'button', label: `Call ${phone}`, href: phoneLink(phone) } as const,
            { kind: 'button', label: 'See my place', href: manageLink(deps, entry), tone: 'quiet' } as const,
          ]),
      paragraph(
        'After that time we offer the place to the next person. You are welcome to join the list again.',
      ),
    ],
    footer: footer(deps),
  };
}

/** What mail programs show as "unsubscribe": one click, without a page (RFC 2369, RFC 8058). */
export function unsubscribeHeaders(deps: Facts, entry: Entry): Record<string, string> {
  return {
    'List-Unsubscribe': `<${unsubscribeLink(deps, entry)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

export function unsubscribeLink(deps: Pick<Facts, 'publicUrl'>, entry: Entry): string {
  return `${deps.publicUrl}/api/waitlist/${entry.id}/unsubscribe?token=${entry.secrets.leave}`;
}

export function manageLink(deps: Facts, entry: Entry): string {
  return `${deps.waitlistPage}#${new URLSearchParams({ entry: entry.id, token: entry.secrets.manage })}`;
}

/** Opening it shows that the mailbox is theirs: the page says so with `confirm`, by itself. */
function confirmLink(deps: Facts, entry: Entry): string {
  return `${manageLink(deps, entry)}&confirm=${entry.secrets.confirm}`;
}

export function footer(deps: Facts): string[] {
  const { name, phone } = deps.clinic.clinic;
  return [
    `${name} · ${phone} · ${deps.enquiriesEmail}`,
    'In an emergency call 000. This mailbox is not watched around the clock.',
    'You get this because you joined our waitlist. You can leave it at any time.',
  ];
}
