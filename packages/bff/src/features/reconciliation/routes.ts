import { calendarReport } from '@botaniqal/shared/contracts/staff/calendars.ts';
import { noStore } from '../../platform/http/answers/no-store.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { isoInstant } from '../../platform/iso-instant.ts';
import { Problem } from '../../platform/problem.ts';
import type { ReconciliationDeps } from './deps.ts';
import { reconcile } from './runs/reconcile.ts';
import { lastRun } from './runs/run-store.ts';

const tag = 'Staff';

/** How long a request waits for a run. */
const patienceMs = 10 * 60_000;

export function reconciliationRoutes(deps: ReconciliationDeps): Route[] {
  const read = route(
    {
      method: 'get',
      path: '/api/staff/calendars/report',
      summary: 'See what the last comparison of calendars found',
      description: 'By day of the appointment and kind of difference.',
      tag,
      security: 'staff',
      admit: (c) => deps.staff.require(c, 'calendars:read'),
      answers: { 200: { description: 'The last comparison', body: calendarReport } },
      problems: ['unauthorized', 'forbidden'],
    },
    async ({ c }) => c.json(await report(deps), 200, noStore),
  );

  const compare = route(
    {
      method: 'post',
      path: '/api/staff/calendars/reconcile',
      summary: 'Compare calendars, mailboxes and records with our bookings now',
      description:
        'The same as every hour: the confirmed bookings of the next 60 days. What differs is mended where only one answer is right; otherwise staff get a task that shows all sides.',
      tag,
      security: 'staff',
      admit: (c) => deps.staff.require(c, 'bookings:manage'),
      answers: { 200: { description: 'What was found', body: calendarReport } },
      problems: ['unauthorized', 'forbidden', 'request_in_progress'],
    },
    async ({ c }) => {
      const run = await reconcile(deps, { startedBy: 'staff', signal: AbortSignal.timeout(patienceMs) });
      if (!run) throw new Problem('request_in_progress', 'The calendars are being compared at this moment.');
      return c.json(await report(deps), 200, noStore);
    },
  );

  return [read, compare];
}

async function report({ store }: Pick<ReconciliationDeps, 'store'>) {
  const run = await lastRun(store.db);
  return {
    finishedAt: run?.finishedAt ? isoInstant(run.finishedAt) : null,
    compared: run?.compared ?? 0,
    found: run?.found ?? [],
    unread: run?.unread ?? [],
  };
}
