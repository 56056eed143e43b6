import type { Clock } from '../../platform/clock.ts';
import type { OfferedStarts } from '../../ports/calendar.ts';
import type { CalendlyConnection } from './connection.ts';
import type { EventTypes } from './event-types.ts';
import { eventTypeUri, leadTimeMs, maxWindowDays } from './mapping.ts';
import { availableTimes } from './wire.ts';

/** Offered starts by `GET /event_type_available_times` (contract 3.1). */
export function createOfferedStarts(
  connection: CalendlyConnection,
  eventTypes: EventTypes,
  clock: Clock,
): OfferedStarts {
  return {
    maxWindowDays,
    // Several services of `clinic.yaml` can name one event type.
    sourceOf: (visit) => eventTypes.idFor(visit),
    async offeredStarts({ from, to, forBooking = false, signal, ...visit }) {
      const eventType = eventTypes.idFor(visit);
      const earliest = new Date(Math.max(from.getTime(), clock.now().getTime() + leadTimeMs));
      if (earliest >= to) return [];
      const { body } = await connection.call(
        visit.practitionerId,
        {
          operation: 'list available times',
          method: 'GET',
          path: '/event_type_available_times',
          query: {
            event_type: eventTypeUri(eventType),
            start_time: earliest.toISOString(),
            end_time: to.toISOString(),
          },
          answer: availableTimes,
          repeat: 'safe',
          signal,
        },
        { leaveReserve: !forBooking },
      );
      return body.collection
        .filter((one) => one.status === 'available' && one.invitees_remaining !== 0)
        .map((one) => one.start_time)
        .filter((start) => start >= from && start < to)
        .sort((a, b) => a.getTime() - b.getTime());
    },
  };
}
