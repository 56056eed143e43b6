import { minuteMs } from '@botaniqal/shared/time/duration.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { bookingTaskFacts, comparedBookings, loadBooking } from '../../bookings/index.ts';
import { closeStaffTask, restateStaffTask } from '../../staff-tasks/index.ts';
import { compareBooking } from '../comparing/compare-booking.ts';
import type { Difference, DifferenceKind } from '../comparing/difference.ts';
import type { ReconciliationDeps } from '../deps.ts';
import type { BookingWithSides } from '../reading/read-sides.ts';
import type { Found, SaidBy, Unread } from '../tables.ts';
import { findDifference, type StoredDifference, saveDifference } from './difference-store.ts';
import { mendInTransaction, removeStrays } from './mend.ts';
import { saidBy } from './said-by.ts';
import { taskOf } from './task-of.ts';

/** What is mended so often and comes back is left to a person. */
const mostMends = 2;
/** Reception may have deleted an appointment on purpose: it is filed again once, and never a second time. */
const mostFilings = 1;
/** The jobs of a mend work meanwhile, so it is not repeated. */
const mendTakesMs = 10 * minuteMs;

/**
 * Settles what differs about one booking: mends it, or opens a task with all sides. What has gone away is closed. A
 * booking that has changed since it was read is left for the next run.
 * @returns what was found, with its outcome
 */
export async function settleBooking(
  deps: ReconciliationDeps,
  compared: BookingWithSides,
  open: readonly StoredDifference[],
  unread: readonly Unread[],
  signal: AbortSignal,
): Promise<{ kind: DifferenceKind; outcome: Found['outcome'] }[]> {
  const { booking } = compared;
  const isOver = booking.end <= deps.clock.now();
  if (booking.unsettled && !isOver) return [];
  const found = isOver ? [] : onePerKind(compareBooking(booking, compared.sides));
  const outcomes: { kind: DifferenceKind; outcome: Found['outcome'] }[] = [];
  for (const difference of found) {
    const outcome = await settle(deps, compared, difference, signal);
    if (outcome) outcomes.push({ kind: difference.kind, outcome });
  }
  for (const before of open) {
    const stillDiffers = found.some(({ kind }) => kind === before.kind);
    if (stillDiffers || (!isOver && !isJudged(before.kind, compared, found, unread))) continue;
    await deps.store.db.transaction((tx) => resolve(tx, deps, before));
  }
  return outcomes;
}

function onePerKind(found: readonly Difference[]): Difference[] {
  return [...new Map(found.map((one) => [one.kind, one])).values()];
}

async function settle(
  deps: ReconciliationDeps,
  compared: BookingWithSides,
  difference: Difference,
  signal: AbortSignal,
): Promise<Found['outcome'] | null> {
  const { id: bookingId } = compared.booking;
  const { kind } = difference;
  const before = await findDifference(deps.store.db, bookingId, kind);
  const most = kind === 'missing_in_records' ? mostFilings : mostMends;
  const now = deps.clock.now();
  const isUnderWay =
    before?.outcome === 'mended' &&
    before.resolvedAt === null &&
    now.getTime() - before.seenAt.getTime() < mendTakesMs;
  if (isUnderWay) return 'mended';
  const mends = difference.mend !== null && (before?.mends ?? 0) < most;
  if (mends && !(await removeStrays(deps, difference, compared, signal))) return 'mended';
  return deps.store.db.transaction(async (tx) => {
    if (!(await isAsRead(tx, compared, now))) return null;
    const outcome = mends ? 'mended' : difference.known ? 'known' : 'task';
    const sides = saidBy(deps, compared.booking, compared.sides);
    if (mends) await mendInTransaction(tx, deps, difference, compared);
    // A task that staff have closed by hand stays closed until something else is said.
    const isNew = before?.outcome !== 'task' || before.resolvedAt !== null || !isSame(before.sides, sides);
    if (outcome === 'task' && isNew) await askStaff(tx, deps, bookingId, difference, sides);
    await saveDifference(tx, {
      bookingId,
      kind,
      practitionerId: compared.booking.practitionerId,
      start: compared.booking.start,
      sides,
      outcome,
      mends: (before?.mends ?? 0) + (mends ? 1 : 0),
      foundAt: before && before.resolvedAt === null ? before.foundAt : now,
      seenAt: now,
      resolvedAt: null,
    });
    deps.metrics.reconcileFindings.inc({ kind, outcome });
    return outcome;
  });
}

async function isAsRead(tx: Transaction, { booking }: BookingWithSides, now: Date): Promise<boolean> {
  const [present] = await comparedBookings(tx, { ids: [booking.id] }, now);
  return present !== undefined && +present.updatedAt === +booking.updatedAt;
}

async function askStaff(
  tx: Transaction,
  deps: ReconciliationDeps,
  bookingId: string,
  difference: Difference,
  sides: readonly SaidBy[],
): Promise<void> {
  const booking = await loadBooking(deps, tx, bookingId);
  if (!booking) return;
  const task = difference.mend === null ? taskOf(difference.kind) : unmended(difference.kind);
  const reason = task === 'difference_not_mended' ? difference.kind.replaceAll('_', ' ') : undefined;
  await restateStaffTask(tx, deps, {
    kind: task,
    subject: bookingId,
    facts: { ...bookingTaskFacts(booking, reason), sides: sides.map((one) => ({ ...one })) },
  });
}

/** What was filed again and deleted again has a task of its own. */
function unmended(kind: DifferenceKind) {
  return kind === 'missing_in_records' ? taskOf(kind) : 'difference_not_mended';
}

/** The difference has gone away. */
async function resolve(tx: Transaction, deps: ReconciliationDeps, before: StoredDifference): Promise<void> {
  const keepsCount = before.kind === 'missing_in_records';
  await saveDifference(tx, {
    ...before,
    mends: keepsCount ? before.mends : 0,
    resolvedAt: deps.clock.now(),
  });
  if (before.outcome !== 'task') return;
  for (const kind of new Set([taskOf(before.kind), 'difference_not_mended'] as const)) {
    await closeStaffTask(tx, deps, { kind, subject: before.bookingId });
  }
}

/** Whether this run could see that a difference has gone away. */
function isJudged(
  kind: DifferenceKind,
  { booking, sides }: BookingWithSides,
  found: readonly Difference[],
  unread: readonly Unread[],
): boolean {
  const reads = (source: Unread['source']) =>
    !unread.some((one) => one.source === source && one.practitionerId === booking.practitionerId);
  if (kind === 'left_over_in_mailbox') return reads('mailbox');
  if (kind === 'left_over_in_records') return reads('records');
  if (kind === 'left_over_in_calendar') return reads('calendar');
  if (booking.status !== 'confirmed') return true;
  if (!kind.endsWith('_in_records')) return sides.calendar.kind !== 'unknown';
  // The records are compared only while the calendar agrees.
  const agrees = sides.calendar.kind === 'active' && !found.some((one) => one.kind.endsWith('_in_calendar'));
  return agrees && sides.records.kind !== 'unknown';
}

function isSame(a: readonly SaidBy[], b: readonly SaidBy[]): boolean {
  const words = (sides: readonly SaidBy[]) =>
    sides.map(({ where, state, start, practitionerId }) => `${where} ${state} ${start} ${practitionerId}`);
  return words(a).join('\n') === words(b).join('\n');
}
