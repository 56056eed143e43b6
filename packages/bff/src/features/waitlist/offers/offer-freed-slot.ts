import { randomUUID } from 'node:crypto';
import { wouldTake } from '@botaniqal/shared/waitlist/freed-slot.ts';
import { inOrder } from '@botaniqal/shared/waitlist/score.ts';
import { and, eq, lt } from 'drizzle-orm';
import type { Transaction } from '../../../platform/store/database.ts';
import { holdFreedSlot, loadBooking } from '../../bookings/index.ts';
import type { OfferDeps } from '../deps.ts';
import { isReachable, openEntry } from '../entry.ts';
import { audit } from '../entry-store.ts';
import { queueOffer } from '../messages/queue-messages.ts';
import { type FittingVisit, servicesFor, visitInFreedSlot } from '../online-visits.ts';
import { type RankedEntry, rankWaiting } from '../ranking/ranking.ts';
import { freedSlots, slotOffers, waitlistEntries } from '../tables.ts';
import { endOffer } from './end-offer.ts';
import { closeFreedSlot, type FreedSlotRow, lockFreedSlot } from './freed-slot-store.ts';
import { betweenOffersMs, offerEndNow } from './keep-freed-slot.ts';
import { scheduleOfferRun } from './offer-jobs.ts';
import { activeOfferOf, entriesNotToAsk } from './offer-store.ts';

/** The person who is asked next, and the visit that they are offered. */
interface Next {
  person: RankedEntry;
  fitting: FittingVisit;
}

/** How many people one run tries, when those it finds have just left or booked. */
const mostTries = 50;
/** A calendar may still show a cancelled time as taken for a moment. */
const calendarLagMs = 300_000;
const retryMs = 60_000;

/**
 * Ends an offer that has run out, and offers the slot to the next person in the order of the scores. Closes the slot
 * when it is booked, when there are no more people to ask, or when its start is too near.
 *
 * Each step is one transaction that locks the slot's row; the calendar is asked between two steps. A run that is
 * repeated or was killed continues where the last one stopped. A slot has at most one active offer, and a person gets
 * at most one offer of a slot; the indexes of `slot_offers` guarantee both.
 * @throws UpstreamError when the calendar cannot be asked: the job is tried again
 */
export async function offerFreedSlot(
  deps: OfferDeps,
  freedSlotId: string,
  signal: AbortSignal,
): Promise<void> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const slot = await dueFreedSlot(deps, freedSlotId);
    if (!slot) return;
    const next = await nextPerson(deps, slot, signal);
    if (next === null) return close(deps, slot.id);
    if (next === 'taken') return retryOrClose(deps, slot);
    if (await offerTo(deps, slot.id, next)) return;
  }
  throw new Error('No waiting person could be asked about a freed time.');
}

/** After a day without an answer of the calendar: the time is no longer held, and is free for all. */
export async function closeUnofferedSlot(deps: OfferDeps, freedSlotId: string): Promise<void> {
  await deps.store.db.transaction(async (tx) => {
    const slot = await lockFreedSlot(tx, freedSlotId);
    if (slot.state !== 'offering' || (await activeOfferOf(tx, slot.id))) return;
    await closeFreedSlot(tx, deps, slot.id, 'over');
  });
  deps.bookings.occupiedChanged();
}

/** Restarts the jobs of slots that are overdue. Jobs are stored, so this should never find any. */
export async function resumeFreedSlots(deps: Pick<OfferDeps, 'store' | 'clock' | 'jobs'>): Promise<void> {
  const overdue = new Date(deps.clock.now().getTime() - 2 * retryMs);
  const rows = await deps.store.db
    .select({ id: freedSlots.id })
    .from(freedSlots)
    .where(and(eq(freedSlots.state, 'offering'), lt(freedSlots.nextRunAt, overdue)));
  for (const { id } of rows) {
    await deps.store.db.transaction((tx) => scheduleOfferRun(tx, deps, id, deps.clock.now()));
  }
}

/** The slot if a person must be asked now, else `null`. Ends the offer that has run out. */
async function dueFreedSlot(deps: OfferDeps, freedSlotId: string): Promise<FreedSlotRow | null> {
  const due = await deps.store.db.transaction(async (tx) => {
    const slot = await lockFreedSlot(tx, freedSlotId);
    if (slot.state !== 'offering') return null;
    const now = deps.clock.now();
    const offer = await activeOfferOf(tx, slot.id);
    // The offer is being booked. The booking reports how it ends.
    if (offer?.status === 'accepted') return null;
    if (offer && offer.expiresAt > now) {
      // This run came too early.
      if (offer.expiresAt.getTime() - now.getTime() < retryMs) {
        await scheduleOfferRun(tx, deps, slot.id, offer.expiresAt);
      }
      return null;
    }
    if (offer) await endOffer(tx, deps, offer, 'timed_out', { actor: { kind: 'system' } });
    if (offerEndNow(deps, slot.start) !== null) return slot;
    await closeFreedSlot(tx, deps, slot.id, 'over');
    return 'closed';
  });
  if (due !== 'closed') return due;
  deps.bookings.occupiedChanged();
  return null;
}

/**
 * The first person in order who would take the time, for a visit that the calendar still offers then.
 * @returns `null` when there is no such person; `taken` when there is one, but the calendar has no such time
 */
async function nextPerson(
  deps: OfferDeps,
  slot: FreedSlotRow,
  signal: AbortSignal,
): Promise<Next | null | 'taken'> {
  const { db } = deps.store;
  const passedOver = await entriesNotToAsk(db, slot.id);
  const quitter = await whoCancelled(deps, slot);
  const at = { now: deps.clock.now(), timeZone: deps.clinic.clinic.timeZone };
  const people: (Next & Pick<RankedEntry, 'score' | 'place'>)[] = [];
  for (const service of servicesFor(deps.clinic, slot)) {
    for (const person of await rankWaiting(db, deps, service)) {
      const { wishes } = person.contact;
      if (passedOver.has(person.id) || deps.personKeys.of(person.contact.email) === quitter) continue;
      if (!wouldTake(wishes, slot, at)) continue;
      const fitting = visitInFreedSlot(deps.clinic, service, wishes, slot);
      if (fitting) people.push({ person, fitting, score: person.score, place: person.place });
    }
  }
  people.sort(inOrder);
  const free = new Map<string, boolean>();
  for (const { person, fitting } of people) {
    const { practitionerId, start } = slot;
    const asked = { practitionerId, service: fitting.service, visit: fitting.visit.kind, start };
    const key = `${asked.service} ${asked.visit}`;
    const isFree = free.get(key) ?? (await deps.bookings.isStartFree(asked, signal));
    free.set(key, isFree);
    if (isFree) return { person, fitting };
  }
  return people.length === 0 ? null : 'taken';
}

/** The key of the person who cancelled, and who is therefore not asked; `null` when their booking was erased. */
async function whoCancelled(deps: OfferDeps, slot: FreedSlotRow): Promise<string | null> {
  const booking = await loadBooking(deps, deps.store.db, slot.bookingId);
  return booking && deps.personKeys.of(booking.patient.email);
}

/**
 * Offers the slot to one person. The hold, the offer, the email and the next run are one transaction.
 * @returns false when the person no longer waits or has another offer: the next person is asked
 */
async function offerTo(deps: OfferDeps, freedSlotId: string, { person, fitting }: Next): Promise<boolean> {
  const offered = await deps.store.db.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(waitlistEntries)
      .where(eq(waitlistEntries.id, person.id))
      .for('update');
    const entry = row && openEntry(deps.sealing, row);
    const slot = await lockFreedSlot(tx, freedSlotId);
    if (slot.state !== 'offering' || (await activeOfferOf(tx, slot.id))) return 'elsewhere';
    if (entry?.status !== 'waiting' || !isReachable(entry)) return 'gone';
    const now = deps.clock.now();
    const expiresAt = offerEndNow(deps, slot.start);
    const keptUntil = new Date((expiresAt ?? now).getTime() + betweenOffersMs);
    if (expiresAt === null || !(await holdFreedSlot(tx, slot.id, slot, { now, expiresAt: keptUntil }))) {
      // The start is too near by now, or another booking took the time while it was not held.
      await closeFreedSlot(tx, deps, slot.id, 'over');
      return 'closed';
    }
    const [offer] = await tx
      .insert(slotOffers)
      .values({
        id: randomUUID(),
        freedSlotId: slot.id,
        entryId: entry.id,
        status: 'offered',
        service: entry.service,
        visit: fitting.visit.kind,
        durationMinutes: fitting.visit.durationMinutes,
        priceCents: fitting.priceCents,
        offeredAt: now,
        expiresAt,
      })
      .onConflictDoNothing()
      .returning();
    // The person was offered another slot at this moment, or this slot before.
    if (!offer) return 'gone';
    await queueOffer(tx, deps, entry, offer, slot);
    await audit(tx, entry.id, 'waitlist.offered', { actor: { kind: 'system' }, at: now });
    await scheduleOfferRun(tx, deps, slot.id, expiresAt);
    return 'offered';
  });
  if (offered === 'gone') return false;
  deps.bookings.occupiedChanged();
  return true;
}

async function retryOrClose(deps: OfferDeps, slot: FreedSlotRow): Promise<void> {
  const now = deps.clock.now().getTime();
  if (now - slot.freedAt.getTime() >= calendarLagMs) return close(deps, slot.id);
  await deps.store.db.transaction((tx) => scheduleOfferRun(tx, deps, slot.id, new Date(now + retryMs)));
}

async function close(deps: OfferDeps, freedSlotId: string): Promise<void> {
  await deps.store.db.transaction(async (tx: Transaction) => {
    const slot = await lockFreedSlot(tx, freedSlotId);
    if (slot.state !== 'offering' || (await activeOfferOf(tx, slot.id))) return;
    await closeFreedSlot(tx, deps, slot.id, 'over');
  });
  deps.bookings.occupiedChanged();
}
