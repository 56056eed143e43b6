import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { ComparedBooking } from '../../bookings/index.ts';
import type { CalendarSide } from '../comparing/sides.ts';
import type { ReconciliationDeps } from '../deps.ts';

/** How many appointments of one kind one run looks at one by one. The others have their turn in the next run. */
const mostLooks = 40;

/** Counts looks, so that a run stays within the vendors' limits. */
export class Looks {
  #left = mostLooks;

  /** Looks, when there is a turn; `unknown` otherwise, and when the vendor cannot be read. */
  async take<T>(look: () => Promise<T>): Promise<T | 'unknown'> {
    if (this.#left <= 0) return 'unknown';
    this.#left -= 1;
    try {
      return await look();
    } catch (error) {
      if (error instanceof UpstreamError) return 'unknown';
      throw error;
    }
  }
}

/** Reads one appointment that its calendar did not list as active. */
export async function lookInCalendar(
  deps: ReconciliationDeps,
  booking: ComparedBooking,
  looks: Looks,
  signal: AbortSignal,
): Promise<CalendarSide> {
  const { practitionerId, eventId } = booking;
  if (eventId === null) return { kind: 'unknown' };
  if (booking.calendar === 'mailbox') return lookInMailbox(deps, { practitionerId, eventId }, looks, signal);
  const trail = await looks.take(() => deps.lists.look({ practitionerId, eventId, signal }));
  if (trail === 'unknown') return { kind: 'unknown' };
  if (trail === null) return { kind: 'absent' };
  const last = trail.steps.at(-1) ?? trail.steps[0];
  if (trail.awaitsNewTime || last.eventId !== eventId) {
    // A patient who moved it and cancelled it after that has cancelled it.
    if (!trail.awaitsNewTime && last.status === 'cancelled') return { kind: 'cancelled' };
    const told = booking.moveTold?.startsWith(`${last.eventId} `) ?? false;
    return { kind: 'moved', start: trail.awaitsNewTime ? null : last.start, told };
  }
  if (last.status === 'cancelled') return { kind: 'cancelled' };
  if (last.start === null) return { kind: 'unknown' };
  const practitionerIds = last.visits.map((visit) => visit.practitionerId);
  return { kind: 'active', start: last.start, practitionerIds };
}

async function lookInMailbox(
  { mailboxes }: ReconciliationDeps,
  event: { practitionerId: string; eventId: string },
  looks: Looks,
  signal: AbortSignal,
): Promise<CalendarSide> {
  if (!mailboxes?.has(event.practitionerId)) return { kind: 'unknown' };
  const found = await looks.take(() => mailboxes.read({ ...event, signal }));
  if (found === 'unknown') return { kind: 'unknown' };
  return found ? { kind: 'active', start: found.start, practitionerIds: [] } : { kind: 'absent' };
}
