import { clickIdDays } from '@botaniqal/shared/visits/touch.ts';
import { and, lt, sql } from 'drizzle-orm';
import type { Clock } from '../../platform/clock.ts';
import type { Store } from '../../platform/store/store.ts';
import { bookings } from './tables.ts';

/** Erases the ids of clicks on ads that no advertising network takes any more. The campaign stays. */
export async function forgetClickIds(deps: { store: Pick<Store, 'db'>; clock: Clock }): Promise<void> {
  const before = new Date(deps.clock.now());
  before.setUTCDate(before.getUTCDate() - clickIdDays);
  const { attribution, createdAt } = bookings;
  await deps.store.db
    .update(bookings)
    .set({ attribution: sql`${attribution} - 'clickIds'` })
    .where(and(lt(createdAt, before), sql`${attribution} -> 'clickIds' is not null`));
}
