import { secondMs } from '@botaniqal/shared/time/duration.ts';
import { eq, inArray, lte } from 'drizzle-orm';
import type { Queryable } from '../../../platform/store/database.ts';
import { mailboxSubscriptions } from '../tables.ts';

export type StoredSubscription = typeof mailboxSubscriptions.$inferSelect;

/** Longer than the calls about one subscription take. A killed process keeps others away for so long. */
const claimMs = 60 * secondMs;
/** The service has no subscription yet, so the row is due at once. */
const longAgo = new Date(0);

export async function storedSubscriptions(db: Queryable): Promise<StoredSubscription[]> {
  return db.select().from(mailboxSubscriptions);
}

/** The subscriptions with these ids. */
export async function subscriptionsWithIds(
  db: Queryable,
  ids: readonly string[],
): Promise<StoredSubscription[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(mailboxSubscriptions)
    .where(inArray(mailboxSubscriptions.subscriptionId, [...ids]));
}

/**
 * Takes the right to work on a practitioner's subscription. Without a row it makes one that is due.
 * @returns the row as it is now; `null` when another process works on it
 */
export async function claimSubscription(
  db: Queryable,
  { practitionerId, mailbox }: { practitionerId: string; mailbox: string },
  now: Date,
): Promise<StoredSubscription | null> {
  const claimedUntil = new Date(now.getTime() + claimMs);
  const empty = { subscriptionId: null, address: '', secretHash: '', endsAt: longAgo, madeAt: longAgo };
  const [row] = await db
    .insert(mailboxSubscriptions)
    .values({ practitionerId, mailbox, ...empty, claimedUntil })
    .onConflictDoUpdate({
      target: mailboxSubscriptions.practitionerId,
      set: { claimedUntil },
      setWhere: lte(mailboxSubscriptions.claimedUntil, now),
    })
    .returning();
  return row ?? null;
}

/** Stores the result of the work, if there is one, and gives the right back. */
export async function releaseSubscription(
  db: Queryable,
  practitionerId: string,
  change: Partial<Omit<StoredSubscription, 'practitionerId' | 'claimedUntil'>> = {},
): Promise<void> {
  await db
    .update(mailboxSubscriptions)
    .set({ ...change, claimedUntil: longAgo })
    .where(eq(mailboxSubscriptions.practitionerId, practitionerId));
}

export async function forgetSubscription(db: Queryable, practitionerId: string): Promise<void> {
  await db.delete(mailboxSubscriptions).where(eq(mailboxSubscriptions.practitionerId, practitionerId));
}
