import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { newOpaqueToken } from '../../../platform/crypto/opaque-token.ts';
import { Problem } from '../../../platform/problem.ts';
import { isConflict, type Transaction } from '../../../platform/store/database.ts';
import { type Booking, type BookingPatient, openBooking, sealManageToken, sealPatient } from '../booking.ts';
import { audit } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import type { BookingRight } from '../eligibility/entitlement.ts';
import type { BookableVisit } from '../eligibility/require-bookable.ts';
import { settleBooking, watchHold } from '../jobs.ts';
import { holdFirst } from '../slots/hold-first.ts';
import { bookings, type Candidate } from '../tables.ts';
import { newConfirmationNumber } from './confirmation-number.ts';

/** What a patient pays before the time is booked. Whole cents. */
export interface ToPay {
  priceCents: number;
  discountCents: number;
  promotionCode: string | null;
  /** How long the time is kept for it. */
  holdMinutes: number;
}

/** The booking, its held time and the job that looks after it; `null` when none of the times can be held. */
export async function acceptBooking(
  deps: BookingDeps,
  bookable: BookableVisit,
  candidates: Candidate[],
  request: {
    patient: BookingPatient;
    attribution: Booking['attribution'];
    /** As the page said; whether there is such a session is found out when the booking is confirmed. */
    triageSessionId: string | null;
    requestKeyHash: string | null;
    requestId: string | undefined;
    /** Left out: nothing is to be paid online, and it goes on to the calendar at once. */
    toPay?: ToPay;
    /** From the waitlist: used up with the booking. */
    right?: BookingRight | null;
  },
): Promise<Booking | null> {
  const id = randomUUID();
  const { durationMinutes } = bookable.visit;
  const [first] = candidates;
  if (!first) return null;
  return deps.store.db
    .transaction(async (tx) => {
      const now = deps.clock.now();
      const manage = newOpaqueToken();
      const confirmationNumber = await freeConfirmationNumber(tx, deps, new Date(first.start));
      await tx.insert(bookings).values({
        id,
        confirmationNumber,
        status: request.toPay ? 'awaiting_payment' : 'confirming',
        service: bookable.service.id,
        visit: bookable.visit.kind,
        practitionerId: first.practitionerId,
        start: new Date(first.start),
        durationMinutes,
        priceCents: request.toPay?.priceCents ?? bookable.visit.price?.amountCents ?? null,
        discountCents: request.toPay?.discountCents ?? 0,
        promotionCode: request.toPay?.promotionCode ?? null,
        currency: deps.clinic.clinic.currency,
        patient: sealPatient(deps.sealing, id, request.patient),
        manageTokenHash: manage.hash,
        manageToken: sealManageToken(deps.sealing, id, manage.token),
        otherCandidates: [],
        attribution: request.attribution,
        triageSessionId: request.triageSessionId,
        requestKeyHash: request.requestKeyHash,
        createdAt: now,
        updatedAt: now,
      });
      if (request.right && !(await request.right.claim(tx, id))) throw new NothingHeld();
      const expiresAt = request.toPay ? minutesLater(now, request.toPay.holdMinutes) : null;
      const held = await holdFirst(tx, { id, durationMinutes }, candidates, { now, expiresAt });
      if (!held) throw new NothingHeld();
      const [row] = await tx.update(bookings).set(held).where(eq(bookings.id, id)).returning();
      if (!row) throw new Error('A booking was not stored.');
      await audit(tx, id, 'booking.accepted', { actor: 'patient', now, requestId: request.requestId });
      await lookAfterIt(tx, deps, id, request.toPay);
      return openBooking(deps.sealing, row);
    })
    .catch((error: unknown) => {
      if (error instanceof NothingHeld) return null;
      if (isConflict(error, 'bookings_request_key')) {
        throw new Problem(
          'request_in_progress',
          'The first request with this Idempotency-Key is being answered.',
          {
            retryAfterSeconds: 2,
            cause: error,
          },
        );
      }
      throw error;
    });
}

/** The job that comes when the request's own process does not. */
async function lookAfterIt(
  tx: Transaction,
  deps: BookingDeps,
  bookingId: string,
  toPay: ToPay | undefined,
): Promise<void> {
  if (toPay) {
    const startAfterSeconds = toPay.holdMinutes * 60 + deps.pace.payGraceSeconds;
    await deps.jobs.enqueue(tx, watchHold, { bookingId }, { startAfterSeconds });
    return;
  }
  const startAfterSeconds = deps.pace.firstLookSeconds;
  await deps.jobs.enqueue(tx, settleBooking, { bookingId, round: 0 }, { startAfterSeconds });
}

function minutesLater(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000);
}

/** Rolls the transaction back: a request whose times are all taken leaves no trace. */
class NothingHeld extends Error {}

async function freeConfirmationNumber(tx: Transaction, deps: BookingDeps, start: Date): Promise<string> {
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
