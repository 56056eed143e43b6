import { dayMs } from '@botaniqal/shared/time/duration.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { MailboxEvent, Mailboxes } from '../../ports/mailboxes.ts';
import type { GraphConnection } from './connection.ts';
import { displayName } from './display-name.ts';
import { bookingProperty, eventOf, transactionIdOf, wireMoment } from './mapping.ts';
import type { MailboxAddresses } from './settings.ts';
import { anything, attendees, type Event, event, eventId as eventIdOnly, events } from './wire.ts';

/** When, and whether it is ours. No subject, no place and no people, so that no word about a patient is read. */
const fields = {
  $select: 'id,start,end,showAs,isAllDay,isCancelled,transactionId',
  $expand: `singleValueExtendedProperties($filter=id eq '${bookingProperty}')`,
};

/** Events of practitioners' mailboxes by Microsoft Graph (contract A3 and A4). */
export function createMailboxes(
  graph: GraphConnection,
  addresses: MailboxAddresses,
  timeZone: string,
): Mailboxes {
  const pathTo = (practitionerId: string, rest: string) =>
    `/v1.0/users/${encodeURIComponent(addresses.of(practitionerId))}/${rest}`;

  /** @throws UpstreamError when the answer is a cancelled event */
  const mustBeEvent = (answer: Event): MailboxEvent => {
    const found = eventOf(answer, timeZone);
    if (found) return found;
    throw new UpstreamError('microsoft', 'bad_answer', { cause: new Error('the event is cancelled') });
  };

  const find: Mailboxes['find'] = async ({ practitionerId, bookingId, start, signal }) => {
    const value = bookingId.replaceAll("'", "''");
    const found = await graph.list(addresses.of(practitionerId), {
      operation: 'find event',
      method: 'GET',
      path: pathTo(practitionerId, 'events'),
      query: {
        ...fields,
        $filter: `singleValueExtendedProperties/Any(ep: ep/id eq '${bookingProperty}' and ep/value eq '${value}')`,
      },
      answer: events,
      repeat: 'safe',
      signal,
    });
    const ours = found.flatMap((one) => eventOf(one, timeZone) ?? []);
    return ours.find((one) => start === undefined || one.start.getTime() === start.getTime()) ?? null;
  };

  return {
    displayName,
    has: addresses.has,

    async eventsBetween({ practitionerId, from, to, signal }) {
      const found = await graph.list(addresses.of(practitionerId), {
        operation: 'list events',
        method: 'GET',
        path: pathTo(practitionerId, 'calendarView'),
        query: {
          // An event that lasts whole days is moved into the clinic's zone after it was read.
          startDateTime: new Date(from.getTime() - dayMs).toISOString(),
          endDateTime: new Date(to.getTime() + dayMs).toISOString(),
          ...fields,
          $top: 500,
        },
        answer: events,
        repeat: 'safe',
        signal,
      });
      return found
        .flatMap((one) => eventOf(one, timeZone) ?? [])
        .filter(({ start, end }) => start < to && end > from);
    },

    find,

    async put({ practitionerId, bookingId, moveId, start, end, subject, body, signal }) {
      const wanted = { practitionerId, bookingId, start, ...(signal ? { signal } : {}) };
      const known = await find(wanted);
      if (known) return known;
      try {
        const answer = await graph.call(addresses.of(practitionerId), {
          operation: 'create event',
          method: 'POST',
          path: pathTo(practitionerId, 'events'),
          body: {
            subject,
            body: { contentType: 'text', content: body },
            start: wireMoment(start),
            end: wireMoment(end),
            showAs: 'busy',
            // Colleagues who may see the diary see that the time is taken, and not by whom.
            sensitivity: 'private',
            transactionId: transactionIdOf(bookingId, moveId),
            singleValueExtendedProperties: [{ id: bookingProperty, value: bookingId }],
          },
          answer: event,
          repeat: 'once',
          signal,
        });
        return { ...mustBeEvent(answer.body), bookingId };
      } catch (error) {
        // UNCONFIRMED: a repeated transactionId is answered with the event (200 or 201), or refused with 409.
        const isRepeat = error instanceof UpstreamError && error.status === 409;
        const made = isRepeat ? await find(wanted) : null;
        if (made) return made;
        throw error;
      }
    },

    async move({ practitionerId, eventId, start, end, signal }) {
      const { body } = await graph.call(addresses.of(practitionerId), {
        operation: 'move event',
        method: 'PATCH',
        path: pathTo(practitionerId, `events/${encodeURIComponent(eventId)}`),
        body: { start: wireMoment(start), end: wireMoment(end) },
        answer: event,
        repeat: 'safe',
        signal,
      });
      return mustBeEvent(body);
    },

    async read({ practitionerId, eventId, signal }) {
      const found = await unlessMissing(
        graph.call(addresses.of(practitionerId), {
          operation: 'read event',
          method: 'GET',
          path: pathTo(practitionerId, `events/${encodeURIComponent(eventId)}`),
          query: fields,
          answer: event,
          repeat: 'safe',
          signal,
        }),
      );
      return found && eventOf(found.body, timeZone);
    },

    async remove({ practitionerId, eventId, signal }) {
      await unlessMissing(
        graph.call(addresses.of(practitionerId), {
          operation: 'delete event',
          method: 'DELETE',
          path: pathTo(practitionerId, `events/${encodeURIComponent(eventId)}`),
          answer: anything,
          repeat: 'safe',
          signal,
        }),
      );
    },

    async isCopy({ practitionerId, eventId, calendarsId, email, signal }) {
      const read = (id: string) => ({
        method: 'GET' as const,
        path: pathTo(practitionerId, `events/${encodeURIComponent(id)}`),
        repeat: 'safe' as const,
        signal,
      });
      if (calendarsId !== null) {
        if (calendarsId === eventId) return true;
        // UNCONFIRMED: the calendar may know an id that changes with the folder. Graph answers with the one that stays.
        const named = await unlessMissing(
          graph.call(addresses.of(practitionerId), {
            ...read(calendarsId),
            operation: 'read event',
            query: { $select: 'id' },
            answer: eventIdOnly,
          }),
        );
        if (named?.body.id === eventId) return true;
      }
      const people = await unlessMissing(
        graph.call(addresses.of(practitionerId), {
          ...read(eventId),
          operation: 'read attendees',
          query: { $select: 'attendees' },
          answer: attendees,
        }),
      );
      const wanted = email.toLowerCase();
      return (people?.body.attendees ?? []).some(
        ({ emailAddress }) => emailAddress?.address?.toLowerCase() === wanted,
      );
    },
  };
}

/** `null` for an event that does not exist, and for an id that Microsoft cannot read. */
async function unlessMissing<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    const isMissing =
      error instanceof UpstreamError && (error.reason === 'not_found' || error.status === 400);
    if (isMissing) return null;
    throw error;
  }
}
