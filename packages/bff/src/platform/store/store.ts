import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { drizzle as drizzleNodePostgres } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Log } from '../observability/log.ts';
import { StartRefusal } from '../start-refusal.ts';
import { casing } from './casing.ts';
import { isDatabaseAway } from './database-away.ts';
import { listenOnPostgres } from './listen-postgres.ts';
import { bringPostgresUpToDate } from './migrate.ts';
import type { Store } from './store-interface.ts';

export type { Store };

export interface StoreOptions {
  /** A PostgreSQL; several servers may share it. Left out: an embedded database in `dataDir`. */
  databaseUrl?: string | undefined;
  dataDir?: string | undefined;
  log: Log;
  /** How long a PostgreSQL that is not there yet is waited for, in milliseconds. Default: not at all. */
  patienceMs?: number;
}

/** From one try to reach the database to the next. */
const lookEveryMs = 1_000;

/** The key of the advisory lock for migrations. Every version of this server must use the same one. */
const migrationLock = 0x62_71_6d_69;

/**
 * Opens the store and brings its tables up to date.
 * @throws StartRefusal when the database cannot be reached, is in use, or is of another version
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  if (options.databaseUrl) return openPostgres(options.databaseUrl, options);
  // Loaded only when it is used: the embedded database takes 100 MB.
  const { openEmbedded } = await import('./embedded-store.ts');
  return openEmbedded(options.dataDir ?? '.data', options.log);
}

async function openPostgres(connectionString: string, { log, patienceMs = 0 }: StoreOptions): Promise<Store> {
  await migratePostgres(await connectPatiently(connectionString, patienceMs, log));
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'botaniqal-bff',
  });
  // Without a listener, a connection that the database closes while idle ends the process.
  pool.on('error', (error) => log.warn('An idle database connection was lost', { error }));
  const db = drizzleNodePostgres(pool, { casing });
  return {
    kind: 'postgres',
    db,
    queueConnection: { connectionString, max: 4, application_name: 'botaniqal-jobs' },
    listen: (channel, hearer) => listenOnPostgres(connectionString, channel, hearer, log),
    async ping() {
      await db.execute(sql`select 1`);
    },
    close: () => pool.end(),
  };
}

/**
 * Connects to a database that may still be starting: after a restart of the whole machine nothing orders the two. A
 * wrong password or name is refused at once, because waiting changes nothing about it.
 * @throws StartRefusal
 */
async function connectPatiently(connectionString: string, patienceMs: number, log: Log): Promise<pg.Client> {
  const giveUpAt = performance.now() + patienceMs;
  for (let attempt = 1; ; attempt += 1) {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
    try {
      await client.connect();
      if (attempt > 1) log.info('The database answers now');
      return client;
    } catch (cause) {
      await client.end().catch(() => {});
      if (!isDatabaseAway(cause)) throw new StartRefusal(refused, { cause });
      if (performance.now() + lookEveryMs > giveUpAt) {
        throw new StartRefusal(patienceMs > 0 ? stillAway(patienceMs) : refused, { cause });
      }
      if (attempt === 1) {
        const reason = `It is asked again for ${patienceMs / 1000} seconds`;
        log.warn('The database at DATABASE_URL does not answer yet', { reason, error: cause });
      }
      await wait(lookEveryMs);
    }
  }
}

const refused =
  'The database at DATABASE_URL does not answer, or does not accept the user and password in it.';

const stillAway = (patienceMs: number) =>
  `The database at DATABASE_URL has not answered for ${patienceMs / 1000} seconds: start it, or put its right address into DATABASE_URL.`;

/**
 * One server migrates, the others wait. It uses a connection of its own, as a migration can take longer than the usual
 * limits.
 */
async function migratePostgres(client: pg.Client): Promise<void> {
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await bringPostgresUpToDate(drizzleNodePostgres(client));
  } finally {
    // The end of the session releases the lock, also after an error.
    await client.end();
  }
}
