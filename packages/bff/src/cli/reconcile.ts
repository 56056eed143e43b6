import { parseArgs } from 'node:util';
import { type CalendarReport, calendarReport } from '@botaniqal/shared/contracts/staff/calendars.ts';
import { type CommandContext, runCommand, table, WrongCall } from './command-line.ts';
import { staffClient } from './staff-client.ts';

const reconcileUsage = `Usage: pnpm reconcile [--report] [options]

  Compares the confirmed bookings of the next 60 days with calendars, mailboxes and records, as the server does
  every hour. What differs is mended where only one answer is right; otherwise staff get a task.

  --report             only shows what the last comparison found
  --server <origin>    where the server is (PUBLIC_URL)

It ends with 0 when all agree or was mended, with 2 when staff have to decide something or a system could not be
read, and with 1 when it could not be done. Needs CONSULTANT_JWT_SECRET, as the server has it.`;

/**
 * Asks the running server, for two reasons: the embedded database admits one process only, and the server alone holds
 * the limits of the services.
 * @param print takes whole lines
 * @returns the exit code
 * @throws WrongCall
 */
export async function runReconcile(
  args: readonly string[],
  { env, print, clock }: CommandContext,
): Promise<number> {
  const { report: onlyReport, server } = read(args);
  const permissions = ['calendars:read', 'bookings:manage'];
  const ask = await staffClient(server ?? env.PUBLIC_URL, env.CONSULTANT_JWT_SECRET, permissions, clock);
  const answer = onlyReport
    ? await ask('/api/staff/calendars/report')
    : await ask('/api/staff/calendars/reconcile', {});
  const report = calendarReport.parse(await answer.json());
  print(inWords(report));
  const waits = report.found.some(({ outcome }) => outcome !== 'mended') || report.unread.length > 0;
  return waits ? 2 : 0;
}

/** By day and kind. */
function inWords({ finishedAt, compared, found, unread }: CalendarReport): string {
  if (finishedAt === null) return 'Nothing was compared yet.';
  const lines = [`Compared ${compared} bookings, finished at ${finishedAt}.`];
  const rows = found.map(({ day, kind, outcome, count }) => [day, kind, outcome, count]);
  lines.push(rows.length > 0 ? table([['day', 'kind', 'outcome', 'count'], ...rows]) : 'All agree.');
  for (const { practitionerId, source } of unread) {
    lines.push(`Not read, so nothing is said about it: ${source} of ${practitionerId}`);
  }
  return lines.join('\n');
}

function read(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { report: { type: 'boolean', default: false }, server: { type: 'string' } },
    });
    return values;
  } catch (cause) {
    throw new WrongCall(`${cause instanceof Error ? cause.message : cause}\n\n${reconcileUsage}`);
  }
}

if (import.meta.main) runCommand(runReconcile);
