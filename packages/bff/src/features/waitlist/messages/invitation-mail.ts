import { serviceNameOf } from '../../catalogue/index.ts';
import { greetingName, type MailContent, paragraph, phoneLink, whenLine } from '../../messages/index.ts';
import type { WaitlistMailDeps } from '../deps.ts';
import type { ReachableEntry } from '../entry.ts';
import { bookableBy } from '../online-visits.ts';
import { footer } from './footer.ts';
import { manageLink } from './links.ts';

/** To the next person in order: they may book until a given time. */
export function invitationMail(
  deps: WaitlistMailDeps,
  entry: ReachableEntry & { bookBy: Date },
): MailContent {
  const { name, phone, timeZone } = deps.clinic.clinic;
  const until = whenLine(entry.bookBy, timeZone);
  const online = bookableBy(deps, entry.service) === 'online';
  const call = { label: phone, href: phoneLink(phone) };
  return {
    subject: `It is your turn at ${name}`,
    preheader: `Book your first appointment by ${until}.`,
    eyebrow: name,
    title: 'There is a place for you',
    blocks: [
      paragraph(
        `Hello ${greetingName(entry.contact.name)}, it is your turn: you can book your first appointment now.`,
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
            paragraph('Prefer to talk to us? Call ', call, '.'),
          ]
        : [
            paragraph('We are booking the first appointments by phone. Call us on ', { strong: phone }, ':'),
            { kind: 'button', label: `Call ${phone}`, href: phoneLink(phone) } as const,
            { kind: 'button', label: 'See my place', href: manageLink(deps, entry), tone: 'quiet' } as const,
          ]),
      paragraph('After that, we offer the place to the next person. You are welcome to join the list again.'),
    ],
    footer: footer(deps),
  };
}
