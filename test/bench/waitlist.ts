import {
  joinWaitlist,
  personQuery,
  positionOf,
  positionQuery,
} from '@botaniqal/bff/features/waitlist/index.ts';
import { silentLog } from '@botaniqal/bff/platform/observability/log.ts';
import { openStore } from '@botaniqal/bff/platform/store/store.ts';
import {
  fillWaitlist,
  freshWaitlists,
  joinRequest,
  planOf,
  waitlistServer,
} from '@botaniqal/bff/testing/fixtures/waitlist-fixture.ts';
import { migratedPostgres } from '@botaniqal/bff/testing/postgres.ts';
import { type Finding, median } from './measure.ts';

const people = 10_000;
const limitMs = 20;
const rounds = 50;
const service = 'counseling';

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
      const entry = { service, place: people, status: 'waiting' };
      asking.push(await timed(() => positionOf(store.db, entry)));
    }
    const many = people.toLocaleString('en-AU');
    return [
      finding(
        `joining a waitlist of ${many}`,
        joining,
        await planOf(store.db, personQuery(store.db, service, 'x')),
      ),
      finding(
        `a position among ${many}`,
        asking,
        await planOf(store.db, positionQuery(store.db, service, people)),
      ),
    ];
  } finally {
    await store.close();
  }
}

/** @param plan how the database finds the person (joining) or counts the place: by index, printed as it is */
function finding(name: string, took: readonly number[], plan: string): Finding {
  const measured = median(took);
  return {
    name,
    measured: `${measured.toFixed(1)} ms`,
    limit: `${limitMs} ms`,
    holds: measured < limitMs && !plan.includes('Seq Scan'),
    detail: [
      `the median of ${took.length}; the slowest took ${Math.max(...took).toFixed(1)} ms; the plan:`,
      ...plan.split('\n'),
    ].join('\n    '),
  };
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}
