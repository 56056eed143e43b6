import { eq, gt, or, sql } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Log } from '../observability/log.ts';
import type { Database } from '../store/database.ts';
import { type Budget, type CallBudgets, placesFor, shortestSeconds, waitOf } from './call-budgets.ts';
import { callBudgets } from './tables.ts';

/** How old the copy in memory gets before it is read again. */
const copyMs = 2000;

type Row = typeof callBudgets.$inferSelect;

/** Budgets in the store, which all servers share. */
export function storedCallBudgets({
  db,
  clock,
  log,
}: {
  db: Database;
  clock: Clock;
  log: Pick<Log, 'warn'>;
}): CallBudgets {
  const copy = new Map<string, Budget>();
  let copiedAt = Number.NEGATIVE_INFINITY;
  let copying = false;
  const known = (key: string) => copy.get(key) ?? { calls: [], pausedUntil: 0, reserveUntil: 0 };

  /** Pauses that last, of all keys: a handful of rows. No call waits for it. */
  function refreshCopy(now: number): void {
    if (copying || Math.abs(now - copiedAt) < copyMs) return;
    copying = true;
    copiedAt = now;
    const at = new Date(now);
    db.select()
      .from(callBudgets)
      .where(or(gt(callBudgets.pausedUntil, at), gt(callBudgets.reserveUntil, at)))
      .then((rows) => {
        // What was noted here meanwhile stays: a pause never gets shorter.
        for (const row of rows) copy.set(row.key, later(budgetOf(row), known(row.key)));
      })
      .catch((error: unknown) => log.warn('What other servers used of the limits cannot be read', { error }))
      .finally(() => {
        copying = false;
      });
  }

  return {
    async take(key, { windows, leaveReserve }) {
      const now = clock.now();
      const at = sql`${now.toISOString()}::timestamptz`;
      const longest = Math.max(...windows.map(({ seconds }) => seconds));
      const since = (seconds: number) => sql`${at} - make_interval(secs => ${seconds})`;
      const ended = (until: typeof callBudgets.pausedUntil | typeof callBudgets.reserveUntil) =>
        sql`case when ${until} <= ${at} then ${until} end`;
      const free = windows.map((window) => {
        // The same as `countedSince`.
        const from =
          window.seconds <= shortestSeconds
            ? sql`greatest(${since(window.seconds)}, ${ended(callBudgets.pausedUntil)}, ${ended(callBudgets.reserveUntil)})`
            : since(window.seconds);
        return sql`(select count(*) from unnest(${callBudgets.calls}) as made where made > ${from}) < ${placesFor(window, leaveReserve)}`;
      });
      const open = [
        sql`coalesce(${callBudgets.pausedUntil} <= ${at}, true)`,
        ...(leaveReserve ? [sql`coalesce(${callBudgets.reserveUntil} <= ${at}, true)`] : []),
      ];
      const taken = await db
        .insert(callBudgets)
        .values({ key, calls: [now] })
        .onConflictDoUpdate({
          target: callBudgets.key,
          set: {
            calls: sql`array(select made from unnest(${callBudgets.calls}) as made where made > ${since(longest)} order by made) || ${at}`,
          },
          setWhere: sql.join([...open, ...free], sql` and `),
        })
        .returning({ key: callBudgets.key });
      if (taken.length > 0) return null;
      const [row] = await db.select().from(callBudgets).where(eq(callBudgets.key, key));
      // Another server's call may have left its window since.
      return (row && waitOf(budgetOf(row), { windows, leaveReserve }, now.getTime())) ?? 1;
    },

    async giveBack(key) {
      await db
        .update(callBudgets)
        .set({ calls: sql`trim_array(${callBudgets.calls}, least(1, cardinality(${callBudgets.calls})))` })
        .where(eq(callBudgets.key, key));
    },

    waitSeconds(key, leaveReserve) {
      const now = clock.now().getTime();
      refreshCopy(now);
      return waitOf({ ...known(key), calls: [] }, { windows: [], leaveReserve }, now);
    },

    async note(key, until) {
      const before = known(key);
      const pausedUntil = Math.max(before.pausedUntil, until.pausedUntil ?? 0);
      const reserveUntil = Math.max(before.reserveUntil, until.reserveUntil ?? 0);
      // Each answer says to the second when the window ends.
      const news = pausedUntil > before.pausedUntil + 1000 || reserveUntil > before.reserveUntil + 1000;
      if (!news) return;
      copy.set(key, { ...before, pausedUntil, reserveUntil });
      const set = {
        ...(until.pausedUntil && { pausedUntil: new Date(pausedUntil) }),
        ...(until.reserveUntil && { reserveUntil: new Date(reserveUntil) }),
      };
      try {
        await db
          .insert(callBudgets)
          .values({ key, ...set })
          .onConflictDoUpdate({ target: callBudgets.key, set });
      } catch (error) {
        log.warn('Other servers cannot be told of a limit', { error });
      }
    },
  };
}

function later(one: Budget, other: Budget): Budget {
  return {
    calls: one.calls,
    pausedUntil: Math.max(one.pausedUntil, other.pausedUntil),
    reserveUntil: Math.max(one.reserveUntil, other.reserveUntil),
  };
}

function budgetOf({ calls, pausedUntil, reserveUntil }: Row): Budget {
  return {
    calls: calls.map((one) => one.getTime()),
    pausedUntil: pausedUntil?.getTime() ?? 0,
    reserveUntil: reserveUntil?.getTime() ?? 0,
  };
}
