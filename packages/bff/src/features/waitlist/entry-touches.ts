import type { Attribution } from '@botaniqal/shared/contracts/attribution.ts';
import { clickIdDays } from '@botaniqal/shared/visits/touch.ts';
import { and, gte, isNotNull, lt, sql } from 'drizzle-orm';
import type { Clock } from '../../platform/clock.ts';
import type { Queryable } from '../../platform/store/database.ts';
import type { Store } from '../../platform/store/store.ts';
import { waitlistEntries } from './tables.ts';

/** How the people came who joined between two instants, `end` not included. A person who has left is forgotten. */
export async function entryTouches(
  db: Queryable,
  { start, end }: { start: Date; end: Date },
): Promise<{ attribution: Attribution | null; person: string }[]> {
  const { attribution, personKey, joinedAt } = waitlistEntries;
  const rows = await db
    .select({ attribution, person: personKey })
    .from(waitlistEntries)
    .where(and(gte(joinedAt, start), lt(joinedAt, end), isNotNull(personKey)));
  return rows.map(({ attribution, person }) => ({ attribution, person: person ?? '' }));
}

/** Erases the ids of clicks on ads that no advertising network takes any more. The campaign stays. */
export async function forgetClickIds(deps: { store: Pick<Store, 'db'>; clock: Clock }): Promise<void> {
  const before = new Date(deps.clock.now());
  before.setUTCDate(before.getUTCDate() - clickIdDays);
  const { attribution, joinedAt } = waitlistEntries;
  await deps.store.db
    .update(waitlistEntries)
    .set({ attribution: sql`${attribution} - 'clickIds'` })
    .where(and(lt(joinedAt, before), sql`${attribution} -> 'clickIds' is not null`));
}
