import type { Queryable } from '../../platform/store/database.ts';
import { storedSubscriptions } from './subscriptions/subscription-store.ts';

/** Until when we are told about changes, by practitioner. Those whose subscription has ended are left out. */
export async function subscriptionEnds(db: Queryable, now: Date): Promise<ReadonlyMap<string, Date>> {
  const rows = await storedSubscriptions(db);
  return new Map(
    rows
      .filter(({ subscriptionId, endsAt }) => subscriptionId !== null && endsAt > now)
      .map(({ practitionerId, endsAt }) => [practitionerId, endsAt]),
  );
}
