import { serviceId } from '@botaniqal/shared/contracts/primitives.ts';
import {
  staffWaitlist,
  waitlistLaunch,
  waitlistLaunched,
  waitlistStopped,
} from '@botaniqal/shared/contracts/waitlist.ts';
import { z } from 'zod';
import { noStore } from '../../../platform/http/answers/no-store.ts';
import type { AppContext } from '../../../platform/http/app-env.ts';
import { type Route, route } from '../../../platform/http/route.ts';
import type { StaffAuth } from '../../../platform/staff-auth/staff-auth.ts';
import type { WaitlistDeps } from '../deps.ts';
import { launchBatch, stopLaunch } from '../launching/launch.ts';
import { readStaffWaitlist } from './staff-list.ts';
import { staffWaitlistQuery } from './staff-query.ts';
import { waitlistCsv } from './waitlist-csv.ts';

const tag = 'Staff';
const params = z.object({ service: serviceId });
/** The routes by which staff manage waitlists. */
export function staffWaitlistRoutes(deps: WaitlistDeps & { staff: StaffAuth }): Route[] {
  const member = (c: AppContext) => deps.staff.require(c, 'waitlist:manage');

  const list = route(
    {
      method: 'get',
      path: '/api/staff/waitlist',
      summary: 'See a waitlist with scores',
      description: 'As CSV with `format=csv` or `Accept: text/csv`.',
      tag,
      query: staffWaitlistQuery,
      security: 'staff',
      admit: member,
      answers: { 200: { description: 'In the order of invitation', body: staffWaitlist } },
      problems: ['unauthorized', 'forbidden'],
    },
    async ({ query, c, requestId }) => {
      const format = query.format ?? (/\btext\/csv\b/i.test(c.req.header('accept') ?? '') ? 'csv' : 'json');
      const most = format === 'csv' ? Number.POSITIVE_INFINITY : query.limit;
      const found = await readStaffWaitlist(deps, query, most, await member(c), requestId);
      if (format === 'csv') {
        return c.body(waitlistCsv(found.entries), 200, {
          'Content-Type': 'text/csv; charset=utf-8',
          'Content-Disposition': `attachment; filename="waitlist-${query.service}.csv"`,
          Vary: 'Accept',
          ...noStore,
        });
      }
      return c.json(found, 200, noStore);
    },
  );

  const launch = route(
    {
      method: 'post',
      path: '/api/staff/waitlist/:service/launch',
      summary: 'Invite the next on a waitlist, or see who they are',
      description:
        'In the order of their scores. An invitation that is not used in time goes on to the next person by itself, until the launch is stopped. Each person is invited once. With `dryRun` nothing is done.',
      tag,
      params,
      body: waitlistLaunch,
      security: 'staff',
      admit: member,
      answers: { 200: { description: 'Who is invited, or would be', body: waitlistLaunched } },
      problems: ['unauthorized', 'forbidden', 'not_found'],
    },
    async ({ params: { service }, body, c, requestId }) => {
      const { id } = await member(c);
      return c.json(
        await launchBatch(deps, service, body, { actor: { kind: 'staff', subject: id }, requestId }),
        200,
        noStore,
      );
    },
  );

  const stop = route(
    {
      method: 'post',
      path: '/api/staff/waitlist/:service/stop',
      summary: 'Stop inviting from a waitlist',
      description: 'Who is invited already may still book. The next launch goes on.',
      tag,
      params,
      security: 'staff',
      admit: member,
      answers: { 200: { description: 'Stopped', body: waitlistStopped } },
      problems: ['unauthorized', 'forbidden', 'not_found'],
    },
    async ({ params: { service }, c, requestId }) => {
      const { id } = await member(c);
      await stopLaunch(deps, service, { actor: { kind: 'staff', subject: id }, requestId });
      return c.json({ service, state: 'stopped' as const }, 200, noStore);
    },
  );

  return [list, launch, stop];
}
