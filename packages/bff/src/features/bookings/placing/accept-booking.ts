import { randomUUID } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import { type ActContext, type ActingAs, actorText } from '../../../platform/audit/actor.ts';
import { newOpaqueToken } from '../../../platform/crypto/opaque-token.ts';
import { Problem } from '../../../platform/problem.ts';
import { isConflict, type Transaction } from '../../../platform/store/database.ts';
import { audit } from '../audit-booking.ts';
import {
  type Booking,
  type BookingPatient,
  openBooking,
  sealManageToken,
  sealPatient,
  sealStaffNotes,
} from '../booking.ts';
import { endedStatuses } from '../booking-state.ts';
import type { BookingDeps } from '../deps.ts';
import { mayBook } from '../eligibility/channels.ts';
import type { BookingDecision } from '../eligibility/decide-booking.ts';
import { reconcileBookingJob, watchHoldJob } from '../jobs.ts';
import { type HeldSlot, holdFirst } from '../slots/hold-first.ts';
import { searchKeysOf } from '../staff/search-keys.ts';
import { bookings } from '../tables.ts';
import { placesOf } from './booking-places.ts';
import { newConfirmationNumber } from './confirmation-number.ts';
import { earlierBooking } from './earlier-booking.ts';

/** Who books, and what comes with the request beside the visit. */
export interface AcceptedRequest {
  patient: BookingPatient;
  attribution: Booking['attribution'];
  /** From the page. Whether this session exists is checked when the booking is confirmed. */
  triageSessionId: string | null;
  requestKeyHash: string | null;
  /** What staff said, of a booking by phone. */
  staff?: { phonePayment: Booking['phonePayment']; notes: string | null };
  /** What belongs to the booking in other features, in its transaction. */
  alsoStore?: (tx: Transaction, booking: Booking) => Promise<void>;
}

/**
 * Stores a booking: its held time, its row, its audit row and the job that reconciles it, in one transaction.
 * @returns `null` when none of the times can be held; nothing is stored then
 * @throws Problem too_many_requests
 */
export async function acceptBooking(
  deps: BookingDeps,
  decision: BookingDecision,
  request: AcceptedRequest,
  by: ActingAs & { address?: string },
): Promise<Booking | null> {
  if (!mayBook(by.actor, decision.channel)) throw new Error('This actor does not book through this channel.');
  const id = randomUUID();
  return deps.store.db
    .transaction(async (tx) => {
      const context = { actor: by.actor, requestId: by.requestId, now: deps.clock.now() };
      // First, so that a refused request waits for no practitioner's lock and holds nothing.
      const places = placesOf(deps, decision, request.patient, by, context.now);
      if (places.length > 0) await deps.limits.take(tx, id, places);
      const slot = await holdSlotFor(tx, deps, id, decision, context.now);
      if (request.requestKeyHash !== null) await takeKeyFromEnded(tx, request.requestKeyHash);
      const row = await insertBooking(tx, deps, id, decision, slot, request, context);
      await audit(tx, id, 'booking.accepted', context);
      if (decision.price?.promotionCode) await audit(tx, id, 'booking.promotion_applied', context);
      await scheduleFollowUp(tx, deps, id, decision, context.now);
      const booking = openBooking(deps.sealing, row);
      await request.alsoStore?.(tx, booking);
      return booking;
    })
    .catch(async (error: unknown) => {
      if (isConflict(error, 'bookings_request_key')) throw requestInProgress(error);
      if (!(error instanceof NothingHeld)) throw error;
      // The first request with this key may hold the very time.
      const { requestKeyHash } = request;
      if (await earlierBooking(deps, requestKeyHash)) throw requestInProgress(error);
      return null;
    });
}

/** The entitlement gives back the time that it keeps before this booking takes it. */
async function holdSlotFor(
  tx: Transaction,
  deps: Pick<BookingDeps, 'clinic'>,
  id: string,
  { bookable, candidates, entitlement, price, holdUntil }: BookingDecision,
  now: Date,
): Promise<HeldSlot> {
  if (entitlement && !(await entitlement.redeem(tx, id))) throw new NothingHeld();
  const { durationMinutes } = bookable.visit;
  const expiresAt = price ? (holdUntil ?? minutesLater(now, deps.clinic.booking.holdMinutes)) : null;
  const slot = await holdFirst(tx, { id, durationMinutes }, candidates, { now, expiresAt });
  if (!slot) throw new NothingHeld();
  return slot;
}

/** By its key a repeated request finds the newest booking that it made, so that it does not book once more. */
async function takeKeyFromEnded(tx: Transaction, requestKeyHash: string): Promise<void> {
  await tx
    .update(bookings)
    .set({ requestKeyHash: null })
    .where(and(eq(bookings.requestKeyHash, requestKeyHash), inArray(bookings.status, endedStatuses)));
}

async function insertBooking(
  tx: Transaction,
  deps: Pick<BookingDeps, 'clinic' | 'sealing' | 'personKeys'>,
  id: string,
  { bookable, channel, price }: BookingDecision,
  slot: HeldSlot,
  request: AcceptedRequest,
  { actor, now }: ActContext,
) {
  const manage = newOpaqueToken();
  const { patient, attribution, triageSessionId, requestKeyHash, staff } = request;
  const [row] = await tx
    .insert(bookings)
    .values({
      attribution,
      triageSessionId,
      requestKeyHash,
      phonePayment: staff?.phonePayment ?? null,
      bookedBy: actor.kind === 'staff' ? actorText(actor) : null,
      staffNotes: sealStaffNotes(deps.sealing, id, staff?.notes ?? null),
      ...slot,
      id,
      confirmationNumber: await freeConfirmationNumber(tx, deps, slot.start),
      status: price ? 'awaiting_payment' : 'confirming',
      channel,
      service: bookable.service.id,
      visit: bookable.visit.kind,
      durationMinutes: bookable.visit.durationMinutes,
      priceCents: price?.priceCents ?? bookable.visit.price?.amountCents ?? null,
      discountCents: price?.discountCents ?? 0,
      promotionCode: price?.promotionCode ?? null,
      currency: deps.clinic.clinic.currency,
      personKey: deps.personKeys.of(patient.email),
      searchKeys: searchKeysOf(deps.personKeys, patient),
      patient: sealPatient(deps.sealing, id, patient),
      manageTokenHash: manage.hash,
      manageToken: sealManageToken(deps.sealing, id, manage.token),
      createdAt: now,
      updatedAt: now,
    })
    .returning();
  if (!row) throw new Error('A booking was not stored.');
  return row;
}

/** The job that goes on when the process of the request does not. */
async function scheduleFollowUp(
  tx: Transaction,
  deps: Pick<BookingDeps, 'clinic' | 'jobs' | 'timings'>,
  bookingId: string,
  { price, holdUntil }: BookingDecision,
  now: Date,
): Promise<void> {
  if (price) {
    const holdSeconds = holdUntil
      ? Math.ceil((holdUntil.getTime() - now.getTime()) / 1000)
      : deps.clinic.booking.holdMinutes * 60;
    const startAfterSeconds = holdSeconds + deps.timings.payGraceSeconds;
    await deps.jobs.enqueue(tx, watchHoldJob, { bookingId }, { startAfterSeconds });
    return;
  }
  const startAfterSeconds = deps.timings.firstReconcileSeconds;
  await deps.jobs.enqueue(tx, reconcileBookingJob, { bookingId, round: 0 }, { startAfterSeconds });
}

function requestInProgress(cause: unknown): Problem {
  const detail = 'The first request with this Idempotency-Key is being answered.';
  return new Problem('request_in_progress', detail, { retryAfterSeconds: 2, cause });
}

function minutesLater(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000);
}

/** Rolls the transaction back, so that a request whose times are all taken stores nothing. */
class NothingHeld extends Error {}

async function freeConfirmationNumber(
  tx: Transaction,
  deps: Pick<BookingDeps, 'clinic'>,
  start: Date,
): Promise<string> {
  for (let tries = 0; tries < 20; tries += 1) {
    const candidate = newConfirmationNumber(deps.clinic.clinic, start);
    const taken = await tx
      .select({ id: bookings.id })
      .from(bookings)
      .where(eq(bookings.confirmationNumber, candidate));
    if (taken.length === 0) return candidate;
  }
  throw new Error('No confirmation number is left for this day.');
}
