import type { Transaction } from '../../../platform/store/database.ts';
import { queueMail, whenLine } from '../../messages/index.ts';
import { contactFacts, openStaffTask } from '../../staff-tasks/index.ts';
import type { WaitlistDeps } from '../deps.ts';
import type { ReachableEntry } from '../entry.ts';
import { positionOf } from '../joining/position.ts';
import type { FreedSlotRow } from '../offers/freed-slot-store.ts';
import type { OfferRow } from '../offers/offer-store.ts';
import { invitationMail } from './invitation-mail.ts';
import { joinedMail } from './joined-mail.ts';
import { unsubscribeHeaders } from './links.ts';
import { offerMail } from './offer-mail.ts';

/**
 * Queues the email with position and link. @param again the day, when the person joined again: at most one such email
 * a day
 */
export async function queueJoined(
  tx: Transaction,
  deps: WaitlistDeps,
  entry: ReachableEntry,
  again: string | null,
): Promise<void> {
  const at = await positionOf(tx, entry);
  const content = joinedMail(deps, entry, { ...at, again: again !== null });
  await queue(tx, deps, entry, again === null ? 'joined' : `joined-${again}`, content);
}

/** Queues the invitation. An entry gets one at most. */
export async function queueInvitation(
  tx: Transaction,
  deps: WaitlistDeps,
  entry: ReachableEntry & { bookBy: Date },
): Promise<void> {
  await queue(tx, deps, entry, 'invitation', invitationMail(deps, entry));
}

/**
 * Queues the email about a freed time. People who prefer a call or a text message get the email too, and a task asks
 * staff to tell them, because the clinic has no service that sends text messages.
 */
export async function queueOffer(
  tx: Transaction,
  deps: WaitlistDeps,
  entry: ReachableEntry,
  offer: OfferRow,
  slot: FreedSlotRow,
): Promise<void> {
  await queue(tx, deps, entry, `offer-${offer.id}`, offerMail(deps, entry, offer, slot));
  if (entry.contactPreference === 'email' || entry.contact.phone === null) return;
  const how = entry.contactPreference === 'sms' ? 'a text message' : 'a call';
  const until = whenLine(offer.expiresAt, deps.clinic.clinic.timeZone);
  await openStaffTask(tx, deps, {
    kind: 'waitlist_tell_person',
    subject: offer.id,
    facts: {
      ...contactFacts(entry.contact),
      practitionerId: slot.practitionerId,
      start: slot.start.toISOString(),
      reason: `They prefer ${how}. The time is kept for them until ${until}.`,
    },
  });
}

async function queue(
  tx: Transaction,
  deps: WaitlistDeps,
  entry: ReachableEntry,
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
