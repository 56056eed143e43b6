import { cutText } from '@botaniqal/shared/validation/cut-text.ts';
import type { Clock } from '../../platform/clock.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { ScheduledAppointment, Scheduler, SchedulingRequest } from '../../ports/calendar.ts';
import type { CalendlyConnection } from './connection.ts';
import { displayName } from './display-name.ts';
import type { EventTypes } from './event-types.ts';
import { listEvents } from './list-events.ts';
import {
  appointmentOf,
  bookingBody,
  copyIdOf,
  eventView,
  idOf,
  outcomeBeforeSending,
  outcomeOf,
} from './mapping.ts';
import { traceAppointment } from './trace.ts';
import { bookingIdOf } from './tracking.ts';
import {
  anything,
  type EventType,
  eventType,
  type Invitee,
  invitee,
  invitees,
  type ScheduledEvent,
  scheduledEvent,
} from './wire.ts';

const eventTypeKeptMs = 10 * 60_000;
const minute = 60_000;

/** Bookings by Calendly's Scheduling API (contract 4 and 5). */
export function createScheduler(
  connection: CalendlyConnection,
  eventTypes: EventTypes,
  clock: Clock,
): Scheduler {
  const knownTypes = new Map<string, { readAt: number; type: EventType }>();

  async function readEventType(
    id: string,
    { practitionerId, signal }: SchedulingRequest,
  ): Promise<EventType> {
    const known = knownTypes.get(id);
    const now = clock.now().getTime();
    if (known && now - known.readAt < eventTypeKeptMs) return known.type;
    const { body } = await connection.call(practitionerId, {
      operation: 'read event type',
      method: 'GET',
      path: `/event_types/${encodeURIComponent(id)}`,
      answer: eventType,
      repeat: 'safe',
      signal,
    });
    knownTypes.set(id, { readAt: now, type: body.resource });
    return body.resource;
  }

  async function readEvent(
    practitionerId: string,
    eventId: string,
    signal?: AbortSignal,
  ): Promise<ScheduledEvent> {
    const { body } = await connection.call(practitionerId, {
      operation: 'read scheduled event',
      method: 'GET',
      path: `/scheduled_events/${encodeURIComponent(eventId)}`,
      answer: scheduledEvent,
      repeat: 'safe',
      signal,
    });
    return body.resource;
  }

  /** The answer to a booking is the invitee alone: the link is in the event, which may follow later. */
  async function appointmentAfter(made: Invitee, request: SchedulingRequest): Promise<ScheduledAppointment> {
    const withoutLink: ScheduledAppointment = {
      eventId: idOf(made.event),
      inviteeId: idOf(made.uri),
      start: request.start,
      status: 'active',
      joinUrl: null,
    };
    if (request.linkLater) return withoutLink;
    try {
      const event = await readEvent(request.practitionerId, idOf(made.event), AbortSignal.timeout(3000));
      return appointmentOf(event, made);
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      return withoutLink;
    }
  }

  /** Everybody who has a place in an event, or only the person with this address. */
  async function inviteesOf(
    practitionerId: string,
    eventId: string,
    query: { email?: string },
    signal?: AbortSignal,
  ): Promise<Invitee[]> {
    const { body } = await connection.call(practitionerId, {
      operation: 'list invitees',
      method: 'GET',
      path: `/scheduled_events/${encodeURIComponent(eventId)}/invitees`,
      query: { ...query, count: 100 },
      answer: invitees,
      repeat: 'safe',
      signal,
    });
    return body.collection;
  }

  function trace(practitionerId: string, eventId: string, signal?: AbortSignal) {
    const reader = {
      event: (id: string) => readEvent(practitionerId, id, signal),
      invitees: (id: string) => inviteesOf(practitionerId, id, {}, signal),
      userOf: async (whose: string) =>
        connection.hasOwnKey(whose) ? (await connection.self(whose, signal)).uri : null,
    };
    return traceAppointment(reader, eventTypes, eventId, practitionerId);
  }

  /**
   * After a failed cancellation: the event that is still active, or `null` when all is cancelled already. A patient can
   * have moved the appointment on Calendly's page: then the event that took its place is the active one.
   */
  async function activeNow(
    practitionerId: string,
    eventId: string,
    signal?: AbortSignal,
  ): Promise<string | null> {
    const last = (await trace(practitionerId, eventId, signal))?.steps.at(-1);
    if (last) return last.status === 'active' ? last.eventId : null;
    // Our token may not read the invitees, who would say whether it was moved. The event itself says whether it is active.
    const { status } = eventView(await readEvent(practitionerId, eventId, signal));
    return status === 'active' ? eventId : null;
  }

  async function cancelOne(
    practitionerId: string,
    eventId: string,
    reason: string,
    signal?: AbortSignal,
  ): Promise<void> {
    await connection.call(practitionerId, {
      operation: 'cancel scheduled event',
      method: 'POST',
      path: `/scheduled_events/${encodeURIComponent(eventId)}/cancellation`,
      body: { reason: cutText(reason, 10_000) },
      answer: anything,
      repeat: 'once',
      signal,
    });
  }

  return {
    displayName,

    async book(request) {
      let typeId: string;
      let type: EventType;
      try {
        typeId = eventTypes.idFor(request);
        type = await readEventType(typeId, request);
      } catch (error) {
        if (error instanceof UpstreamError) return outcomeBeforeSending(error);
        throw error;
      }
      try {
        const { body } = await connection.call(
          request.practitionerId,
          {
            operation: 'create invitee',
            method: 'POST',
            path: '/invitees',
            body: bookingBody(request, typeId, type),
            answer: invitee,
            repeat: 'once',
            signal: request.signal,
          },
          { leaveReserve: request.leaveReserve ?? false },
        );
        return { kind: 'booked', appointment: await appointmentAfter(body.resource, request) };
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        const outcome = outcomeOf(error);
        // The event type may have been changed since we read it: look again before the next try.
        if (outcome.kind === 'refused') knownTypes.delete(typeId);
        return outcome;
      }
    },

    async find({ bookingId, practitionerId, email, start, signal }) {
      const { events } = await listEvents(
        connection,
        practitionerId,
        {
          invitee_email: email,
          min_start_time: new Date(start.getTime() - minute).toISOString(),
          max_start_time: new Date(start.getTime() + minute).toISOString(),
        },
        { signal },
      );
      const appointments: ScheduledAppointment[] = [];
      for (const event of events) {
        const found = await inviteesOf(practitionerId, idOf(event.uri), { email }, signal);
        const ours = found.filter((one) => bookingIdOf(one) === bookingId);
        appointments.push(...ours.map((one) => appointmentOf(event, one)));
      }
      return appointments.find((one) => one.status === 'active') ?? appointments.at(-1) ?? null;
    },

    async read({ practitionerId, eventId, signal }) {
      try {
        const event = await readEvent(practitionerId, eventId, signal);
        return { ...eventView(event), copyId: copyIdOf(event) };
      } catch (error) {
        if (error instanceof UpstreamError && error.reason === 'not_found') return null;
        throw error;
      }
    },

    async cancel({ practitionerId, eventId, reason, signal }) {
      try {
        await cancelOne(practitionerId, eventId, reason, signal);
      } catch (error) {
        if (!(error instanceof UpstreamError) || error.reason === 'not_found') throw error;
        const active = await activeNow(practitionerId, eventId, signal).catch(() => eventId);
        if (active === eventId) throw error;
        if (active !== null) await cancelOne(practitionerId, active, reason, signal);
      }
    },

    trace: ({ practitionerId, eventId, signal }) => trace(practitionerId, eventId, signal),
  };
}
