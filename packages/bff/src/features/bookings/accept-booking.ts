import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { newOpaqueToken } from '../../platform/crypto/opaque-token.ts';
import { Problem } from '../../platform/problem.ts';
import { isConflict, type Transaction } from '../../platform/store/database.ts';
import { type Booking, type BookingPatient, openBooking, sealManageToken, sealPatient } from './booking.ts';
import { newConfirmationNumber } from './confirmation-number.ts';
import type { BookingDeps } from './deps.ts';
import { holdFirst } from './hold-first.ts';
import { settleBooking } from './jobs.ts';
import { audit } from './ledger.ts';
import type { Offer } from './offer.ts';
import { bookings, type Candidate } from './tables.ts';

/** The booking, its held time and the job that looks after it; `null` when none of the times can be held. */
export async function acceptBooking(
  deps: BookingDeps,
  offer: Offer,
  candidates: Candidate[],
  request: {
    patient: BookingPatient;
    attribution: Booking['attribution'];
    requestKeyHash: string | null;
    requestId: string | undefined;
  },
): Promise<Booking | null> {
  const id = randomUUID();
  const { durationMinutes } = offer.visit;
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
        status: 'confirming',
        service: offer.service.id,
        visit: offer.visit.kind,
        practitionerId: first.practitionerId,
        start: new Date(first.start),
        durationMinutes,
        priceCents: offer.visit.price?.amountCents ?? null,
        currency: deps.clinic.clinic.currency,
        patient: sealPatient(deps.sealing, id, request.patient),
        manageTokenHash: manage.hash,
        manageToken: sealManageToken(deps.sealing, id, manage.token),
        otherCandidates: [],
        attribution: request.attribution,
        requestKeyHash: request.requestKeyHash,
        createdAt: now,
        updatedAt: now,
      });
      const held = await holdFirst(tx, { id, durationMinutes }, candidates, now);
      if (!held) throw new NothingHeld();
      const [row] = await tx.update(bookings).set(held).where(eq(bookings.id, id)).returning();
      if (!row) throw new Error('A booking was not stored.');
      await audit(tx, id, 'booking.accepted', { actor: 'patient', now, requestId: request.requestId });
      const startAfterSeconds = deps.pace.firstLookSeconds;
      await deps.jobs.enqueue(tx, settleBooking, { bookingId: id, round: 0 }, { startAfterSeconds });
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
