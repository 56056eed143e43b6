import {
  staffTaskAct,
  staffTaskAnswer,
  staffTaskClaim,
  staffTaskDone,
  staffTaskFinish,
  staffTaskList,
  staffTasksQuery,
} from '@botaniqal/shared/contracts/staff/tasks.ts';
import { z } from 'zod';
import { noStore } from '../../platform/http/answers/no-store.ts';
import type { AppContext } from '../../platform/http/app-env.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { StaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import { actOnTask } from './acts/act-on-task.ts';
import { claimTask } from './acts/claim-task.ts';
import { finishTask } from './acts/finish-task.ts';
import { listTasks } from './reading/list-tasks.ts';
import type { StaffTaskDeps } from './tasks.ts';

const tag = 'Staff';
const params = z.object({ id: z.uuid() });
const refusals = ['unauthorized', 'forbidden', 'not_found', 'changed_meanwhile'] as const;

/** The routes by which staff see and finish tasks. */
export function staffTaskRoutes(deps: StaffTaskDeps & { staff: StaffAuth }): Route[] {
  const member = (c: AppContext) => deps.staff.require(c, 'tasks:manage');

  const list = route(
    {
      method: 'get',
      path: '/api/staff/tasks',
      summary: 'List the problems that staff need to solve',
      tag,
      query: staffTasksQuery,
      security: 'staff',
      admit: member,
      answers: { 200: { description: 'The urgent ones, then the oldest first', body: staffTaskList } },
      problems: ['unauthorized', 'forbidden'],
    },
    async ({ query, c, requestId }) => {
      return c.json({ tasks: await listTasks(deps, query, await member(c), requestId) }, 200, noStore);
    },
  );

  const claim = route(
    {
      method: 'post',
      path: '/api/staff/tasks/:id/claim',
      summary: 'Take a task, or give it back',
      tag,
      params,
      body: staffTaskClaim,
      bodyMayBeEmpty: true,
      security: 'staff',
      admit: member,
      answers: { 200: { description: 'The task', body: staffTaskAnswer } },
      problems: [...refusals],
    },
    async ({ params: { id }, body, c, requestId }) =>
      c.json(await claimTask(deps, id, body, { member: await member(c), requestId }), 200, noStore),
  );

  const act = route(
    {
      method: 'post',
      path: '/api/staff/tasks/:id/act',
      summary: 'Do what a button of a task says',
      description: 'Each task lists its actions. What a job does closes the task when it succeeds.',
      tag,
      params,
      body: staffTaskAct,
      security: 'staff',
      admit: member,
      answers: { 200: { description: 'The task', body: staffTaskAnswer } },
      problems: [...refusals],
    },
    async ({ params: { id }, body, c, requestId }) =>
      c.json(await actOnTask(deps, id, body, { member: await member(c), requestId }), 200, noStore),
  );

  const done = route(
    {
      method: 'post',
      path: '/api/staff/tasks/:id/done',
      summary: 'Mark a task as done',
      description: 'With a note, when the person wrote one.',
      tag,
      params,
      body: staffTaskFinish,
      bodyMayBeEmpty: true,
      security: 'staff',
      admit: member,
      answers: { 200: { description: 'Done', body: staffTaskDone } },
      problems: [...refusals],
    },
    async ({ params: { id }, body, c, requestId }) =>
      c.json(await finishTask(deps, id, body, { member: await member(c), requestId }), 200, noStore),
  );

  return [list, claim, act, done];
}
