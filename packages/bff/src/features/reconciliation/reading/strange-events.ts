import { inArray, lt } from 'drizzle-orm';
import { z } from 'zod';
import type { ListedAppointment } from '../../../ports/calendar.ts';
import type { ReconciliationDeps } from '../deps.ts';
import { strangeEvents } from '../tables.ts';
import type { Looks } from './closer-looks.ts';

const ourId = z.uuid();

/**
 * Which of these appointments carry an id of ours, although no booking names them. Each is asked about once; the answer
 * is kept until its day is over.
 */
export async function ownersOfStrangeEvents(
  deps: ReconciliationDeps,
  strange: readonly ListedAppointment[],
  looks: Looks,
  signal: AbortSignal,
): Promise<{ event: ListedAppointment; bookingId: string }[]> {
  const { db } = deps.store;
  await db.delete(strangeEvents).where(lt(strangeEvents.start, deps.clock.now()));
  const ids = strange.map(({ eventId }) => eventId);
  const known =
    ids.length === 0 ? [] : await db.select().from(strangeEvents).where(inArray(strangeEvents.eventId, ids));
  const owners = new Map(known.map(({ eventId, bookingId }) => [eventId, bookingId]));
  for (const { eventId, start, visits } of strange) {
    const practitionerId = visits[0]?.practitionerId;
    if (owners.has(eventId) || practitionerId === undefined) continue;
    const said = await looks.take(() => deps.lists.bookingOf({ practitionerId, eventId, signal }));
    if (said === 'unknown') continue;
    const bookingId = ourId.safeParse(said).data ?? null;
    owners.set(eventId, bookingId);
    await db.insert(strangeEvents).values({ eventId, bookingId, start }).onConflictDoNothing();
  }
  return strange.flatMap((event) => {
    const bookingId = owners.get(event.eventId);
    return bookingId ? [{ event, bookingId }] : [];
  });
}
