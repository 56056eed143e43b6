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
} from '@botaniqal/bff/testing/fixtures/waitlist/waitlist-fixture.ts';
import { migratedPostgres } from '@botaniqal/bff/testing/postgres.ts';
import { type Finding, median, timed } from './measure.ts';

const people = 10_000;
/** In queries that ask nothing, made in the same rounds: joining is a transaction of some twenty statements. */
const allowedQueries = { joining: 80, asking: 15 };
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
    const bare: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await timed(() => store.ping()));
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
        { took: joining, limit: allowedQueries.joining * median(bare), bare },
        await planOf(store.db, personQuery(store.db, service, 'x')),
      ),
      finding(
        `a position among ${many}`,
        { took: asking, limit: allowedQueries.asking * median(bare), bare },
        await planOf(store.db, positionQuery(store.db, service, people)),
      ),
    ];
  } finally {
    await store.close();
  }
}

/** @param plan how the database finds the person (joining) or counts the place: by index, printed as it is */
function finding(
  name: string,
  { took, limit, bare }: { took: readonly number[]; limit: number; bare: readonly number[] },
  plan: string,
): Finding {
  const measured = median(took);
  return {
    name,
    measured: `${measured.toFixed(1)} ms`,
    limit: `${limit.toFixed(1)} ms (a query that asks nothing takes ${median(bare).toFixed(2)} ms)`,
    holds: measured < limit && !plan.includes('Seq Scan'),
    detail: [
      `the median of ${took.length}; the slowest took ${Math.max(...took).toFixed(1)} ms; the plan:`,
      ...plan.split('\n'),
    ].join('\n    '),
  };
}
