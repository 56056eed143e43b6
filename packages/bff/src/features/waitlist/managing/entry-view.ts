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
import type { AccessKind } from './entry-access.ts';

/** From this age of an entry on, coming back counts for the score: right after joining every person looks. */
const returnsAfterMs = 24 * hourMs;

/**
 * An entry as its person sees it. With the managing token, the read is in the audit trail, and coming back is
 * recorded.
 */
export async function viewEntry(
  deps: WaitlistDeps,
  entry: Entry,
  access: AccessKind,
  requestId: string | undefined,
): Promise<WaitlistEntryView> {
  const now = deps.clock.now();
  const at = await deps.store.db.transaction(async (tx) => {
    if (access === 'manage') {
      await audit(tx, entry.id, 'waitlist.read', { actor: { kind: 'patient' }, at: now, requestId });
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
