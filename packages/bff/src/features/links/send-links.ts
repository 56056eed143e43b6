import type { LinkKind } from '@botaniqal/shared/contracts/links.ts';
import { bookingLinksOf } from '../bookings/index.ts';
import { copyLinksOf } from '../forms/index.ts';
import { queueMail } from '../messages/index.ts';
import { placeLinksOf } from '../waitlist/index.ts';
import type { LinkDeps } from './deps.ts';
import { type FoundLink, linksMail } from './links-mail.ts';

interface Request {
  requestId: string;
  personKey: string;
  kind: LinkKind;
}

/**
 * Emails a person the links to what they have here, to the address that is stored with it: the request names it by its
 * keyed hash only. A person without anything here gets no email.
 */
export async function sendLinks(deps: LinkDeps, { requestId, personKey, kind }: Request): Promise<void> {
  const found = await findLinks(deps, personKey, kind);
  const [first] = found;
  if (!first) return;
  const { bookings } = deps;
  const { sealing, jobs, messageIdDomain, clock, enquiriesEmail } = bookings;
  const { name, phone } = bookings.clinic.clinic;
  await bookings.store.db.transaction((tx) =>
    queueMail(
      tx,
      { sealing, jobs, messageIdDomain, now: clock.now() },
      {
        about: `links-${requestId}`,
        forgetsReceiver: true,
        kind,
        to: first.to,
        replyTo: enquiriesEmail,
        content: linksMail({ name, phone, enquiriesEmail }, kind, found),
      },
    ),
  );
}

async function findLinks(deps: LinkDeps, personKey: string, kind: LinkKind): Promise<FoundLink[]> {
  if (kind === 'waitlist') return placeLinksOf(deps.waitlist, personKey);
  const links = await bookingLinksOf(deps.bookings, personKey, kind);
  return kind === 'forms' ? [...links, ...(await copyLinksOf(deps.forms, personKey))] : links;
}
