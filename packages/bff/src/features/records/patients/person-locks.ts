import { randomUUID } from 'node:crypto';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { and, eq, inArray, lte, or } from 'drizzle-orm';
import type { Clock } from '../../../platform/clock.ts';
import type { Log } from '../../../platform/observability/log.ts';
import type { Store } from '../../../platform/store/store.ts';
import { RetryLater } from '../retry-later.ts';
import { personLocks } from '../tables.ts';

/** The longest time that a killed server keeps others from filing the same person. */
const leaseMs = 45_000;
/** A living holder renews its lease three times before it would expire. */
const renewEveryMs = 15_000;
/** When a job finds the lock taken, it runs again after this time. */
const retrySeconds = 2;
/** Leases of killed servers are removed this long after they expired. */
const keepExpiredMs = hourMs;

interface Deps {
  store: Pick<Store, 'db'>;
  clock: Clock;
  log: Log;
}

/**
 * Files one person at a time, on all servers together.
 *
 * A lock is a row with an expiry (a lease), not an advisory lock of PostgreSQL. An advisory lock would need either a
 * transaction that stays open during calls to the vendor, or one more connection for each server, and it does not work
 * through a connection pooler. A row works on PGlite too, and a killed server loses it after `leaseMs`. The servers'
 * clocks must agree to within half a minute; the holds of slots need that already.
 */
export class PersonLocks {
  readonly #deps: Deps;
  /** The keys that this process holds: it need not ask the database about them. */
  readonly #held = new Set<string>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Runs `act` while nothing else is filed under any of these keys.
   * @param act gets a signal that also fires when the lease is lost
   * @throws RetryLater at once when one of the keys is taken
   */
  async hold<T>(
    keys: readonly string[],
    signal: AbortSignal,
    act: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    // All holders take their keys in the same order, so no two wait for each other.
    const sorted = [...new Set(keys)].toSorted();
    if (sorted.length === 0) return act(signal);
    if (sorted.some((key) => this.#held.has(key))) throw taken();
    for (const key of sorted) this.#held.add(key);
    try {
      return await this.#withLease(sorted, signal, act);
    } finally {
      for (const key of sorted) this.#held.delete(key);
    }
  }

  async #withLease<T>(
    keys: readonly string[],
    signal: AbortSignal,
    act: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const holder = randomUUID();
    await this.#take(keys, holder);
    const lost = new AbortController();
    const renewing = setInterval(() => {
      this.#renew(keys, holder).catch((error: unknown) => lost.abort(error));
    }, renewEveryMs);
    renewing.unref();
    try {
      return await act(AbortSignal.any([signal, lost.signal]));
    } finally {
      clearInterval(renewing);
      await this.#release(keys, holder);
    }
  }

  /** Takes all keys or none. */
  async #take(keys: readonly string[], holder: string): Promise<void> {
    const { store, clock } = this.#deps;
    const now = clock.now();
    const expiresAt = new Date(now.getTime() + leaseMs);
    await store.db.transaction(async (tx) => {
      const rows = await tx
        .insert(personLocks)
        .values(keys.map((key) => ({ key, holder, expiresAt })))
        .onConflictDoUpdate({
          target: personLocks.key,
          set: { holder, expiresAt },
          setWhere: lte(personLocks.expiresAt, now),
        })
        .returning({ key: personLocks.key });
      if (rows.length < keys.length) throw taken();
    });
  }

  async #renew(keys: readonly string[], holder: string): Promise<void> {
    const { store, clock } = this.#deps;
    const expiresAt = new Date(clock.now().getTime() + leaseMs);
    const renewed = await store.db
      .update(personLocks)
      .set({ expiresAt })
      .where(and(inArray(personLocks.key, [...keys]), eq(personLocks.holder, holder)))
      .returning({ key: personLocks.key });
    if (renewed.length < keys.length) throw new Error('The lock on a person was lost.');
  }

  /** A lease that cannot be given back expires. The work is done all the same. */
  async #release(keys: readonly string[], holder: string): Promise<void> {
    const { store, clock, log } = this.#deps;
    const longExpired = new Date(clock.now().getTime() - keepExpiredMs);
    try {
      await store.db
        .delete(personLocks)
        .where(
          or(
            and(inArray(personLocks.key, [...keys]), eq(personLocks.holder, holder)),
            lte(personLocks.expiresAt, longExpired),
          ),
        );
    } catch (error) {
      log.warn('The lock on a person was not given back: it expires by itself', { error });
    }
  }
}

function taken(): RetryLater {
  return new RetryLater('another filing of the same person', retrySeconds);
}
