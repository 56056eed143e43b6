import type { WaitlistChange, WaitlistEntryView } from '@botaniqal/shared/contracts/waitlist.ts';
import { and, eq, isNull, ne } from 'drizzle-orm';
import { Problem } from '../../../platform/problem.ts';
import { serviceNameOf, serviceOf } from '../../catalogue/index.ts';
import { bookableBy, type WaitlistDeps } from '../deps.ts';
import { type Entry, isSecret, sealContact } from '../entry.ts';
import { audit, loadEntry } from '../entry-store.ts';
import { latestOfferOf, withdrawOffersOf } from '../offers/offer-store.ts';
import { offerView } from '../offers/offer-view.ts';
import { bookableVisitOf, onlineVisitsOf } from '../online-visits.ts';
import { waitlistEntries } from '../tables.ts';
import { isUuid } from '../uuid.ts';
import { confirmationNeeded, refuseUnknownWishes } from './join.ts';
import { positionOf } from './position.ts';

/** What a token may do. */
export type AccessKind = 'manage' | 'view';

/** Coming back counts as an act of one's own from here on: right after joining everybody looks. */
const returnsAfterMs = 24 * 3_600_000;

/**
 * The entry that a token opens. No token, a wrong one and an entry that does not exist are one answer.
 * @throws Problem unauthorized; not_found when its person has left
 */
export async function openWithToken(
  deps: WaitlistDeps,
  entryId: string,
  token: string | undefined,
): Promise<{ entry: Entry; access: AccessKind }> {
  const entry = token && isUuid(entryId) ? await loadEntry(deps, deps.store.db, entryId) : null;
  if (entry && token) {
    const access = isSecret(token, entry.secrets.manage)
      ? 'manage'
      : isSecret(token, entry.secrets.view)
        ? 'view'
        : null;
    if (access && entry.status === 'left') throw new Problem('not_found', 'You have left this waitlist.');
    if (access) return { entry, access };
  }
  throw noEntry();
}

/** @throws Problem unauthorized, not_found, forbidden for a token that only looks */
export async function openToManage(
  deps: WaitlistDeps,
  entryId: string,
  token: string | undefined,
): Promise<Entry> {
  const { entry, access } = await openWithToken(deps, entryId, token);
  if (access === 'manage') return entry;
  throw new Problem('forbidden', 'To change or leave, use the link in the e-mail that we sent you.');
}

/** Where an entry stands. Read with its own token, the read is in the audit trail, and coming back is noted. */
export async function viewEntry(
  deps: WaitlistDeps,
  entry: Entry,
  access: AccessKind,
  requestId: string | undefined,
): Promise<WaitlistEntryView> {
  const now = deps.clock.now();
  const at = await deps.store.db.transaction(async (tx) => {
    if (access === 'manage') {
      await audit(tx, entry.id, 'waitlist.read', { actor: 'patient', at: now, requestId });
      if (entry.returnedAt === null && now.getTime() - entry.joinedAt.getTime() >= returnsAfterMs) {
        await tx.update(waitlistEntries).set({ returnedAt: now }).where(eq(waitlistEntries.id, entry.id));
      }
    }
    return positionOf(tx, entry);
  });
  const seen = {
    entryId: entry.id,
    service: entry.service,
    serviceName: serviceNameOf(deps.clinic, entry.service),
    status: entry.status,
    ...at,
    access,
    confirmationNeeded: confirmationNeeded(deps, entry),
  };
  if (access === 'view') return seen;
  return {
    ...seen,
    joinedAt: entry.joinedAt.toISOString(),
    interestLevel: entry.interestLevel,
    contactPreference: entry.contactPreference,
    hasPhone: entry.contact?.phone != null,
    ...(entry.contact ? { wishes: entry.contact.wishes } : {}),
    ...invitationView(deps, entry),
    ...(await offerView(deps, entry, await latestOfferOf(deps.store.db, entry.id))),
  };
}

function invitationView(deps: WaitlistDeps, entry: Entry): Pick<WaitlistEntryView, 'invitation'> {
  if (entry.status !== 'invited' || !entry.bookBy) return {};
  const bookable = bookableBy(deps, entry.service);
  const service = serviceOf(deps.clinic, entry.service);
  const visits = service ? onlineVisitsOf(service).map((one) => bookableVisitOf(deps.clinic, one)) : [];
  return {
    invitation: {
      bookBy: entry.bookBy.toISOString(),
      bookable,
      ...(bookable === 'online' ? { visits } : {}),
    },
  };
}

/** Changes what a person told us. @throws Problem invalid_request that names the field */
export async function changeEntry(
  deps: WaitlistDeps,
  entry: Entry,
  change: WaitlistChange,
  requestId: string | undefined,
): Promise<Entry> {
  refuseUnknownWishes(deps, entry.service, change.wishes);
  const changed = await deps.store.db.transaction(async (tx) => {
    // Two changes at once would each seal the other's old words.
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
    await audit(tx, entry.id, 'waitlist.changed', { actor: 'patient', at: now, requestId });
    return loadEntry(deps, tx, entry.id);
  });
  if (!changed) throw new Problem('not_found', 'You have left this waitlist.');
  return changed;
}

/** The link in the mail was opened: the address is theirs. Again: the same. @throws Problem unauthorized */
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
    if (first) await audit(tx, entryId, 'waitlist.confirmed', { actor: 'patient', at: now, requestId });
  });
  return { ...entry, confirmedAt: entry.confirmedAt ?? now };
}

/** Leaves the list, and forgets who it was; what is left is counted. Again: nothing more happens. */
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
    await audit(tx, entryId, 'waitlist.left', { actor: 'patient', at, requestId });
    await withdrawOffersOf(tx, deps, [entryId], { actor: 'patient', requestId });
  });
}

/** Whether this is the token of an unsubscribe link; also true for those who have left. @throws Problem unauthorized */
export async function openToLeave(deps: WaitlistDeps, entryId: string, token: string): Promise<void> {
  const entry = isUuid(entryId) ? await loadEntry(deps, deps.store.db, entryId) : null;
  if (!entry || !isSecret(token, entry.secrets.leave)) throw noEntry();
}

function noEntry(): Problem {
  return new Problem(
    'unauthorized',
    'This link does not open a place on a waitlist: use the newest one that we sent you.',
  );
}

function phoneIsMissing(): Problem {
  const message = 'must be given to be reached by phone or text message';
  return new Problem('invalid_request', `The request does not hold: phone ${message}.`, {
    fields: [{ path: 'phone', code: 'required', message }],
  });
}
