import { and, eq, isNull, ne, or } from 'drizzle-orm';
import type { Actor } from '../../../platform/audit/actor.ts';
import { type CalendarTrail, wasMoved } from '../../../ports/calendar.ts';
import { restateStaffTask, type TaskFacts } from '../../staff-tasks/index.ts';
import { audit } from '../audit-booking.ts';
import { loadBooking } from '../booking-store.ts';
import { taskFactsOf } from '../booking-task-facts.ts';
import type { BookingDeps } from '../deps.ts';
import { queueReceptionMoved } from '../messages/booking-messages.ts';
import { bookings } from '../tables.ts';

const calendar: Actor = { kind: 'vendor', vendor: 'calendar' };

/**
 * An appointment was moved on the calendar's own page. Our booking stays confirmed at its old time, which stays held,
 * and no money moves: staff get a task with both times, and decide with the patient. Each place that it was moved to is
 * told once, in whichever order the notices come.
 */
export async function movedInCalendar(
  deps: BookingDeps,
  { eventId, signal }: { eventId: string; signal: AbortSignal },
): Promise<void> {
  const [row] = await deps.store.db
    .select({ id: bookings.id, status: bookings.status, practitionerId: bookings.practitionerId })
    .from(bookings)
    .where(eq(bookings.calendarEventId, eventId));
  // The money of a booking that is being confirmed is captured at this moment. The job that calls this runs again.
  if (row?.status === 'confirming') throw new Error('The booking is still being confirmed.');
  if (row?.status !== 'confirmed') return;
  const trail = await deps.scheduler.trace({ practitionerId: row.practitionerId, eventId, signal });
  if (!trail || !wasMoved(trail)) return;
  const movedTo = movedToOf(trail);
  await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const told = `${movedTo.eventId} ${movedTo.state}`;
    const [changed] = await tx
      .update(bookings)
      .set({ calendarMoveTold: told, updatedAt: now })
      .where(
        and(
          eq(bookings.id, row.id),
          eq(bookings.status, 'confirmed'),
          or(isNull(bookings.calendarMoveTold), ne(bookings.calendarMoveTold, told)),
        ),
      )
      .returning({ id: bookings.id });
    const booking = changed && (await loadBooking(deps, tx, row.id));
    if (!booking) return;
    const { eventId: newEventId, ...facts } = movedTo;
    await restateStaffTask(tx, deps, {
      kind: 'moved_in_calendar',
      subject: booking.id,
      facts: { ...taskFactsOf(booking, reasonOf(movedTo.state)), movedTo: facts },
    });
    await queueReceptionMoved(tx, deps, booking, {
      key: `${newEventId}-${movedTo.state}`,
      start: movedTo.start === null ? null : new Date(movedTo.start),
      practitionerId: movedTo.practitionerId,
      state: movedTo.state,
    });
    await audit(tx, booking.id, 'booking.moved_in_calendar', { actor: calendar, now });
  });
}

type MovedTo = NonNullable<TaskFacts['movedTo']>;

function movedToOf({ steps, awaitsNewTime }: CalendarTrail): MovedTo & { eventId: string } {
  const last = steps.at(-1) ?? steps[0];
  if (awaitsNewTime) {
    return {
      eventId: last.eventId,
      start: null,
      practitionerId: null,
      joinUrl: null,
      state: 'not_chosen_yet',
    };
  }
  return {
    eventId: last.eventId,
    start: last.start?.toISOString() ?? null,
    practitionerId: last.practitionerId,
    joinUrl: last.joinUrl,
    state: last.status,
  };
}

function reasonOf(state: MovedTo['state']): string {
  if (state === 'cancelled') return 'It was moved, and the new appointment was cancelled after that';
  if (state === 'not_chosen_yet')
    return 'It was cancelled so that the patient chooses another time; none is chosen yet';
  return 'It was moved to another time';
}
