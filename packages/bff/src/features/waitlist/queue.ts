import type { Transaction } from '../../platform/store/database.ts';
import { queueMail } from '../notifications/index.ts';
import type { WaitlistDeps } from './deps.ts';
import type { Entry, EntryContact } from './entry.ts';
import { invitationMail, joinedMail, unsubscribeHeaders } from './mails.ts';
import { positionOf } from './position.ts';

/** An entry whose person has not left. */
export type Reachable = Entry & { contact: EntryContact };

export function isReachable(entry: Entry): entry is Reachable {
  return entry.contact !== null;
}

/** Queues the mail with place and link. @param again the day, when they joined again: one such mail a day */
export async function queueJoined(
  tx: Transaction,
  deps: WaitlistDeps,
  entry: Reachable,
  again: string | null,
): Promise<void> {
  const at = await positionOf(tx, entry);
  const content = joinedMail(deps, entry, { ...at, again: again !== null });
  await queue(tx, deps, entry, again === null ? 'joined' : `joined-${again}`, content);
}

/** Queues the one invitation that an entry ever gets. */
export async function queueInvitation(
  tx: Transaction,
  deps: WaitlistDeps,
  entry: Reachable & { bookBy: Date },
): Promise<void> {
  await queue(tx, deps, entry, 'invitation', invitationMail(deps, entry));
}

async function queue(
  tx: Transaction,
  deps: WaitlistDeps,
  entry: Reachable,
  kind: string,
  content: Parameters<typeof queueMail>[2]['content'],
): Promise<void> {
  await queueMail(
    tx,
    { ...deps, now: deps.clock.now() },
    {
      about: `waitlist-${entry.id}`,
      kind,
      to: entry.contact.email,
      toName: entry.contact.name,
      replyTo: deps.enquiriesEmail,
      content,
      headers: unsubscribeHeaders(deps, entry),
    },
  );
}
