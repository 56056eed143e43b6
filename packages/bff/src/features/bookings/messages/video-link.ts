import { and, eq, isNull } from 'drizzle-orm';
import type { JobRun } from '../../../platform/jobs/job.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { type Booking, sealJoinUrl } from '../booking.ts';
import { mustLoadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { awaitVideoLink } from '../jobs.ts';
import { bookings } from '../tables.ts';
import { queueConfirmation, queueVideoLink } from './booking-messages.ts';

type Payload = { bookingId: string; tries: number };

/**
 * Asks for the video link that the calendar is still making. The confirmation waits for a few tries; then it goes
 * out without the link, which follows in a second, short mail.
 */
export async function lookForVideoLink(
  deps: BookingDeps,
  run: Pick<JobRun<Payload>, 'payload' | 'signal'>,
): Promise<void> {
  const { bookingId, tries } = run.payload;
  const booking = await mustLoadBooking(deps, deps.store.db, bookingId);
  if (booking.status !== 'confirmed' || booking.calendarEventId === null || booking.joinUrl !== null) return;
  if (booking.start <= deps.clock.now()) return;
  const joinUrl = await readJoinUrl(deps, booking, run.signal);
  if (joinUrl !== null) return announce(deps, booking, joinUrl, tries);
  await deps.store.db.transaction(async (tx) => {
    // A repeat of this run finds the confirmation queued, and queues nothing.
    if (tries + 1 === deps.pace.linkTries) await queueConfirmation(tx, deps, booking);
    await askAgain(tx, deps, booking, tries + 1);
  });
}

async function readJoinUrl(deps: BookingDeps, booking: Booking, signal: AbortSignal): Promise<string | null> {
  const { practitionerId, calendarEventId } = booking;
  if (calendarEventId === null) return null;
  try {
    const event = await deps.scheduler.read({ practitionerId, eventId: calendarEventId, signal });
    return event?.joinUrl ?? null;
  } catch (error) {
    // A calendar that cannot be read now costs one try: the patient's confirmation does not wait for it for ever.
    deps.log.warn('The video link cannot be read now', { bookingId: booking.id, error });
    return null;
  }
}

async function announce(deps: BookingDeps, booking: Booking, joinUrl: string, tries: number): Promise<void> {
  const late = tries >= deps.pace.linkTries;
  await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const changed = await tx
      .update(bookings)
      .set({
        joinUrl: sealJoinUrl(deps.sealing, booking.id, joinUrl),
        calendarSequence: booking.calendarSequence + (late ? 1 : 0),
        updatedAt: now,
      })
      .where(and(eq(bookings.id, booking.id), eq(bookings.status, 'confirmed'), isNull(bookings.joinUrl)))
      .returning({ id: bookings.id });
    if (changed.length === 0) return;
    const current = await mustLoadBooking(deps, tx, booking.id);
    if (late) await queueVideoLink(tx, deps, current);
    else await queueConfirmation(tx, deps, current);
  });
}

/** Dense while the confirmation waits; afterwards ever more seldom, and denser again towards the start. */
async function askAgain(tx: Transaction, deps: BookingDeps, booking: Booking, tries: number): Promise<void> {
  const { linkTries, linkEverySeconds } = deps.pace;
  const left = (booking.start.getTime() - deps.clock.now().getTime()) / 1000;
  const seldom = Math.min(linkEverySeconds * 2 ** Math.min(tries - linkTries + 1, 20), left / 4, 6 * 3600);
  const startAfterSeconds = tries < linkTries ? linkEverySeconds : Math.max(60, Math.round(seldom));
  await deps.jobs.enqueue(tx, awaitVideoLink, { bookingId: booking.id, tries }, { startAfterSeconds });
}

/** When the job itself failed every time: the patient gets the confirmation without the link. */
export async function confirmWithoutLink(
  deps: BookingDeps,
  run: Pick<JobRun<Payload>, 'payload'>,
): Promise<void> {
  const booking = await mustLoadBooking(deps, deps.store.db, run.payload.bookingId);
  if (booking.status !== 'confirmed') return;
  await deps.store.db.transaction((tx) => queueConfirmation(tx, deps, booking));
}
