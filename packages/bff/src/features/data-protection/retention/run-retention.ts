import type { JobRun } from '../../../platform/jobs/job.ts';
import { hasRecentTask, openStaffTask } from '../../staff-tasks/index.ts';
import type { DataProtectionDeps } from '../deps.ts';
import { eraseDue } from './erase-due.ts';
import { type Due, findDue } from './find-due.ts';
import type { RetentionPolicies } from './policies.ts';

const daySeconds = 24 * 3600;
/** Staff are told again after so long, if it is still there. */
const remindAfterMs = 30 * daySeconds * 1000;

/** Finds what is kept past its time; erases it where `retention.erase` says so, and tells staff otherwise. */
export async function runRetentionRound(
  deps: DataProtectionDeps,
  { signal, log }: Pick<JobRun<object>, 'signal' | 'log'>,
): Promise<void> {
  const { db } = deps.store;
  const { retentionPolicies } = deps;
  const asked = { ...deps, db };
  const due = await findDue(asked, db);
  const { erase } = deps.clinic.retention;
  if (erase) {
    const erased = await eraseDue(asked, due, { kind: 'system' }, signal);
    if (erased > 0) log.info('What was kept past its time was erased', { count: erased });
  }
  const left = countDue(retentionPolicies, erase ? await findDue(asked, db) : due);
  for (const [kind, things] of left) deps.gauges.retentionDue.set({ kind }, things);
  if (!erase && due.length > 0) await tellStaff(deps, left);
}

/** By the name of the policy, also those of which nothing is due. */
function countDue(from: RetentionPolicies, due: readonly (readonly Due[])[]): Map<string, number> {
  const counts = new Map([...from.records, ...from.passing].map(({ name }) => [name, 0]));
  for (const { policy } of due.flat()) counts.set(policy.name, (counts.get(policy.name) ?? 0) + 1);
  return counts;
}

async function tellStaff(deps: DataProtectionDeps, counts: ReadonlyMap<string, number>): Promise<void> {
  const kind = 'retention_due';
  const found = [...counts].filter(([, things]) => things > 0).map(([name, things]) => `${name}: ${things}`);
  await deps.store.db.transaction(async (tx) => {
    const since = new Date(deps.clock.now().getTime() - remindAfterMs);
    if (await hasRecentTask(tx, kind, since)) return;
    await openStaffTask(tx, deps, { kind, subject: 'retention', facts: { reason: found.join(', ') } });
  });
}
