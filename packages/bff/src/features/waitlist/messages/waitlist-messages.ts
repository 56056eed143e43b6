import type { Transaction } from '../../../platform/store/database.ts';
import { queueMail, whenLine } from '../../messages/index.ts';
import { openStaffTask } from '../../staff-tasks/index.ts';
import type { WaitlistDeps } from '../deps.ts';
import type { Entry, EntryContact } from '../entry.ts';
import { positionOf } from '../joining/position.ts';
import { offerMail } from '../offers/offer-mail.ts';
import type { FreedSlotRow, OfferRow } from '../offers/offer-store.ts';
import { invitationMail, joinedMail, unsubscribeHeaders } from './waitlist-mails.ts';

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

/**
 * Queues the mail about a freed time. Who prefers a call or a text message gets the mail all the same, and a person of
 * the clinic is asked to tell them: the clinic has no service that sends text messages.
 */
export async function queueOffer(
  tx: Transaction,
  deps: WaitlistDeps,
  entry: Reachable,
  offer: OfferRow,
  slot: FreedSlotRow,
): Promise<void> {
  await queue(tx, deps, entry, `offer-${offer.id}`, offerMail(deps, entry, offer, slot));
  const { phone, name, email } = entry.contact;
  if (entry.contactPreference === 'email' || phone === null) return;
  const how = entry.contactPreference === 'sms' ? 'a text message' : 'a call';
  const until = whenLine(offer.expiresAt, deps.clinic.clinic.timeZone);
  await openStaffTask(tx, deps, {
    kind: 'waitlist_tell_person',
    subject: offer.id,
    facts: {
      patientName: name,
      patientPhone: phone,
      patientEmail: email,
      practitionerId: slot.practitionerId,
      start: slot.start.toISOString(),
      reason: `They prefer ${how}. The time is kept for them until ${until}.`,
    },
  });
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
