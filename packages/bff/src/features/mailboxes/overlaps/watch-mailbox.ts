import { dayMs, hourMs } from '@botaniqal/shared/time/duration.ts';
import { and, eq, inArray } from 'drizzle-orm';
import type { JobRun } from '../../../platform/jobs/job.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import {
  type AppointmentAhead,
  appointmentsAhead,
  bookingTaskFacts,
  loadBooking,
  timesHeldBy,
} from '../../bookings/index.ts';
import { closeStaffTask, restateStaffTask } from '../../staff-tasks/index.ts';
import type { MailboxDeps } from '../deps.ts';
import { mailboxOverlaps } from '../tables.ts';
import { findOverlaps, type Overlap } from './find-overlaps.ts';

type Stored = typeof mailboxOverlaps.$inferSelect;

/** A copy is known by an earlier time of its appointment for so long after the move. */
const copyFollowsMs = hourMs;

/**
 * Compares a mailbox with the practitioner's confirmed appointments. Another event at the time of one opens a staff task,
 * once; the task closes when the two no longer overlap.
 * @throws UpstreamError when the mailbox cannot be read, or when it is not known whether an event is a copy
 */
export async function watchMailbox(
  deps: MailboxDeps,
  { payload: { practitionerId }, signal }: Pick<JobRun<{ practitionerId: string }>, 'payload' | 'signal'>,
): Promise<void> {
  if (!deps.mailboxes.has(practitionerId)) return;
  const { db } = deps.store;
  const now = deps.clock.now();
  const appointments = await appointmentsAhead(db, practitionerId, now);
  const known = await db
    .select()
    .from(mailboxOverlaps)
    .where(eq(mailboxOverlaps.practitionerId, practitionerId));
  const found = await overlapsOf(deps, practitionerId, appointments, now, signal);
  const { judged, failure } = await judge(deps, practitionerId, appointments, found, known, signal);
  await keep(deps, practitionerId, known, judged, now);
  // What could not be judged is judged by the next try.
  if (failure) throw failure;
}

async function overlapsOf(
  { mailboxes, store }: MailboxDeps,
  practitionerId: string,
  appointments: readonly AppointmentAhead[],
  now: Date,
  signal: AbortSignal,
): Promise<Overlap[]> {
  // Without an appointment a day is read all the same: in this way a mailbox that cannot be read is noticed.
  const lastEnd = Math.max(now.getTime() + dayMs, ...appointments.map(({ end }) => end.getTime()));
  const [events, held] = await Promise.all([
    mailboxes.eventsBetween({ practitionerId, from: now, to: new Date(lastEnd), signal }),
    timesHeldBy(
      store.db,
      appointments.map(({ bookingId }) => bookingId),
      new Date(now.getTime() - copyFollowsMs),
    ),
  ]);
  const watched = appointments.map(({ bookingId, start, end }) => ({
    bookingId,
    start,
    end,
    times: [{ start, end }, ...held.filter((time) => time.bookingId === bookingId)],
  }));
  return findOverlaps(watched, events);
}

type Judged = Overlap & { verdict: Stored['verdict'] };

/** Decides for each overlap whether it is a copy. A decision is kept, so that each event is asked about once. */
async function judge(
  deps: MailboxDeps,
  practitionerId: string,
  appointments: readonly AppointmentAhead[],
  found: readonly Overlap[],
  known: readonly Stored[],
  signal: AbortSignal,
): Promise<{ judged: Judged[]; failure: UpstreamError | null }> {
  const judged: Judged[] = [];
  let failure: UpstreamError | null = null;
  for (const overlap of found) {
    const before = known.find(
      ({ bookingId, eventId }) => bookingId === overlap.bookingId && eventId === overlap.eventId,
    );
    try {
      const isKnownCopy = before?.verdict === 'copy' && overlap.mayBeCopy;
      const asks = overlap.mayBeCopy && before === undefined;
      const isCopy =
        isKnownCopy || (asks && (await isCopyOf(deps, practitionerId, appointments, overlap, signal)));
      // An appointment that is being moved takes its copy away while we ask.
      const isGone = asks && !isCopy && (await isGoneNow(deps, practitionerId, overlap, signal));
      if (!isGone) judged.push({ ...overlap, verdict: isCopy ? 'copy' : 'conflict' });
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      failure = error;
    }
  }
  return { judged, failure };
}

async function isGoneNow(
  { mailboxes }: Pick<MailboxDeps, 'mailboxes'>,
  practitionerId: string,
  { eventId }: Overlap,
  signal: AbortSignal,
): Promise<boolean> {
  return (await mailboxes.read({ practitionerId, eventId, signal })) === null;
}

/** Asks the calendar for the id of its copy, and the mailbox whether the patient is invited. */
async function isCopyOf(
  deps: MailboxDeps,
  practitionerId: string,
  appointments: readonly AppointmentAhead[],
  { bookingId, eventId }: Overlap,
  signal: AbortSignal,
): Promise<boolean> {
  const booking = await loadBooking(deps, deps.store.db, bookingId);
  const calendarEventId = appointments.find((one) => one.bookingId === bookingId)?.calendarEventId;
  if (!booking) return false;
  const reading = calendarEventId
    ? await deps.scheduler.read({ practitionerId, eventId: calendarEventId, signal })
    : null;
  return deps.mailboxes.isCopy({
    practitionerId,
    eventId,
    calendarsId: reading?.copyId ?? null,
    email: booking.patient.email,
    signal,
  });
}

/** Stores what was found, opens tasks for new conflicts, and closes those of appointments without one. */
async function keep(
  deps: MailboxDeps,
  practitionerId: string,
  known: readonly Stored[],
  judged: readonly Judged[],
  now: Date,
): Promise<void> {
  const bookingIds = new Set([...known, ...judged].map(({ bookingId }) => bookingId));
  for (const bookingId of bookingIds) {
    const before = known.filter((one) => one.bookingId === bookingId);
    const after = judged.filter((one) => one.bookingId === bookingId);
    if (isSame(before, after)) continue;
    await deps.store.db.transaction(async (tx) => {
      const ids = before.map(({ eventId }) => eventId);
      if (ids.length > 0) {
        await tx
          .delete(mailboxOverlaps)
          .where(and(eq(mailboxOverlaps.bookingId, bookingId), inArray(mailboxOverlaps.eventId, ids)));
      }
      if (after.length > 0) {
        await tx
          .insert(mailboxOverlaps)
          .values(after.map(({ mayBeCopy: _, ...one }) => ({ ...one, practitionerId, foundAt: now })))
          .onConflictDoNothing();
      }
      await tellStaff(tx, deps, bookingId, conflictsOf(before), conflictsOf(after));
    });
  }
}

/** A task that staff have closed by hand stays closed until something else is at that time. */
async function tellStaff(
  tx: Transaction,
  deps: MailboxDeps,
  bookingId: string,
  before: readonly Times[],
  after: readonly Times[],
): Promise<void> {
  const task = { kind: 'mailbox_conflict', subject: bookingId } as const;
  if (after.length === 0) return closeStaffTask(tx, deps, task);
  if (isSame(before, after)) return;
  const booking = await loadBooking(deps, tx, bookingId);
  if (!booking) return;
  const mailboxEvents = after.map(({ start, end }) => ({
    start: start.toISOString(),
    end: end.toISOString(),
  }));
  await restateStaffTask(tx, deps, {
    ...task,
    facts: { ...bookingTaskFacts(booking), end: booking.end.toISOString(), mailboxEvents },
  });
}

interface Times {
  eventId: string;
  start: Date;
  end: Date;
  verdict: Stored['verdict'];
}

function conflictsOf(overlaps: readonly Times[]): Times[] {
  return overlaps.filter(({ verdict }) => verdict === 'conflict');
}

function isSame(before: readonly Times[], after: readonly Times[]): boolean {
  const words = (times: readonly Times[]) =>
    times.map(({ eventId, start, end, verdict }) => `${eventId} ${+start} ${+end} ${verdict}`).toSorted();
  return words(before).join('\n') === words(after).join('\n');
}
