import { type StaffCalendars, staffCalendars } from '@botaniqal/shared/contracts/staff/calendars.ts';
import { noStore } from '../../platform/http/answers/no-store.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { isoInstant } from '../../platform/iso-instant.ts';
import { onlyPractitioner } from '../../platform/staff-auth/staff-member.ts';
import type { CalendarRead } from '../availability/index.ts';
import type { CalendarStatusDeps } from './deps.ts';

/** `GET /api/staff/calendars`. */
export function calendarStatusRoutes(deps: CalendarStatusDeps): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/staff/calendars',
        summary: "See how each practitioner's calendars are read",
        description:
          'For each practitioner: when calendar and mailbox were read last, since when that fails, until when changes in the mailbox are told to us, and where calendars do not agree with our bookings.',
        tag: 'Staff',
        security: 'staff',
        admit: (c) => deps.staff.require(c, 'calendars:read'),
        answers: {
          200: {
            description: 'Every practitioner, in the order of the clinic; a practitioner sees the own ones',
            body: staffCalendars,
          },
        },
        problems: ['unauthorized', 'forbidden'],
      },
      async ({ c }) => {
        const member = await deps.staff.require(c, 'calendars:read');
        return c.json(await calendarStatus(deps, onlyPractitioner(member)), 200, noStore);
      },
    ),
  ];
}

/** @param only the one practitioner whose calendars are shown; `null`: everybody's */
async function calendarStatus(deps: CalendarStatusDeps, only: string | null): Promise<StaffCalendars> {
  const [reads, ends, differences] = await Promise.all([
    deps.reads.all(),
    deps.subscriptionEnds(),
    deps.differences?.() ?? new Map<string, []>(),
  ]);
  const readOf = (practitionerId: string, source: CalendarRead['source']) =>
    reads.find((read) => read.practitionerId === practitionerId && read.source === source);
  const shown = deps.clinic.practitioners.filter(({ id }) => only === null || id === only);
  return {
    practitioners: shown.map(({ id, name }) => {
      const endsAt = ends.get(id);
      return {
        id,
        name,
        calendar: sourceOf(deps.names.calendar, readOf(id, 'calendar')),
        mailbox: deps.hasMailbox(id)
          ? {
              ...sourceOf(deps.names.mailbox, readOf(id, 'mailbox')),
              subscription: endsAt ? { endsAt: isoInstant(endsAt) } : null,
            }
          : null,
        differences: [...(differences.get(id) ?? [])],
      };
    }),
  };
}

function sourceOf(service: string, read: CalendarRead | undefined) {
  const { lastReadAt = null, failingSince = null } = read ?? {};
  return {
    service,
    status: failingSince ? ('failing' as const) : lastReadAt ? ('ok' as const) : ('not_read' as const),
    lastReadAt: lastReadAt && isoInstant(lastReadAt),
    failingSince: failingSince && isoInstant(failingSince),
  };
}
