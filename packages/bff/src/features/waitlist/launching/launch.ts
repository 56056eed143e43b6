import type { WaitlistLaunched } from '@botaniqal/shared/contracts/waitlist.ts';
import type { ServiceId } from '@botaniqal/shared/ids/ids.ts';
import { recordAccess } from '../../../platform/audit/record-access.ts';
import { publishLive } from '../../../platform/live/live-channel.ts';
import { Problem } from '../../../platform/problem.ts';
import { serviceOf } from '../../catalogue/index.ts';
import type { WaitlistDeps } from '../deps.ts';
import { audit } from '../entry-store.ts';
import { bookableBy } from '../online-visits.ts';
import { rankWaiting } from '../ranking/ranking.ts';
import { waitlistLaunches } from '../tables.ts';
import { bookByFrom, invite, reallocateUnusedInvitations } from './invite.ts';
import { type Actor, lockLaunch, recordBatch } from './launch-store.ts';

/**
 * Invites the next people in order. With `dryRun` it only says who they would be.
 *
 * One transaction locks the row of the launch, marks the entries and queues their emails. If the process is killed,
 * either the whole batch is invited or none of it. Two launches at the same time wait for each other. An entry is
 * marked only once, so a person gets one invitation however often staff launch.
 * @throws Problem not_found when the clinic has no such service
 */
export async function launchBatch(
  deps: WaitlistDeps,
  service: ServiceId,
  { batchSize, dryRun }: { batchSize: number; dryRun: boolean },
  actor: Actor,
): Promise<WaitlistLaunched> {
  refuseUnknownService(deps, service);
  const bookBy = bookByFrom(deps);
  return deps.store.db.transaction(async (tx) => {
    const launch = dryRun ? null : await lockLaunch(tx, service);
    const ranked = await rankWaiting(tx, deps, service);
    const chosen = ranked.slice(0, batchSize);
    if (launch) {
      // While the launch was stopped, no places were passed on. Invitations that lapsed in that time are not made up
      // for.
      if (launch.state === 'stopped') await reallocateUnusedInvitations(tx, deps, service);
      await invite(tx, deps, chosen, bookBy, actor);
      await recordBatch(tx, deps, launch, { automatic: launch.automatic });
    } else {
      const at = deps.clock.now();
      for (const { id } of chosen) await audit(tx, id, 'waitlist.previewed', { ...actor, at });
    }
    return {
      service,
      dryRun,
      invited: chosen.map(({ id, contact, score }) => ({
        entryId: id,
        name: contact.name,
        email: contact.email,
        score: score.total,
      })),
      count: chosen.length,
      remaining: ranked.length - chosen.length,
      bookBy: bookBy.toISOString(),
      bookable: bookableBy(deps, service),
    };
  });
}

/** Stops inviting until the next launch. People who are invited already may still book. @throws Problem not_found */
export async function stopLaunch(deps: WaitlistDeps, service: ServiceId, actor: Actor): Promise<void> {
  refuseUnknownService(deps, service);
  await deps.store.db.transaction(async (tx) => {
    await tx
      .insert(waitlistLaunches)
      .values({ service, state: 'stopped', automatic: false })
      .onConflictDoUpdate({ target: waitlistLaunches.service, set: { state: 'stopped' } });
    const subject = { kind: 'waitlist', id: service } as const;
    await recordAccess(tx, { ...actor, action: 'waitlist.stopped', subject, at: deps.clock.now() });
    await publishLive(tx, { kind: 'waitlist', id: null });
  });
}

function refuseUnknownService(deps: WaitlistDeps, service: ServiceId): void {
  if (!serviceOf(deps.clinic, service)) throw new Problem('not_found', 'This clinic has no such service.');
}
