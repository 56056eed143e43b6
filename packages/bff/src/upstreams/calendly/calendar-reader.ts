import type { Clock } from '../../platform/clock.ts';
import type { CalendarReader } from '../../ports/calendar.ts';
import type { CalendlyConnection } from './connection.ts';
import { eventTypeUri, leadTimeMs, maxWindowDays } from './mapping.ts';
import { availableTimes } from './wire.ts';

/** Free times by `GET /event_type_available_times` (contract 3.1). */
export function createCalendarReader(connection: CalendlyConnection, clock: Clock): CalendarReader {
  return {
    maxWindowDays,
    async freeStarts({ practitionerId, eventType, from, to, signal }) {
      const earliest = new Date(Math.max(from.getTime(), clock.now().getTime() + leadTimeMs));
      if (earliest >= to) return [];
      const { body } = await connection.call(practitionerId, {
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
      });
      return body.collection
        .filter((one) => one.status === 'available' && one.invitees_remaining !== 0)
        .map((one) => one.start_time)
        .filter((start) => start >= from && start < to)
        .sort((a, b) => a.getTime() - b.getTime());
    },
  };
}
