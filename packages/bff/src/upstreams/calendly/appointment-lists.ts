import { UpstreamError } from '../../platform/upstream-error.ts';
import type { CalendarLists, ListedAppointment } from '../../ports/calendar.ts';
import type { CalendlyConnection } from './connection.ts';
import type { EventTypes } from './event-types.ts';
import { listEvents } from './list-events.ts';
import { idOf } from './mapping.ts';
import { traceAppointment } from './trace.ts';
import { bookingIdOf } from './tracking.ts';
import { invitees, type ScheduledEvent, scheduledEvent } from './wire.ts';

/** At most 2,000 events of one token: what is left is looked at one by one, or in the next hour. */
const mostPages = 20;

/** Every call here waits while little is left of Calendly's limit, so that bookings can go on. */
const lowPriority = { leaveReserve: true };

/** Reads what Calendly holds (contract 5.1 to 5.4). */
export function createCalendarLists(connection: CalendlyConnection, eventTypes: EventTypes): CalendarLists {
  async function readEvent(
    practitionerId: string,
    id: string,
    signal?: AbortSignal,
  ): Promise<ScheduledEvent> {
    const { body } = await connection.call(
      practitionerId,
      {
        operation: 'read scheduled event',
        method: 'GET',
        path: `/scheduled_events/${encodeURIComponent(id)}`,
        answer: scheduledEvent,
        repeat: 'safe',
        signal,
      },
      lowPriority,
    );
    return body.resource;
  }

  async function inviteesOf(practitionerId: string, eventId: string, signal?: AbortSignal) {
    const { body } = await connection.call(
      practitionerId,
      {
        operation: 'list invitees',
        method: 'GET',
        path: `/scheduled_events/${encodeURIComponent(eventId)}/invitees`,
        query: { count: 100 },
        answer: invitees,
        repeat: 'safe',
        signal,
      },
      lowPriority,
    );
    return body.collection;
  }

  function appointmentOf(event: ScheduledEvent): ListedAppointment {
    return {
      eventId: idOf(event.uri),
      start: event.start_time,
      visits: event.event_type ? eventTypes.visitsWith(idOf(event.event_type)) : [],
    };
  }

  return {
    async listAppointments({ practitionerIds, from, to, signal }) {
      const shared = practitionerIds.filter((id) => !connection.hasOwnKey(id));
      const own = practitionerIds.filter((id) => connection.hasOwnKey(id));
      // One walk for everybody who is read with the clinic's token, and one for each other token.
      const groups = [...(shared.length > 0 ? [shared] : []), ...own.map((id) => [id])];
      const query = {
        status: 'active',
        sort: 'start_time:asc',
        min_start_time: from.toISOString(),
        max_start_time: to.toISOString(),
      };
      const appointments = new Map<string, ListedAppointment>();
      const unreadable = new Set<string>();
      for (const group of groups) {
        try {
          const options = { signal, pages: mostPages, ...lowPriority };
          const { events } = await listEvents(connection, group[0] ?? '', query, options);
          for (const event of events) appointments.set(idOf(event.uri), appointmentOf(event));
        } catch (error) {
          if (!(error instanceof UpstreamError)) throw error;
          for (const id of group) unreadable.add(id);
        }
      }
      return { appointments: [...appointments.values()], unreadable };
    },

    async look({ practitionerId, eventId, signal }) {
      const reader = {
        event: (id: string) => readEvent(practitionerId, id, signal),
        invitees: (id: string) => inviteesOf(practitionerId, id, signal),
        userOf: async (whose: string) =>
          connection.hasOwnKey(whose) ? (await connection.self(whose, signal)).uri : null,
      };
      const trail = await traceAppointment(reader, eventTypes, eventId, practitionerId);
      if (trail) return trail;
      // Our token may not read it, or it is not there. Only the latter means that it is missing.
      try {
        await readEvent(practitionerId, eventId, signal);
      } catch (error) {
        if (error instanceof UpstreamError && error.reason === 'not_found') return null;
        throw error;
      }
      throw new UpstreamError('calendly', 'unauthorized', { status: 403 });
    },

    async bookingOf({ practitionerId, eventId, signal }) {
      const found = await inviteesOf(practitionerId, eventId, signal);
      return found.map(bookingIdOf).find((id) => id !== null) ?? null;
    },
  };
}
