import { staffTaskDone, staffTaskList } from '@botaniqal/shared/contracts/staff-tasks.ts';
import { z } from 'zod';
import { noStore } from '../../platform/http/answers/no-store.ts';
import type { AppContext } from '../../platform/http/app-env.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { StaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import { finishTask, listTasks, type StaffTaskDeps } from './tasks.ts';

const tag = 'Staff';

/** The routes by which staff see and finish tasks. */
export function staffTaskRoutes(deps: StaffTaskDeps & { staff: StaffAuth }): Route[] {
  const member = (c: AppContext) => deps.staff.require(c, 'tasks:manage');

  const list = route(
    {
      method: 'get',
      path: '/api/staff/tasks',
      summary: 'List the problems that staff need to solve',
      tag,
      security: 'staff',
      admit: member,
      answers: { 200: { description: 'The open tasks, oldest first', body: staffTaskList } },
      problems: ['unauthorized', 'forbidden'],
    },
    async ({ c, requestId }) => {
      return c.json({ tasks: await listTasks(deps, await member(c), requestId) }, 200, noStore);
    },
  );

  const done = route(
    {
      method: 'post',
      path: '/api/staff/tasks/:id/done',
      summary: 'Mark a task as done',
      tag,
      params: z.object({ id: z.uuid() }),
      security: 'staff',
      admit: member,
      answers: { 200: { description: 'Done', body: staffTaskDone } },
      problems: ['unauthorized', 'forbidden', 'not_found'],
    },
    async ({ params: { id }, c, requestId }) => {
      return c.json(await finishTask(deps, id, await member(c), requestId), 200, noStore);
    },
  );

  return [list, done];
}
