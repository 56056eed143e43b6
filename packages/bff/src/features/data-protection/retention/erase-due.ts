import { actorText } from '../../../platform/audit/actor.ts';
import { type Access, recordAccess } from '../../../platform/audit/record-access.ts';
import type { Database } from '../../../platform/store/database.ts';
import { noteDestroyed } from './destruction-register.ts';
import { type Due, personIfReadable, type RetentionDeps } from './find-due.ts';

/**
 * Erases due records, one person at a time. The erasure, its line in the register and its line in the audit trail are
 * one transaction. It may be stopped between two persons and run again.
 * @returns how many records were erased
 */
export async function eraseDue(
  deps: RetentionDeps & { db: Database },
  due: readonly (readonly Due[])[],
  actor: Access['actor'],
  signal?: AbortSignal,
): Promise<number> {
  let erased = 0;
  for (const person of due) {
    signal?.throwIfAborted();
    erased += await deps.db.transaction(async (tx) => {
      let gone = 0;
      for (const one of person) {
        const { policy, id, keptUntil, rule, coveredFrom, coveredTo } = one;
        const now = deps.clock.now();
        const person = await personIfReadable(deps, tx, policy, id);
        if (!(await policy.erase(tx, id, { now, keptUntil }))) continue;
        for (const attached of deps.retentionPolicies.attached) {
          if (attached.attachedTo.includes(policy.kind)) await attached.erase(tx, id);
        }
        await noteDestroyed(tx, deps.sealing, {
          kind: policy.kind,
          subjectId: id,
          person: person?.name ?? null,
          coveredFrom,
          coveredTo,
          rule,
          keptUntil,
          destroyedAt: now,
          destroyedBy: actorText(actor),
        });
        const subject = { kind: policy.kind, id };
        await recordAccess(tx, { actor, action: `${policy.kind}.erased`, subject, at: now });
        gone += 1;
      }
      return gone;
    });
  }
  return erased;
}
