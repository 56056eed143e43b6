import { sql } from 'drizzle-orm';
import { drizzle as drizzleNodePostgres } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Log } from '../observability/log.ts';
import { StartRefusal } from '../start-refusal.ts';

import { casing } from './casing.ts';
import { bringPostgresUpToDate } from './migrate.ts';
import type { Store } from './store-interface.ts';

export type { Store };

export interface StoreOptions {
  /** A PostgreSQL; several servers may share it. Left out: an embedded database in `dataDir`. */
  databaseUrl?: string | undefined;
  dataDir?: string | undefined;
  log: Log;
}

/** The key of the advisory lock for migrations. Every version of this server must use the same one. */
const migrationLock = 0x62_71_6d_69;

/**
 * Opens the store and brings its tables up to date.
 * @throws StartRefusal when the database cannot be reached, is in use, or is of another version
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  if (options.databaseUrl) return openPostgres(options.databaseUrl, options.log);
  // Loaded only when it is used: the embedded database takes 100 MB.
  const { openEmbedded } = await import('./embedded-store.ts');
  return openEmbedded(options.dataDir ?? '.data', options.log);
}

async function openPostgres(connectionString: string, log: Log): Promise<Store> {
  await migratePostgres(connectionString);
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
    async ping() {
      await db.execute(sql`select 1`);
    },
    close: () => pool.end(),
  };
}

/** One server migrates, the others wait. It uses a separate connection, as a migration can take longer than the usual limits. */
async function migratePostgres(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => {});
    throw new StartRefusal(
      'The database at DATABASE_URL does not answer, or does not accept the user and password in it.',
      { cause: error },
    );
  }
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await bringPostgresUpToDate(drizzleNodePostgres(client));
  } finally {
    // The end of the session releases the lock, also after an error.
    await client.end();
  }
}
