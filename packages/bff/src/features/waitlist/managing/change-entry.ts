import type { WaitlistChange } from '@botaniqal/shared/contracts/waitlist.ts';
import { and, eq, isNull, ne } from 'drizzle-orm';
import { Problem } from '../../../platform/problem.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { WaitlistDeps } from '../deps.ts';
import { type Entry, isSecret, sealContact } from '../entry.ts';
import { audit, loadEntry } from '../entry-store.ts';
import { refuseUnknownWishes } from '../joining/refuse-unknown-wishes.ts';
import { withdrawOffersOf } from '../offers/end-offer.ts';
import { waitlistEntries } from '../tables.ts';
import { noEntry } from './entry-access.ts';

/** Changes what a person told the clinic. @throws Problem invalid_request that names the field */
export async function changeEntry(
  deps: WaitlistDeps,
  entry: Entry,
  change: WaitlistChange,
  requestId: string | undefined,
): Promise<Entry> {
  refuseUnknownWishes(deps, entry.service, change.wishes);
  const changed = await deps.store.db.transaction(async (tx) => {
    // Locked, because two simultaneous changes would each seal the old values of the other.
    await tx
      .select({ id: waitlistEntries.id })
      .from(waitlistEntries)
      .where(eq(waitlistEntries.id, entry.id))
      .for('update');
    const current = await loadEntry(deps, tx, entry.id);
    if (!current?.contact) return null;
    const contact = {
      ...current.contact,
      phone: change.phone ?? current.contact.phone,
      postcode: change.postcode ?? current.contact.postcode,
      wishes: change.wishes ?? current.contact.wishes,
    };
    const contactPreference = change.contactPreference ?? current.contactPreference;
    if (contactPreference !== 'email' && contact.phone === null) throw phoneIsMissing();
    const now = deps.clock.now();
    await tx
      .update(waitlistEntries)
      .set({
        contact: sealContact(deps.sealing, entry.id, contact),
        contactPreference,
        interestLevel: change.interestLevel ?? current.interestLevel,
        answeredAt: current.answeredAt ?? now,
      })
      .where(eq(waitlistEntries.id, entry.id));
    await audit(tx, entry.id, 'waitlist.changed', { actor: { kind: 'patient' }, at: now, requestId });
    return loadEntry(deps, tx, entry.id);
  });
  if (!changed) throw new Problem('not_found', 'You have left this waitlist.');
  return changed;
}

/**
 * The link in the email was opened, which shows that the address is the person's own. Repeating it changes nothing.
 * @throws Problem unauthorized
 */
export async function confirmEntry(
  deps: WaitlistDeps,
  entryId: string,
  confirm: string,
  requestId: string | undefined,
): Promise<Entry> {
  const entry = isUuid(entryId) ? await loadEntry(deps, deps.store.db, entryId) : null;
  if (!entry || !isSecret(confirm, entry.secrets.confirm)) throw noEntry();
  if (entry.status === 'left') throw new Problem('not_found', 'You have left this waitlist.');
  const now = deps.clock.now();
  await deps.store.db.transaction(async (tx) => {
    const [first] = await tx
      .update(waitlistEntries)
      .set({ confirmedAt: now })
      .where(and(eq(waitlistEntries.id, entryId), isNull(waitlistEntries.confirmedAt)))
      .returning({ id: waitlistEntries.id });
    if (first)
      await audit(tx, entryId, 'waitlist.confirmed', { actor: { kind: 'patient' }, at: now, requestId });
  });
  return { ...entry, confirmedAt: entry.confirmedAt ?? now };
}

/**
 * Leaves the list and erases the person's details; the rest of the entry stays for the statistics. Repeating it
 * changes nothing.
 */
export async function leaveWaitlist(
  deps: WaitlistDeps,
  entryId: string,
  requestId: string | undefined,
): Promise<void> {
  await deps.store.db.transaction(async (tx) => {
    const [left] = await tx
      .update(waitlistEntries)
      .set({ status: 'left', contact: null, personKey: null, requestKeyHash: null, attribution: null })
      .where(and(eq(waitlistEntries.id, entryId), ne(waitlistEntries.status, 'left')))
      .returning({ id: waitlistEntries.id });
    if (!left) return;
    const at = deps.clock.now();
    await audit(tx, entryId, 'waitlist.left', { actor: { kind: 'patient' }, at, requestId });
    await withdrawOffersOf(tx, deps, [entryId], { actor: { kind: 'patient' }, requestId });
  });
}

function phoneIsMissing(): Problem {
  const message = 'must be given to be reached by phone or text message';
  return new Problem('invalid_request', `The request does not hold: phone ${message}.`, {
    fields: [{ path: 'phone', code: 'required', message }],
  });
}
