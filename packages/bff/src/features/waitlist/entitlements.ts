import type { Invitation } from '@botaniqal/shared/contracts/bookings.ts';
import { and, eq, isNull } from 'drizzle-orm';
import { Problem } from '../../platform/problem.ts';
import type { Transaction } from '../../platform/store/database.ts';
import { isUuid } from '../../platform/uuid.ts';
import {
  type BookingWish,
  type Entitlement,
  type Entitlements,
  holdFreedSlot,
  releaseFreedSlot,
  releaseSlot,
} from '../bookings/index.ts';
import { serviceNameOf, serviceOf } from '../catalogue/index.ts';
import type { WaitlistDeps } from './deps.ts';
import type { Entry } from './entry.ts';
import { audit, loadEntry } from './entry-store.ts';
import { markBooked } from './launching/mark-booked.ts';
import { isManageToken } from './managing/entry-access.ts';
import { endOffer } from './offers/end-offer.ts';
import { closeFreedSlot, lockFreedSlot } from './offers/freed-slot-store.ts';
import { betweenOffersMs } from './offers/keep-freed-slot.ts';
import { scheduleOfferRun } from './offers/offer-jobs.ts';
import { loadOffer, type OfferRow } from './offers/offer-store.ts';
import { freedSlots, slotOffers, waitlistEntries } from './tables.ts';

/** Entitlements to book that come from an invitation or an offer of the waitlist. */
export function waitlistEntitlements(deps: WaitlistDeps): Entitlements {
  return {
    async read(invitation, wish) {
      const entry = await openInvited(deps, invitation);
      if (wish.service !== undefined && wish.service !== entry.service) {
        throw doesNotHold('invitation.entryId', 'is for another service');
      }
      const { offerId } = invitation;
      return offerId === undefined
        ? entitlementOfInvited(deps, entry)
        : entitlementOfOffer(deps, entry, offerId, wish);
    },
    release: (tx, bookingId, how) => releaseOffer(tx, deps, bookingId, how),
    fulfil: (tx, booking) => markBooked(tx, deps, booking),
  };
}

/** Whether a person may see the times of a service because they are invited to it. */
export async function isInvited(
  deps: WaitlistDeps,
  invitation: { entryId: string; token: string | undefined; service: string },
): Promise<boolean> {
  const { entryId, token, service } = invitation;
  const entry = isUuid(entryId) ? await loadEntry(deps, deps.store.db, entryId) : null;
  if (!entry || !token || !isManageToken(deps, entry, token)) return false;
  return entry.service === service && holdsInvitation(deps, entry);
}

/** @throws Problem unauthorized */
async function openInvited(deps: WaitlistDeps, { entryId, token }: Invitation): Promise<Entry> {
  const entry = isUuid(entryId) ? await loadEntry(deps, deps.store.db, entryId) : null;
  if (entry && entry.status !== 'left' && isManageToken(deps, entry, token)) return entry;
  throw new Problem(
    'unauthorized',
    'This link does not open a place on a waitlist: use the newest one that we sent you.',
  );
}

function holdsInvitation(
  deps: Pick<WaitlistDeps, 'clock'>,
  entry: Pick<Entry, 'status' | 'bookBy'>,
): boolean {
  return entry.status === 'invited' && entry.bookBy !== null && entry.bookBy > deps.clock.now();
}

function entitlementOfInvited(deps: WaitlistDeps, entry: Entry): Entitlement {
  return {
    service: entry.service,
    opensService: holdsInvitation(deps, entry),
    time: null,
    async redeem(tx, bookingId) {
      const [row] = await tx
        .select({
          status: waitlistEntries.status,
          bookBy: waitlistEntries.bookBy,
          bookingId: waitlistEntries.bookingId,
        })
        .from(waitlistEntries)
        .where(eq(waitlistEntries.id, entry.id))
        .for('update');
      const holds = row && holdsInvitation(deps, row);
      if (holds && row.bookingId === null) {
        // Links the booking, so that it is known even when the person books under another address.
        await tx.update(waitlistEntries).set({ bookingId }).where(eq(waitlistEntries.id, entry.id));
        return true;
      }
      if (serviceOf(deps.clinic, entry.service)?.status === 'open') return true;
      if (holds) throw alreadyBooking();
      throw new Problem(
        'service_not_open',
        `${serviceNameOf(deps.clinic, entry.service)} is not open yet, and this invitation is over.`,
      );
    },
  };
}

/** @throws Problem invalid_request */
async function entitlementOfOffer(
  deps: WaitlistDeps,
  entry: Entry,
  offerId: string,
  wish: BookingWish,
): Promise<Entitlement> {
  const path = 'invitation.offerId';
  const offer = isUuid(offerId) ? await loadOffer(deps.store.db, offerId) : null;
  if (offer?.entryId !== entry.id) throw doesNotHold(path, 'is not an offer of this place on the waitlist');
  const [slot] = await deps.store.db.select().from(freedSlots).where(eq(freedSlots.id, offer.freedSlotId));
  if (!slot) throw new Error('An offer names a freed slot that does not exist.');
  if (wish.visit !== offer.visit) throw doesNotHold(path, 'is for another visit');
  const other = wish.practitionerId !== undefined && wish.practitionerId !== slot.practitionerId;
  const time = { practitionerId: slot.practitionerId, start: slot.start.toISOString() };
  if (other || wish.starts.some((start) => Date.parse(start) !== slot.start.getTime())) {
    throw doesNotHold(path, 'is for another time');
  }
  return {
    service: entry.service,
    opensService: true,
    time,
    redeem: (tx, bookingId) => redeemOffer(tx, deps, offer, bookingId),
  };
}

/** Passes the held time from the offer to a booking. @returns false when the offer is over */
async function redeemOffer(
  tx: Transaction,
  deps: WaitlistDeps,
  { id, entryId, freedSlotId }: OfferRow,
  bookingId: string,
): Promise<boolean> {
  const [entry] = await tx
    .select({ status: waitlistEntries.status })
    .from(waitlistEntries)
    .where(eq(waitlistEntries.id, entryId))
    .for('update');
  const slot = await lockFreedSlot(tx, freedSlotId);
  const offer = await loadOffer(tx, id);
  const now = deps.clock.now();
  const waits = entry && entry.status !== 'left' && entry.status !== 'booked';
  if (!waits || slot.state !== 'offering') return false;
  if (offer?.status !== 'offered' || offer.expiresAt <= now) return false;
  await releaseFreedSlot(tx, slot.id, now);
  await tx.update(slotOffers).set({ status: 'accepted', bookingId }).where(eq(slotOffers.id, id));
  await audit(tx, entryId, 'waitlist.offer_accepted', { actor: { kind: 'patient' }, at: now });
  return true;
}

/**
 * A booking that came from an offer has ended without an appointment. If it was abandoned or not paid, the time
 * returns to the offer until the offer ends, and then goes to the next person. If the calendar gave the time to
 * another person, the offer is over.
 */
async function releaseOffer(
  tx: Transaction,
  deps: WaitlistDeps,
  bookingId: string,
  { timeIsLost }: { timeIsLost: boolean },
): Promise<void> {
  await tx
    .update(waitlistEntries)
    .set({ bookingId: null })
    .where(and(eq(waitlistEntries.bookingId, bookingId), isNull(waitlistEntries.bookedAt)));
  const [offer] = await tx
    .select()
    .from(slotOffers)
    .where(and(eq(slotOffers.bookingId, bookingId), eq(slotOffers.status, 'accepted')));
  if (!offer) return;
  const slot = await lockFreedSlot(tx, offer.freedSlotId);
  const by = { actor: { kind: 'system' } } as const;
  if (timeIsLost) {
    await endOffer(tx, deps, offer, 'withdrawn', by);
    return closeFreedSlot(tx, deps, slot.id, 'over');
  }
  const now = deps.clock.now();
  const lasts = offer.expiresAt > now && (await stillWaits(tx, offer.entryId));
  const keptUntil = new Date((lasts ? offer.expiresAt : now).getTime() + betweenOffersMs);
  await releaseSlot(tx, bookingId, now);
  if (!(await holdFreedSlot(tx, slot.id, slot, { now, expiresAt: keptUntil }))) {
    // The hold had expired, and another booking took the time.
    await endOffer(tx, deps, offer, 'withdrawn', by);
    return closeFreedSlot(tx, deps, slot.id, 'over');
  }
  if (lasts) {
    const again = { status: 'offered', bookingId: null } as const;
    await tx.update(slotOffers).set(again).where(eq(slotOffers.id, offer.id));
    return scheduleOfferRun(tx, deps, slot.id, offer.expiresAt);
  }
  await endOffer(tx, deps, offer, 'timed_out', by);
  return scheduleOfferRun(tx, deps, slot.id, now);
}

async function stillWaits(tx: Transaction, entryId: string): Promise<boolean> {
  const [entry] = await tx
    .select({ status: waitlistEntries.status })
    .from(waitlistEntries)
    .where(eq(waitlistEntries.id, entryId));
  return entry !== undefined && entry.status !== 'left' && entry.status !== 'booked';
}

/** The second of two simultaneous requests waits for the lock, and finds the booking of the first. */
function alreadyBooking(): Problem {
  return new Problem(
    'request_in_progress',
    'This invitation is being used for a booking: finish that one, or try again once its time was let go.',
    { retryAfterSeconds: 10 },
  );
}

function doesNotHold(path: string, message: string): Problem {
  const fields = [{ path, code: 'not_allowed', message }];
  return new Problem('invalid_request', `The request is invalid: ${path} ${message}.`, { fields });
}
