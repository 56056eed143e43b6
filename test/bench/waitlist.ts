import { joinWaitlist, positionOf } from '@botaniqal/bff/features/waitlist/index.ts';
import { silentLog } from '@botaniqal/bff/platform/observability/log.ts';
import { openStore } from '@botaniqal/bff/platform/store/store.ts';
import { migratedPostgres } from '@botaniqal/bff/testing/postgres.ts';
import {
  fillWaitlist,
  freshWaitlists,
  joinRequest,
  waitlistServer,
} from '@botaniqal/bff/testing/waitlist-bench.ts';
import { type Finding, median } from './measure.ts';

const people = 10_000;
const limitMs = 20;
const rounds = 50;

/** Joining (the whole transaction: entry, audit, mail and its job) and asking for a position, on real PostgreSQL. */
export async function waitlistOfThousands(): Promise<Finding[]> {
  const store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  try {
    const { deps } = waitlistServer(await freshWaitlists(store));
    await fillWaitlist(store, people);
    const joining: number[] = [];
    const asking: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const request = joinRequest({ email: `person-${round}@example.com` });
      const context = { idempotencyKeyHash: null, requestId: undefined };
      joining.push(await timed(() => joinWaitlist(deps, request, context)));
      const entry = { service: 'counseling', place: people, status: 'waiting' };
      asking.push(await timed(() => positionOf(store.db, entry)));
    }
    return [
      finding(`joining a waitlist of ${people.toLocaleString('en-AU')}`, joining),
      finding(`a position among ${people.toLocaleString('en-AU')}`, asking),
    ];
  } finally {
    await store.close();
  }
}

function finding(name: string, took: readonly number[]): Finding {
  const measured = median(took);
  return {
    name,
    measured: `${measured.toFixed(1)} ms`,
    limit: `${limitMs} ms`,
    holds: measured < limitMs,
    detail: `the median of ${took.length}; the slowest took ${Math.max(...took).toFixed(1)} ms`,
  };
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}
