import { auditEntries, deskPeople, signedOut } from '@botaniqal/shared/contracts/staff/desk.ts';
import { z } from 'zod';
import { noStore } from '../../../platform/http/answers/no-store.ts';
import type { AppContext } from '../../../platform/http/app-env.ts';
import { type Route, route } from '../../../platform/http/route.ts';
import { Problem } from '../../../platform/problem.ts';
import { type StaffSessions, sessionReader } from '../../../platform/staff-auth/staff-session.ts';
import type { StaffAccessDeps } from '../deps.ts';
import { endSession } from '../sessions/end-sessions.ts';
import { listPeople } from './list-people.ts';
import { auditQuery, searchAudit } from './search-audit.ts';

const tag = 'Desk';

/** The routes by which a manager sees who uses the desk, and who saw what. */
export function peopleRoutes(deps: StaffAccessDeps, sessions: StaffSessions): Route[] {
  const manager = (c: AppContext) => deps.staff.require(c, 'people:manage');
  const reader = sessionReader({ publicUrl: deps.publicUrl, sessions });

  const list = route(
    {
      method: 'get',
      path: '/api/staff/people',
      summary: 'See who may use the desk',
      description: 'Everybody under `staff` in `clinic.yaml`, with the sessions that are open.',
      tag,
      security: 'staff',
      admit: manager,
      answers: { 200: { description: 'The people', body: deskPeople } },
      problems: ['unauthorized', 'forbidden'],
    },
    async ({ c }) => {
      const token = c.req.header('authorization') === undefined ? reader.tokenOf(c) : undefined;
      const own = token ? await sessions.find(token) : null;
      return c.json(await listPeople(deps, own?.id ?? null), 200, noStore);
    },
  );

  const end = route(
    {
      method: 'post',
      path: '/api/staff/sessions/:id/end',
      summary: 'End a session',
      tag,
      params: z.object({ id: z.uuid() }),
      security: 'staff',
      admit: manager,
      answers: { 200: { description: 'Ended', body: signedOut } },
      problems: ['unauthorized', 'forbidden', 'not_found'],
    },
    async ({ params: { id }, c, requestId }) => {
      const by = { member: await manager(c), now: deps.clock.now(), requestId };
      const ended = await deps.store.db.transaction((tx) => endSession(tx, id, by));
      if (!ended) throw new Problem('not_found', 'This session has ended already.');
      return c.json({ signedOut: true as const }, 200, noStore);
    },
  );

  const audit = route(
    {
      method: 'get',
      path: '/api/staff/audit',
      summary: 'Search the audit trail',
      description: 'Who read or wrote what of whom, the newest first. Ids only.',
      tag,
      query: auditQuery,
      security: 'staff',
      admit: manager,
      answers: { 200: { description: 'The lines', body: auditEntries } },
      problems: ['unauthorized', 'forbidden'],
    },
    async ({ query, c, requestId }) =>
      c.json(await searchAudit(deps, query, { member: await manager(c), requestId }), 200, noStore),
  );

  return [list, end, audit];
}
