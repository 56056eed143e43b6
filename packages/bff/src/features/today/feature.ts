import { staffCounts, staffToday, staffTodayQuery } from '@botaniqal/shared/contracts/staff/today.ts';
import type { Feature } from '../../platform/feature.ts';
import { noStore } from '../../platform/http/answers/no-store.ts';
import { route } from '../../platform/http/route.ts';
import type { TodayDeps } from './deps.ts';
import { readCounts, readToday } from './read-today.ts';

/** What staff see first: the day or the week, and what needs a person now. It owns no data. */
export function todayFeature(deps: TodayDeps): Feature {
  const { staff } = deps;
  const today = route(
    {
      method: 'get',
      path: '/api/staff/today',
      summary: "See everybody's appointments of a day or a week",
      description:
        'Side by side, with the state of each, and what needs a person now. A practitioner sees the own column.',
      tag: 'Staff',
      query: staffTodayQuery,
      security: 'staff',
      admit: (c) => staff.require(c, 'bookings:read'),
      answers: { 200: { description: 'The days', body: staffToday } },
      problems: ['unauthorized', 'forbidden'],
    },
    async ({ query, c, requestId }) =>
      c.json(await readToday(deps, query, await staff.require(c, 'bookings:read'), requestId), 200, noStore),
  );
  const counts = route(
    {
      method: 'get',
      path: '/api/staff/counts',
      summary: 'Count what waits for staff',
      description: 'The numbers in the navigation of the desk. `null` where the permission is missing.',
      tag: 'Staff',
      security: 'staff',
      admit: (c) => staff.requireAny(c),
      answers: { 200: { description: 'The numbers', body: staffCounts } },
      problems: ['unauthorized', 'forbidden'],
    },
    async ({ c }) => c.json(await readCounts(deps, await staff.requireAny(c)), 200, noStore),
  );
  return { name: 'today', routes: [today, counts] };
}
