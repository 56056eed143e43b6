import { and, eq, lt } from 'drizzle-orm';
import type { JobRun } from '../../../platform/jobs/job.ts';
import type { BookingDeps } from '../deps.ts';
import { moveBookingJob } from '../jobs.ts';
import { bookingMoves } from '../tables.ts';
import { nextReconcileSeconds } from '../timings.ts';
import { endMove } from './end-move.ts';
import { mustLoadMove } from './move-store.ts';
import { runMove } from './run-move.ts';

type Payload = { moveId: string };

/** Goes on with a move until the booking has the new time, or the move is given up. */
export async function goOnWithMove(
  deps: BookingDeps,
  run: Pick<JobRun<Payload>, 'payload' | 'signal'>,
): Promise<void> {
  const { moveId } = run.payload;
  const progress = await runMove(deps, moveId, { onPage: false, signal: run.signal });
  if (progress.kind !== 'waiting') return;
  const { startedAt } = await mustLoadMove(deps.store.db, moveId);
  const age = (deps.clock.now().getTime() - startedAt.getTime()) / 1000;
  const startAfterSeconds = nextReconcileSeconds(age, progress.retryAfterSeconds);
  await deps.store.db.transaction((tx) =>
    deps.jobs.enqueue(tx, moveBookingJob, { moveId }, { startAfterSeconds }),
  );
}

/** When every run has failed: the move is given up, and a job makes sure that the calendar keeps no second event. */
export async function cannotGoOnWithMove(
  deps: BookingDeps,
  run: Pick<JobRun<Payload>, 'payload'>,
): Promise<void> {
  const move = await mustLoadMove(deps.store.db, run.payload.moveId);
  if (move.state === 'open') await endMove(deps, move, 'calendar_unavailable', { onPage: false }, true);
}

/** Starts the job again for moves that have been left alone for too long, for example because the queue was emptied. */
export async function resumeMoves(deps: Pick<BookingDeps, 'clock' | 'jobs' | 'store'>): Promise<void> {
  const idleBefore = new Date(deps.clock.now().getTime() - idleMs);
  const idle = await deps.store.db
    .select({ id: bookingMoves.id })
    .from(bookingMoves)
    .where(and(eq(bookingMoves.state, 'open'), lt(bookingMoves.startedAt, idleBefore)));
  for (const { id } of idle) {
    await deps.store.db.transaction((tx) =>
      deps.jobs.enqueue(tx, moveBookingJob, { moveId: id }, { singletonKey: id }),
    );
  }
}

/** Longer than a move takes. */
const idleMs = 2 * 3600_000;
