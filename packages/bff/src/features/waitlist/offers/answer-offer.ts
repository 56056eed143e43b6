import type { ConsultationRequest } from '@botaniqal/shared/contracts/bookings.ts';
import type { FieldProblem } from '@botaniqal/shared/contracts/problem.ts';
import type { WaitlistOfferAccept } from '@botaniqal/shared/contracts/waitlist.ts';
import { eq } from 'drizzle-orm';
import { byPatient } from '../../../platform/audit/actor.ts';
import { Problem } from '../../../platform/problem.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { FreeBookingAnswer } from '../../bookings/index.ts';
import type { OfferDeps, WaitlistDeps } from '../deps.ts';
import { type Entry, sealContact } from '../entry.ts';
import { audit, loadEntry } from '../entry-store.ts';
import { freedSlots, waitlistEntries } from '../tables.ts';
import { endOffer } from './end-offer.ts';
import { lockFreedSlot } from './freed-slot-store.ts';
import { scheduleOfferRun } from './offer-jobs.ts';
import { loadOffer, type OfferRow } from './offer-store.ts';
import { asksOf } from './offer-view.ts';

interface Context {
  idempotencyKeyHash: string | null;
  requestId: string | undefined;
}

/**
 * Accepts an offered time of a free visit. It is booked like any free first call, with the time that is held for it.
 * When the offer was accepted before, the answer is its booking.
 * @throws Problem not_found, invalid_request that names every field, and those of `bookFree`
 */
export async function acceptOffer(
  deps: OfferDeps,
  entry: Entry,
  offerId: string,
  given: WaitlistOfferAccept,
  context: Context,
): Promise<FreeBookingAnswer> {
  const offer = await openOffer(deps, entry, offerId);
  if (offer.priceCents > 0) {
    throw doesNotHold([
      {
        path: 'offerId',
        code: 'to_pay',
        message: 'must be paid: send POST /api/bookings with this invitation',
      },
    ]);
  }
  if (offer.status === 'accepted' && offer.bookingId !== null) {
    const again = await deps.bookings.answerOf(offer.bookingId);
    if (again) return again;
  }
  const request = await requestOf(deps, entry, offer, given);
  if (given.phone !== undefined) await storePhone(deps, entry.id, given.phone, context.requestId);
  return deps.bookings.book(request, {
    ...byPatient(context.requestId),
    idempotencyKeyHash: context.idempotencyKeyHash,
  });
}

/**
 * Declines an offer: the next person is asked. An offer that has ended stays as it is.
 * @throws Problem not_found
 */
export async function declineOffer(
  deps: WaitlistDeps,
  entry: Entry,
  offerId: string,
  requestId: string | undefined,
): Promise<void> {
  const { id, freedSlotId } = await openOffer(deps, entry, offerId);
  await deps.store.db.transaction(async (tx) => {
    await lockFreedSlot(tx, freedSlotId);
    const offer = await loadOffer(tx, id);
    // The offer is being booked. Abandoning that booking returns the time.
    if (offer?.status !== 'offered') return;
    await endOffer(tx, deps, offer, 'declined', { actor: { kind: 'patient' }, requestId });
    await scheduleOfferRun(tx, deps, freedSlotId, deps.clock.now());
  });
}

/** @throws Problem not_found */
async function openOffer(deps: WaitlistDeps, entry: Entry, offerId: string): Promise<OfferRow> {
  const offer = isUuid(offerId) ? await loadOffer(deps.store.db, offerId) : null;
  if (offer?.entryId === entry.id) return offer;
  throw new Problem('not_found', 'There is no such offer for this place on the waitlist.');
}

/** @throws Problem invalid_request */
async function requestOf(
  deps: WaitlistDeps,
  entry: Entry,
  offer: OfferRow,
  given: WaitlistOfferAccept,
): Promise<ConsultationRequest> {
  const { contact } = entry;
  const missing = asksOf(entry, offer).filter((field) => given[field] === undefined);
  const phone = given.phone ?? contact?.phone;
  const { primaryConcern } = given;
  if (!contact || !phone || !primaryConcern) {
    throw doesNotHold(missing.map((path) => ({ path, code: 'required', message: 'must be given to book' })));
  }
  const [slot] = await deps.store.db.select().from(freedSlots).where(eq(freedSlots.id, offer.freedSlotId));
  if (!slot) throw new Error('An offer names a freed slot that does not exist.');
  return {
    patientName: contact.name,
    email: contact.email,
    phone,
    preferredTimes: [slot.start.toISOString()],
    primaryConcern,
    timezone: given.timeZone ?? deps.clinic.clinic.timeZone,
    service: entry.service,
    invitation: { entryId: entry.id, token: entry.secrets.manage, offerId: offer.id },
  };
}

/** Stores a phone number that was given with an answer, for the next time. */
async function storePhone(
  deps: WaitlistDeps,
  entryId: string,
  phone: string,
  requestId: string | undefined,
): Promise<void> {
  await deps.store.db.transaction(async (tx) => {
    await tx
      .select({ id: waitlistEntries.id })
      .from(waitlistEntries)
      .where(eq(waitlistEntries.id, entryId))
      .for('update');
    const current = await loadEntry(deps, tx, entryId);
    if (!current?.contact || current.contact.phone === phone) return;
    const contact = sealContact(deps.sealing, entryId, { ...current.contact, phone });
    await tx.update(waitlistEntries).set({ contact }).where(eq(waitlistEntries.id, entryId));
    await audit(tx, entryId, 'waitlist.changed', {
      actor: { kind: 'patient' },
      at: deps.clock.now(),
      requestId,
    });
  });
}

function doesNotHold(fields: FieldProblem[]): Problem {
  const list = fields.map(({ path, message }) => `${path} ${message}`).join('; ');
  return new Problem('invalid_request', `The request is invalid: ${list}.`, { fields });
}
