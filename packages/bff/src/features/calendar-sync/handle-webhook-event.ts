import { eq, lt } from 'drizzle-orm';
import type { JobHandler } from '../../platform/jobs/job.ts';
import type { CalendarSyncDeps } from './deps.ts';
import { calendarNotices } from './tables.ts';

/** Long after the vendor has stopped to repeat a delivery (a day), a notice is of no use. */
const keptMs = 30 * 86_400_000;

/**
 * What follows from a notice: the practitioner's free times are read again, and a cancelled appointment is
 * cancelled here too, once the calendar itself says so. Done twice, it does no more.
 */
export function handleNotice(deps: CalendarSyncDeps): JobHandler<{ noticeId: number }> {
  return async ({ payload, signal, log }) => {
    const [notice] = await deps.store.db
      .select()
      .from(calendarNotices)
      .where(eq(calendarNotices.id, payload.noticeId));
    if (!notice) return;
    const owners = notice.practitionerIds;
    // An event that names no visit of ours may still be of one of our people: then all times may have changed.
    const changed = owners.length > 0 ? owners : deps.clinic.practitioners.map((one) => one.id);
    for (const practitionerId of changed) await deps.availability.calendarChanged(practitionerId);

    const [owner] = owners;
    if (notice.kind === 'cancelled' && notice.eventId !== null && owner !== undefined) {
      const event = await deps.scheduler.read({ practitionerId: owner, eventId: notice.eventId, signal });
      if (event?.status === 'active')
        log.info('A cancelled appointment stands again', { eventId: notice.eventId });
      else await tell(deps, notice.eventId);
    }
    const now = deps.clock.now();
    await deps.store.db
      .update(calendarNotices)
      .set({ handledAt: now })
      .where(eq(calendarNotices.id, notice.id));
    const old = new Date(now.getTime() - keptMs);
    await deps.store.db.delete(calendarNotices).where(lt(calendarNotices.handledAt, old));
  };
}

/** Bookings hear of it, and ask nothing of the webhook: the calendar itself was read. */
async function tell(deps: CalendarSyncDeps, calendarEventId: string): Promise<void> {
  await deps.store.db.transaction((tx) =>
    deps.events.emit(tx, 'calendar.event_cancelled', { calendarEventId }),
  );
}
