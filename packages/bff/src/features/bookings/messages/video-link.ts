import { and, eq, isNull } from 'drizzle-orm';
import type { JobRun } from '../../../platform/jobs/job.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { type Booking, sealJoinUrl } from '../booking.ts';
import { mustLoadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { awaitVideoLinkJob } from '../jobs.ts';
import { bookings } from '../tables.ts';
import { queueVideoLink } from './booking-messages.ts';
import { queueAppointment } from './moving-messages.ts';
import { readVideoLink } from './read-video-link.ts';

type Payload = { bookingId: string; tries: number };

/**
 * Asks for the video link that the calendar is still making. The confirmation waits for a few tries; then it goes
 * out without the link, which follows in a second, short mail.
 */
export async function sendVideoLink(
  deps: BookingDeps,
  run: Pick<JobRun<Payload>, 'payload' | 'signal'>,
): Promise<void> {
  const { bookingId, tries } = run.payload;
  const booking = await mustLoadBooking(deps, deps.store.db, bookingId);
  if (booking.status !== 'confirmed' || booking.calendarEventId === null || booking.joinUrl !== null) return;
  // A mailbox makes no link: staff send one.
  if (booking.calendar === 'mailbox' || booking.start <= deps.clock.now()) return;
  const joinUrl = await readVideoLink(deps, booking, run.signal);
  if (joinUrl !== null) return sendWithLink(deps, booking, joinUrl, tries);
  await deps.store.db.transaction(async (tx) => {
    // A repeat of this run finds the confirmation queued, and queues nothing.
    if (tries + 1 === deps.timings.linkTries) await queueAppointment(tx, deps, booking);
    await askAgain(tx, deps, booking, tries + 1);
  });
}

async function sendWithLink(
  deps: BookingDeps,
  booking: Booking,
  joinUrl: string,
  tries: number,
): Promise<void> {
  const late = tries >= deps.timings.linkTries;
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
    else await queueAppointment(tx, deps, current);
  });
}

/** Dense while the confirmation waits; afterwards ever more seldom, and denser again towards the start. */
async function askAgain(
  tx: Transaction,
  deps: Pick<BookingDeps, 'clock' | 'jobs' | 'timings'>,
  booking: Booking,
  tries: number,
): Promise<void> {
  const { linkTries, linkEverySeconds } = deps.timings;
  const left = (booking.start.getTime() - deps.clock.now().getTime()) / 1000;
  const seldom = Math.min(linkEverySeconds * 2 ** Math.min(tries - linkTries + 1, 20), left / 4, 6 * 3600);
  const startAfterSeconds = tries < linkTries ? linkEverySeconds : Math.max(60, Math.round(seldom));
  await deps.jobs.enqueue(tx, awaitVideoLinkJob, { bookingId: booking.id, tries }, { startAfterSeconds });
}

/** When the job itself failed every time: the patient gets the confirmation without the link. */
export async function confirmWithoutLink(
  deps: BookingDeps,
  run: Pick<JobRun<Payload>, 'payload'>,
): Promise<void> {
  const booking = await mustLoadBooking(deps, deps.store.db, run.payload.bookingId);
  if (booking.status !== 'confirmed') return;
  await deps.store.db.transaction((tx) => queueAppointment(tx, deps, booking));
}
