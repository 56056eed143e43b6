import type { WaitlistEntryView } from '@botaniqal/shared/contracts/waitlist.ts';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { eq } from 'drizzle-orm';
import { serviceNameOf, serviceOf } from '../../catalogue/index.ts';
import type { WaitlistDeps } from '../deps.ts';
import type { Entry } from '../entry.ts';
import { audit } from '../entry-store.ts';
import { confirmationNeeded } from '../joining/join-answer.ts';
import { positionOf } from '../joining/position.ts';
import { latestOfferOf } from '../offers/offer-store.ts';
import { offerView } from '../offers/offer-view.ts';
import { bookableBy, bookableVisitOf, onlineVisitsOf } from '../online-visits.ts';
import { waitlistEntries } from '../tables.ts';
import type { Opened } from './entry-access.ts';

/** From this age of an entry on, coming back counts for the score: right after joining every person looks. */
const returnsAfterMs = 24 * hourMs;

/** What a token shows. Each read is in the audit trail, also with a token that shows an earlier answer again. */
export async function viewOpened(
  deps: WaitlistDeps,
  opened: Opened,
  requestId: string | undefined,
): Promise<WaitlistEntryView> {
  if (opened.access === 'manage') return viewEntry(deps, opened.entry, requestId);
  const { entry, shown } = opened;
  await deps.store.db.transaction((tx) =>
    audit(tx, entry.id, 'waitlist.read_again', {
      actor: { kind: 'patient' },
      at: deps.clock.now(),
      requestId,
    }),
  );
  return {
    entryId: entry.id,
    service: entry.service,
    serviceName: serviceNameOf(deps.clinic, entry.service),
    // The answer to joining again has no status; its position says the same.
    status: shown.position > 0 ? 'waiting' : 'invited',
    ...shown,
    access: 'view',
  };
}

/** An entry as its person sees it. The read is in the audit trail, and coming back is recorded. */
export async function viewEntry(
  deps: WaitlistDeps,
  entry: Entry,
  requestId: string | undefined,
): Promise<WaitlistEntryView> {
  const now = deps.clock.now();
  const at = await deps.store.db.transaction(async (tx) => {
    await audit(tx, entry.id, 'waitlist.read', { actor: { kind: 'patient' }, at: now, requestId });
    if (entry.returnedAt === null && now.getTime() - entry.joinedAt.getTime() >= returnsAfterMs) {
      await tx.update(waitlistEntries).set({ returnedAt: now }).where(eq(waitlistEntries.id, entry.id));
    }
    return positionOf(tx, entry);
  });
  return {
    entryId: entry.id,
    service: entry.service,
    serviceName: serviceNameOf(deps.clinic, entry.service),
    status: entry.status,
    ...at,
    access: 'manage',
    confirmationNeeded: confirmationNeeded(deps, entry),
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
