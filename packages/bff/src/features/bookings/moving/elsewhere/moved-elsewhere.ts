import { and, eq, isNull, ne, or } from 'drizzle-orm';
import type { Actor } from '../../../../platform/audit/actor.ts';
import type { CalendarTrail } from '../../../../ports/calendar.ts';
import { restateStaffTask, type TaskFacts } from '../../../staff-tasks/index.ts';
import { audit } from '../../audit-booking.ts';
import { loadBooking } from '../../booking-store.ts';
import { taskFactsOf } from '../../booking-task-facts.ts';
import type { BookingDeps } from '../../deps.ts';
import { queueReceptionMoved } from '../../messages/booking-messages.ts';
import { bookings } from '../../tables.ts';

const calendar: Actor = { kind: 'vendor', vendor: 'calendar' };

/**
 * An appointment was moved on the calendar's own page in a way that we cannot follow: to an event type that is none of
 * ours or another visit, or the patient has not chosen a time yet. The booking stays as it is, its time stays held, and
 * no money moves: staff get a task with both times, and decide with the patient. Each place is told once.
 */
export async function tellMovedElsewhere(
  deps: BookingDeps,
  bookingId: string,
  trail: CalendarTrail,
): Promise<void> {
  const movedTo = movedToOf(trail);
  await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const told = `${movedTo.eventId} ${movedTo.state}`;
    const awaits = movedTo.state === 'not_chosen_yet';
    const [changed] = await tx
      .update(bookings)
      .set({ calendarMoveTold: told, awaitsNewTimeSince: awaits ? now : null, updatedAt: now })
      .where(
        and(
          eq(bookings.id, bookingId),
          eq(bookings.status, 'confirmed'),
          or(isNull(bookings.calendarMoveTold), ne(bookings.calendarMoveTold, told)),
        ),
      )
      .returning({ id: bookings.id });
    const booking = changed && (await loadBooking(deps, tx, bookingId));
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
    return 'It was cancelled so that the patient chooses another time; none is chosen yet. After 72 hours without one it is cancelled here, and everything is given back';
  return 'It was moved to an appointment that is not this visit here';
}
