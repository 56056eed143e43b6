import type { StaffCounts, StaffToday, StaffTodayQuery } from '@botaniqal/shared/contracts/staff/today.ts';
import { addDays, dayOf, daysBetween } from '@botaniqal/shared/time/zone.ts';
import { isoInstant } from '../../platform/iso-instant.ts';
import { instantOf } from '../../platform/local-time.ts';
import { Problem } from '../../platform/problem.ts';
import type { Permission } from '../../platform/staff-auth/roles.ts';
import { onlyPractitioner, type StaffMember } from '../../platform/staff-auth/staff-member.ts';
import { appointmentsOfDays, countAppointments } from '../bookings/index.ts';
import { countOpenTasks, tasksFor } from '../staff-tasks/index.ts';
import type { TodayDeps } from './deps.ts';
import { needsPerson } from './needs-person.ts';
import { practitionerDays } from './practitioner-days.ts';

/** A week. */
const mostDays = 6;

/** Everybody's appointments of a day or a week. @throws Problem invalid_request */
export async function readToday(
  deps: TodayDeps,
  query: StaffTodayQuery,
  member: StaffMember,
  requestId: string,
): Promise<StaffToday> {
  const { clinic, clock } = deps.bookings;
  const { timeZone } = clinic.clinic;
  const days = daysOf(query, dayOf(clock.now(), timeZone), timeZone);
  const only = onlyPractitioner(member);
  const everybody = clinic.practitioners.map(({ id }) => id);
  const columns = only === null ? everybody : everybody.filter((id) => id === only);
  const [{ appointments, more }, practitioners, needs] = await Promise.all([
    appointmentsOfDays(deps.bookings, days, member, requestId),
    practitionerDays(deps, days, columns),
    needsPerson(deps, member, requestId),
  ]);
  return {
    from: days.from,
    to: days.to,
    timeZone,
    asOf: isoInstant(clock.now()),
    practitioners,
    appointments,
    more,
    needsPerson: needs,
  };
}

function daysOf(query: StaffTodayQuery, today: string, timeZone: string) {
  const from = query.from ?? today;
  const to = query.to ?? from;
  const days = daysBetween(from, to);
  if (days < 0 || days > mostDays) {
    const message = days < 0 ? 'must not be before from' : `must be within ${mostDays} days after from`;
    throw new Problem('invalid_request', `These days cannot be shown: to ${message}.`, {
      fields: [{ path: 'to', code: 'out_of_range', message }],
    });
  }
  const startOf = (day: string) => instantOf(`${day}T00:00`, timeZone);
  return { from, to, start: startOf(from), end: startOf(addDays(to, 1)) };
}

/** The numbers in the navigation, of what the person may see. */
export async function readCounts(deps: TodayDeps, member: StaffMember): Promise<StaffCounts> {
  const { clinic, clock, store } = deps.bookings;
  const may = (permission: Permission) => member.permissions.includes(permission);
  const { timeZone } = clinic.clinic;
  const { start, end } = daysOf({}, dayOf(clock.now(), timeZone), timeZone);
  const only = onlyPractitioner(member);
  const [today, tasks, forms, waitlist, messages, reads] = await Promise.all([
    may('bookings:read') ? countAppointments(store.db, { start, end, only }) : null,
    may('tasks:manage') ? countOpenTasks(store.db, tasksFor(store.db, deps, member)) : null,
    may('triage:read') && only === null ? deps.counts.formsNotFiled() : null,
    may('waitlist:manage') ? deps.counts.waiting() : null,
    may('bookings:manage') ? deps.counts.failedMessages() : null,
    may('calendars:read') ? deps.reads.all() : null,
  ]);
  const failing = reads?.filter((one) => one.failingSince && (only === null || one.practitionerId === only));
  return {
    today,
    tasks: tasks?.all ?? null,
    urgentTasks: tasks?.urgent ?? null,
    forms,
    waitlist,
    messages,
    calendars: failing ? new Set(failing.map(({ practitionerId }) => practitionerId)).size : null,
  };
}
