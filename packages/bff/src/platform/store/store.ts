import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { sql } from 'drizzle-orm';
import { drizzle as drizzleNodePostgres } from 'drizzle-orm/node-postgres';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import pg from 'pg';
import { type ConstructorOptions, fromPglite } from 'pg-boss';
import type { Log } from '../observability/log.ts';
import { StartRefusal } from '../start-refusal.ts';

import { casing } from './casing.ts';
import type { Database } from './database.ts';
import { type FolderLock, lockFolder } from './lock-file.ts';
import { bringEmbeddedUpToDate, bringPostgresUpToDate } from './migrate.ts';

export interface Store {
  readonly kind: 'postgres' | 'embedded';
  readonly db: Database;
  /** What pg-boss needs to live in the same database; for platform/jobs only. */
  readonly queueConnection: ConstructorOptions;
  /** @throws when the database does not answer */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** A PostgreSQL; several servers may share it. Left out: an embedded database in `dataDir`. */
  databaseUrl?: string | undefined;
  dataDir?: string | undefined;
  log: Log;
}

/** Any number will do, as long as every version of this server uses the same one. */
const migrationLock = 0x62_71_6d_69;

/**
 * Opens the store and brings its tables up to date.
 * @throws StartRefusal when the database cannot be reached, is in use, or is of another version
 */
export function openStore(options: StoreOptions): Promise<Store> {
  return options.databaseUrl
    ? openPostgres(options.databaseUrl, options.log)
    : openEmbedded(options.dataDir ?? '.data', options.log);
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

/** One server migrates, the others wait for it. A connection of its own: migrations may outlast the usual limits. */
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
    // Ending the session gives the lock back, whatever happened.
    await client.end();
  }
}

async function openEmbedded(dataDir: string, log: Log): Promise<Store> {
  const lock = await openFolder(dataDir);
  try {
    log.warn(
      'The embedded database is meant for previews: it survives a crash of the server, but not a power cut. Set DATABASE_URL for real bookings. Opening it can take some seconds the first time.',
    );
    const pglite = await PGlite.create({ dataDir: join(dataDir, 'database'), extensions: { btree_gist } });
    try {
      const db = drizzlePglite(pglite, { casing });
      await bringEmbeddedUpToDate(db);
      return embeddedStore(pglite, db, lock.release);
    } catch (error) {
      await pglite.close();
      throw error;
    }
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Makes the folder, and takes it for this process alone. */
async function openFolder(dataDir: string): Promise<FolderLock> {
  try {
    await mkdir(dataDir, { recursive: true });
    return await lockFolder(join(dataDir, 'database.lock'), dataDir);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new StartRefusal(
      `DATA_DIR names ${dataDir}, where the embedded database cannot be kept: make it a folder that this user may write to.`,
      { cause: error },
    );
  }
}

/** A store around a PGlite that is open and up to date already. */
export function embeddedStore(pglite: PGlite, db: Database, afterClose: () => Promise<void>): Store {
  let closing: Promise<void> | undefined;
  const close = async () => {
    try {
      await pglite.exec('CHECKPOINT');
      await pglite.close();
    } finally {
      await afterClose();
    }
  };
  return {
    kind: 'embedded',
    db,
    queueConnection: { backend: 'pglite', db: fromPglite(pglite) },
    async ping() {
      await pglite.query('select 1');
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}
