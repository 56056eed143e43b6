import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { migrate as migrateNodePostgres } from 'drizzle-orm/node-postgres/migrator';
import type { PgliteDatabase } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import { StartRefusal } from '../start-refusal.ts';
import type { Database } from './database.ts';

const migrationsFolder = fileURLToPath(new URL('../../../migrations', import.meta.url));

/** Brings an embedded database up to date. @throws StartRefusal when its history is not ours */
export async function bringEmbeddedUpToDate(db: PgliteDatabase<Record<string, never>>): Promise<void> {
  await refuseForeignHistory(db, 'delete the folder that DATA_DIR names, if nothing in it is needed');
  await migratePglite(db, { migrationsFolder });
}

/** Brings a PostgreSQL up to date; call it holding the migration lock. @throws StartRefusal when its history is not ours */
export async function bringPostgresUpToDate(db: NodePgDatabase<Record<string, never>>): Promise<void> {
  await refuseForeignHistory(
    db,
    'restore a backup that this version made, or point DATABASE_URL at another database',
  );
  await migrateNodePostgres(db, { migrationsFolder });
}

/**
 * The migrator looks at dates alone. A migration that was rewritten after it ran, or a database that a newer
 * version has changed, would pass unseen and fail later, somewhere else.
 */
async function refuseForeignHistory(db: Database, wayOut: string): Promise<void> {
  const ours = readMigrationFiles({ migrationsFolder });
  const applied = await appliedHashes(db);
  const known = new Set(ours.map((migration) => migration.hash));
  const foreign = applied.filter((hash) => !known.has(hash));
  if (foreign.length === 0) return;
  throw new StartRefusal(
    `The database was changed by ${foreign.length} ${foreign.length === 1 ? 'migration' : 'migrations'} that this version does not have: start the version that made the change, or ${wayOut}.`,
  );
}

async function appliedHashes(db: Database): Promise<string[]> {
  const history = rowsOf(
    await db.execute(sql`select to_regclass('drizzle.__drizzle_migrations') is not null as found`),
  );
  if (history[0]?.found !== true) return [];
  const rows = rowsOf(await db.execute(sql`select hash from drizzle.__drizzle_migrations order by id`));
  return rows.map((row) => String(row.hash));
}

/** Raw results differ by driver in everything but `rows`; the shared type does not say so. */
export function rowsOf(result: unknown): Record<string, unknown>[] {
  return (result as { rows: Record<string, unknown>[] }).rows;
}
