import type { NeedsPerson } from '@botaniqal/shared/contracts/staff/today.ts';
import { recordListed } from '../../platform/audit/record-access.ts';
import { isoInstant } from '../../platform/iso-instant.ts';
import { byStaff, onlyPractitioner, type StaffMember } from '../../platform/staff-auth/staff-member.ts';
import { sessionsAmong } from '../forms/index.ts';
import { firstOpenTasks, tasksFor, urgentKinds, viewOfTask } from '../staff-tasks/index.ts';
import type { TodayDeps } from './deps.ts';
import { unreadOf } from './practitioner-days.ts';

/** The most lines on top of Today. */
const most = 20;

/** What needs a person now: red flags and call backs, calendars that cannot be read, then the oldest tasks. */
export async function needsPerson(
  deps: TodayDeps,
  member: StaffMember,
  requestId: string,
): Promise<NeedsPerson[]> {
  const [tasks, calendars] = await Promise.all([
    tasksOf(deps, member, requestId),
    calendarsFor(deps, member),
  ]);
  const isUrgent = ({ kind }: NeedsPerson) => kind === 'urgent';
  const all = [...tasks.filter(isUrgent), ...calendars, ...tasks.filter((one) => !isUrgent(one))];
  return all.slice(0, most);
}

async function tasksOf(deps: TodayDeps, member: StaffMember, requestId: string): Promise<NeedsPerson[]> {
  if (!member.permissions.includes('tasks:manage')) return [];
  const { store, clock } = deps.bookings;
  const { rows, sessions } = await store.db.transaction(async (tx) => {
    const found = await firstOpenTasks(tx, most, tasksFor(tx, deps, member));
    const access = { ...byStaff(member, requestId), action: 'staff_task.read', at: clock.now() };
    await recordListed(
      tx,
      access,
      'task',
      found.map(({ id }) => id),
    );
    const alarms = found.filter(({ kind }) => urgentKinds.includes(kind)).map(({ subject }) => subject);
    return { rows: found, sessions: await sessionsAmong(tx, alarms) };
  });
  return rows.map((row) => {
    const { facts, ...task } = viewOfTask({ sealing: deps.bookings.sealing, names: deps.names }, row);
    return {
      kind: task.urgent ? 'urgent' : 'task',
      since: task.openedAt,
      text: task.urgent && facts.reason ? facts.reason : task.todo,
      task: { id: task.id, kind: task.kind, version: task.version, claimed: task.claimed },
      patientName: facts.patientName ?? null,
      patientPhone: facts.patientPhone ?? null,
      bookingId: facts.bookingId ?? null,
      // The subject of an alarm is the form. A triage form has the id of its session; an intake form has no session.
      triageSessionId: task.urgent && sessions.has(row.subject) ? row.subject : null,
      practitionerId: facts.practitionerId ?? null,
    };
  });
}

async function calendarsFor(deps: TodayDeps, member: StaffMember): Promise<NeedsPerson[]> {
  if (!member.permissions.includes('calendars:read')) return [];
  const reads = await deps.reads.all();
  const only = onlyPractitioner(member);
  const shown = deps.bookings.clinic.practitioners.filter(({ id }) => only === null || id === only);
  return shown.flatMap(({ id, name }) =>
    unreadOf(deps, reads, id).map(({ service, since }) => ({
      kind: 'calendar' as const,
      since: isoInstant(new Date(since)),
      text: `${service} of ${name} cannot be read.`,
      task: null,
      patientName: null,
      patientPhone: null,
      bookingId: null,
      triageSessionId: null,
      practitionerId: id,
    })),
  );
}
