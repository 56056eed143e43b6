import { dayMs } from '@botaniqal/shared/time/duration.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import type { ReconciliationDeps } from '../deps.ts';
import { readSides } from '../reading/read-sides.ts';
import { openDifferences } from '../settling/difference-store.ts';
import { settleBooking } from '../settling/settle.ts';
import type { Found } from '../tables.ts';
import { beginRun, finishRun, giveUpRun, type Run } from './run-store.ts';

/** How far ahead bookings are compared. */
const daysAhead = 60;

/**
 * Compares the confirmed bookings of the next 60 days with calendar, mailboxes and the practice's records, and settles
 * what differs. It can be killed at any point and run again.
 * @returns `null` while another process is at it
 */
export async function reconcile(
  deps: ReconciliationDeps,
  { startedBy, signal }: { startedBy: Run['startedBy']; signal: AbortSignal },
): Promise<{ id: string } | null> {
  const { db } = deps.store;
  const from = deps.clock.now();
  const run = await beginRun(db, startedBy, from);
  if (!run) return null;
  try {
    const open = await openDifferences(db);
    const window = { from, to: new Date(from.getTime() + daysAhead * dayMs) };
    const alsoIds = [...new Set(open.map(({ bookingId }) => bookingId))];
    const { all, unread } = await readSides(deps, window, alsoIds, signal);
    const counts = new Map<string, Found>();
    for (const compared of all) {
      signal.throwIfAborted();
      const { id, start } = compared.booking;
      const before = open.filter(({ bookingId }) => bookingId === id);
      const day = dayOf(start, deps.clinic.clinic.timeZone);
      for (const one of await settleBooking(deps, compared, before, unread, signal)) {
        const key = `${day} ${one.kind} ${one.outcome}`;
        const { count } = counts.get(key) ?? { count: 0 };
        counts.set(key, { day, ...one, count: count + 1 });
      }
    }
    const found = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
    const result = { compared: all.length, found, unread: [...unread] };
    await finishRun(db, run.id, result, deps.clock.now());
    return { id: run.id };
  } catch (error) {
    await giveUpRun(db, run.id);
    throw error;
  }
}
