import { triageSessionList } from '@botaniqal/shared/contracts/forms.ts';
import {
  staffTriageChange,
  staffTriageSession,
  triageColleagues,
  triageQueue,
} from '@botaniqal/shared/contracts/staff/triage.ts';
import { z } from 'zod';
import { noStore } from '../../../platform/http/answers/no-store.ts';
import type { AppContext } from '../../../platform/http/app-env.ts';
import { type Route, route } from '../../../platform/http/route.ts';
import type { StaffAuth } from '../../../platform/staff-auth/staff-auth.ts';
import type { FormDeps } from '../deps.ts';
import { sessionActRoutes } from './session-act-routes.ts';
import { colleaguesOf } from './session-acts.ts';
import { changeSession, listSessions, readSession } from './staff-triage.ts';
import { triageQueueOf } from './triage-queue.ts';

const tag = 'Staff';
const path = '/api/staff/triage/:sessionId';
const params = z.object({ sessionId: z.uuid() });

/** The routes by which consultants work with triage. */
export function staffTriageRoutes(deps: FormDeps & { staff: StaffAuth }): Route[] {
  const mayRead = (c: AppContext) => deps.staff.require(c, 'triage:read');
  const mayUpdate = (c: AppContext) => deps.staff.require(c, 'triage:update');

  const list = route(
    {
      method: 'get',
      path: '/api/staff/triage',
      summary: 'See the newest triage sessions',
      tag,
      security: 'staff',
      admit: mayRead,
      answers: { 200: { description: 'The newest first, without answers', body: triageSessionList } },
      problems: ['unauthorized', 'forbidden'],
    },
    async ({ c, requestId }) => {
      const member = await mayRead(c);
      return c.json(await listSessions(deps, member, requestId), 200, noStore);
    },
  );

  const show = route(
    {
      method: 'get',
      path,
      summary: 'See a triage session',
      description: 'With the answers in words and what the recommendation rests on.',
      tag,
      params,
      security: 'staff',
      admit: mayRead,
      answers: { 200: { description: 'The session', body: staffTriageSession } },
      problems: ['unauthorized', 'forbidden', 'not_found'],
    },
    async ({ params: { sessionId }, c, requestId }) => {
      const member = await mayRead(c);
      return c.json(await readSession(deps, sessionId, member, requestId), 200, noStore);
    },
  );

  const change = route(
    {
      method: 'post',
      path,
      summary: 'Note what came of a triage session',
      description:
        'Outcome and notes; what is left out stays. With an older `version` nothing is stored, and `change` says what a colleague did.',
      tag,
      params,
      body: staffTriageChange,
      // Notes have 5,000 characters, of up to four bytes each.
      maxBodyBytes: 32 * 1024,
      security: 'staff',
      admit: mayUpdate,
      answers: { 200: { description: 'The session', body: staffTriageSession } },
      problems: ['unauthorized', 'forbidden', 'not_found', 'changed_meanwhile'],
    },
    async ({ params: { sessionId }, body, c, requestId }) => {
      const member = await mayUpdate(c);
      return c.json(await changeSession(deps, sessionId, body, member, requestId), 200, noStore);
    },
  );

  const queue = route(
    {
      method: 'get',
      path: '/api/staff/triage/queue',
      summary: 'See who waits in triage',
      description:
        'The open sessions of people who can be reached: emergencies and call-backs first, then the same day, then calls by time, then those who wait the longest.',
      tag,
      security: 'staff',
      admit: mayRead,
      answers: { 200: { description: 'The queue, without answers', body: triageQueue } },
      problems: ['unauthorized', 'forbidden'],
    },
    async ({ c, requestId }) => {
      const member = await mayRead(c);
      return c.json(await triageQueueOf(deps, member, requestId), 200, noStore);
    },
  );

  const colleagues = route(
    {
      method: 'get',
      path: '/api/staff/triage/colleagues',
      summary: 'See whom a session can be handed over to',
      tag,
      security: 'staff',
      admit: mayUpdate,
      answers: { 200: { description: 'The people who work with triage', body: triageColleagues } },
      problems: ['unauthorized', 'forbidden'],
    },
    async ({ c }) => {
      await mayUpdate(c);
      return c.json({ colleagues: colleaguesOf(deps) }, 200, noStore);
    },
  );

  // The fixed paths come first: `:sessionId` would take their words.
  return [queue, colleagues, list, show, change, ...sessionActRoutes(deps)];
}
