import { and, eq, gt, lt, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Metrics } from '../observability/metrics.ts';
import { Problem } from '../problem.ts';
import type { Queryable, Transaction } from '../store/database.ts';
import { rowsOf } from '../store/migrate.ts';
import { type LimitKeys, limitKeys } from './limit-keys.ts';
import { limitPlaces } from './tables.ts';

/** Every limit. `docs/abuse-limits.md` explains each; the metric has them as labels. */
export type LimitName =
  | 'open_holds_per_address'
  | 'open_holds_per_person'
  | 'free_calls_per_address'
  | 'free_calls_per_person'
  | 'mails_per_receiver'
  | 'mails_per_address'
  | 'links_per_receiver'
  | 'wrong_codes_per_address'
  | 'sign_in_links_per_address'
  | 'sign_in_links_per_receiver';

/** One place that something needs. */
export interface Place {
  limit: LimitName;
  /** From `LimitKeys`. */
  key: string;
  /** How many places there are for this key. */
  max: number;
  /** When the place is free again by itself. */
  until: Date;
}

/** What strangers may have under way at the same time. */
export interface Limits {
  keys: LimitKeys;
  /**
   * Takes all places, or none. Run it in the transaction of the act: when that fails, the places are free again. Of
   * requests at the same instant, not one more passes than there are places.
   * @throws Problem too_many_requests
   */
  take(tx: Transaction, subject: string, places: readonly Place[]): Promise<void>;
  /** The same, but answers whether the places were free, for an act that is done all the same. */
  tryToTake(tx: Transaction, subject: string, places: readonly Place[]): Promise<boolean>;
}

export interface LimitsContext {
  /** A keyed hash. */
  hash: (text: string) => string;
  clock: Clock;
  metrics: Pick<Metrics, 'limitRefusals'>;
  /** The clinic's, for the sentence that a person reads. */
  phone: string;
}

export function createLimits({ hash, clock, metrics, phone }: LimitsContext): Limits {
  async function findFull(tx: Transaction, subject: string, places: readonly Place[]) {
    const now = clock.now();
    const held = await lockAndAdd(tx, subject, places, now);
    for (const { limit, key, max } of places) {
      const found = held.find((one) => one.limit === limit && one.key === key);
      if (!found || found.places < max) continue;
      metrics.limitRefusals.inc({ limit });
      return { waitSeconds: Math.max(1, Math.ceil(found.nextFree - now.getTime() / 1000)) };
    }
    return null;
  }

  return {
    keys: limitKeys(hash),

    async take(tx, subject, places) {
      const full = await findFull(tx, subject, places);
      if (!full) return;
      throw new Problem(
        'too_many_requests',
        `We cannot take more of these online just now. Please try again ${inWords(full.waitSeconds)}, or call ${phone} and we will help you.`,
        { retryAfterSeconds: full.waitSeconds },
      );
    },

    async tryToTake(tx, subject, places) {
      const full = await findFull(tx, subject, places);
      if (full) for (const { limit } of places) await releasePlaces(tx, subject, limit);
      return full === null;
    },
  };
}

/** Frees the places of a subject, in the transaction that ends what it had under way. @param limit of this limit only */
export async function releasePlaces(tx: Queryable, subject: string, limit?: LimitName): Promise<void> {
  await tx.delete(limitPlaces).where(ofSubject(subject, limit));
}

/** Frees them later, so that doing and undoing in a circle is limited, too. */
export async function releasePlacesAt(
  tx: Queryable,
  subject: string,
  limit: LimitName,
  at: Date,
): Promise<void> {
  await tx
    .update(limitPlaces)
    .set({ expiresAt: at })
    .where(and(ofSubject(subject, limit), gt(limitPlaces.expiresAt, at)));
}

/** Moves the end of places that are still taken, when what the subject has under way happens at another time. */
export async function movePlaces(
  tx: Queryable,
  subject: string,
  limit: LimitName,
  { now, until }: { now: Date; until: Date },
): Promise<void> {
  await tx
    .update(limitPlaces)
    .set({ expiresAt: until })
    .where(and(ofSubject(subject, limit), gt(limitPlaces.expiresAt, now)));
}

/** Keeps them for longer, when what the subject has under way takes longer. */
export async function keepPlacesUntil(tx: Queryable, subject: string, at: Date): Promise<void> {
  await tx
    .update(limitPlaces)
    .set({ expiresAt: at })
    .where(and(eq(limitPlaces.subject, subject), lt(limitPlaces.expiresAt, at)));
}

function ofSubject(subject: string, limit: LimitName | undefined) {
  return and(eq(limitPlaces.subject, subject), limit && eq(limitPlaces.limitName, limit));
}

/** Deletes the places that have expired. */
export async function cleanPlaces(db: Queryable, now: Date): Promise<void> {
  await db.delete(limitPlaces).where(lte(limitPlaces.expiresAt, now));
}

const heldRows = z.array(
  z.object({ limit: z.string(), key: z.string(), places: z.coerce.number(), nextFree: z.coerce.number() }),
);

/**
 * Counts the places of each key, and adds ours. The locks come first, in one order, and last until the transaction
 * ends: the count then sees what every earlier request has stored, and two requests never wait for each other.
 */
async function lockAndAdd(tx: Transaction, subject: string, places: readonly Place[], now: Date) {
  const names = places.map(({ limit, key }) => `${limit}:${key}`).toSorted();
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(name, 0)) from jsonb_array_elements_text(${JSON.stringify(names)}::jsonb) as name`,
  );
  const wanted = JSON.stringify(
    places.map(({ limit, key, until }) => ({ limit_name: limit, key, expires_at: until.toISOString() })),
  );
  const held = await tx.execute(sql`
    with wanted as (
      select * from jsonb_to_recordset(${wanted}::jsonb) as place(limit_name text, key text, expires_at timestamptz)
    ), added as (
      insert into ${limitPlaces} (limit_name, key, subject, expires_at)
      select limit_name, key, ${subject}, expires_at from wanted
      on conflict do nothing
    )
    select held.limit_name as "limit", held.key, count(*) as places,
      extract(epoch from min(held.expires_at)) as "nextFree"
    from ${limitPlaces} held join wanted using (limit_name, key)
    where held.expires_at > ${now.toISOString()}::timestamptz and held.subject <> ${subject}
    group by held.limit_name, held.key`);
  return heldRows.parse(rowsOf(held));
}

function inWords(seconds: number): string {
  if (seconds < 90) return 'in a minute';
  const minutes = Math.ceil(seconds / 60);
  if (minutes <= 60) return `in ${minutes} minutes`;
  return minutes <= 24 * 60 ? 'later today or tomorrow' : 'another day';
}
