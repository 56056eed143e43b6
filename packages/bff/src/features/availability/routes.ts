import {
  combinedCalendar,
  invitedCalendarQuery,
  maxCalendarDays,
  practitionerAvailability,
  practitionerAvailabilityQuery,
} from '@botaniqal/shared/contracts/availability.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { ServiceId } from '@botaniqal/shared/ids/ids.ts';
import { addDays, daysBetween } from '@botaniqal/shared/time/zone.ts';
import { type PreparedAnswer, sendPrepared } from '../../platform/http/answers/prepared-answer.ts';
import type { AppContext } from '../../platform/http/app-env.ts';
import { bearer } from '../../platform/http/requests/bearer.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Availability } from './availability.ts';

const calendarQuery = invitedCalendarQuery.superRefine(({ from, to }, context) => {
  // A day that does not exist is named already.
  if (!isDay(from) || !isDay(to)) return;
  const days = daysBetween(from, to) + 1;
  if (days < 1) context.addIssue({ code: 'custom', path: ['to'], message: 'must not be before from' });
  if (days > maxCalendarDays) {
    const message = `must be at most ${maxCalendarDays} days from the first day on`;
    context.addIssue({ code: 'custom', path: ['to'], message });
  }
});

/** Times are asked for again whenever they are shown; the tag makes that cheap. */
const headers = { 'Cache-Control': 'no-cache' };

const answers = (description: string, body: typeof combinedCalendar | typeof practitionerAvailability) => ({
  200: { description, body },
  304: { description: 'The client has this version' },
});

/** Whether a person on the waitlist of a service that is not open may see its times. */
export type InvitedCheck = (invitation: {
  entryId: string;
  token: string | undefined;
  service: ServiceId;
}) => Promise<boolean>;

const noInvitations: InvitedCheck = async () => false;

/** `GET /api/calendars/combined` and `GET /api/practitioners/availability`. */
export function availabilityRoutes(
  availability: Availability,
  isInvited: InvitedCheck = noInvitations,
): Route[] {
  const send = (c: AppContext, answer: PreparedAnswer): Response => sendPrepared(c, answer, headers);

  /** A question that was asked a moment ago is answered without even being parsed again. */
  const quickly = (slow: Route): Route => ({
    ...slow,
    ready(target) {
      const answer = availability.answers.peek(target);
      return answer && { answer, headers };
    },
  });

  return [
    route(
      {
        method: 'get',
        path: endpoints.combinedCalendar,
        summary: "See every practitioner's available times side by side",
        description:
          'Days are in the asked time zone. A practitioner whose calendar cannot be read is marked, and the others are shown. `fallback`: the calendar has been away for minutes, and the times come from working hours and the mailbox. A service that is not open shows its times to whom it has invited: `entry`, with the manage token of that place on the waitlist.',
        tag: 'availability',
        query: calendarQuery,
        answers: answers(
          'Free times by day, and how far each practitioner’s can be believed',
          combinedCalendar,
        ),
        problems: ['not_bookable_online', 'service_not_open'],
      },
      async ({ c, query: { entry, ...query } }) => {
        if (entry !== undefined && (await isInvited({ entryId: entry, token: bearer(c), ...query }))) {
          // For this person only: neither caches nor our own ready answers keep it.
          return c.json(await availability.combined(query, { invited: true }), 200, {
            'Cache-Control': 'private, no-store',
          });
        }
        return send(c, await availability.answers.get(questionOf(c), () => availability.combined(query)));
      },
    ),
    route(
      {
        method: 'get',
        path: endpoints.practitionerAvailability,
        summary: "See each practitioner's times on one day",
        description:
          'The day is in the clinic’s time zone. Without `visit`: the first paid visit that can be had. `nextAvailable` looks up to a month beyond the day.',
        tag: 'availability',
        query: practitionerAvailabilityQuery,
        answers: answers('Times on that day, and the next one of each', practitionerAvailability),
        problems: ['not_bookable_online', 'service_not_open'],
      },
      async ({ c, query }) =>
        send(c, await availability.answers.get(questionOf(c), () => availability.ofPractitioners(query))),
    ),
  ].map(quickly);
}

/** Path and query as they were sent. The host is left out: a stranger may send any. */
function questionOf(c: AppContext): string {
  const { url } = c.req;
  return url.slice(url.indexOf('/', url.indexOf('//') + 2));
}

/** `Date.parse` alone takes much more than a day for one: "-1" is a month to it. */
function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  return !Number.isNaN(Date.parse(value)) && addDays(value, 0) === value;
}
