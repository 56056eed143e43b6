import { serviceNameOf } from '../../catalogue/index.ts';
import { greetingName, type MailContent, paragraph } from '../../messages/index.ts';
import type { WaitlistMailDeps } from '../deps.ts';
import type { Entry, ReachableEntry } from '../entry.ts';
import { footer } from './footer.ts';
import { manageLink } from './links.ts';

/** To a person who joined, or joined again: their position, and the link to see, change or leave. */
export function joinedMail(
  deps: WaitlistMailDeps,
  entry: ReachableEntry,
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
          ? 'Please confirm that this address is yours, so that we can invite you.'
          : 'We will write to you as soon as there is a place for you.',
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
        'We invite people in small groups. The order depends on how long you have waited, how interested you are, and how near you live if the service is given in person. On the same page you can change what you told us, or leave the list. The link is only for you, so please do not pass it on.',
      ),
      paragraph(
        'If you did not join, another person typed your address. Use the link to leave the list, and we delete your details.',
      ),
    ],
    footer: footer(deps),
  };
}

/** Opening the link proves that the mailbox is theirs: the page sends `confirm` by itself. */
function confirmLink(deps: WaitlistMailDeps, entry: Entry): string {
  return `${manageLink(deps, entry)}&confirm=${entry.secrets.confirm}`;
}
