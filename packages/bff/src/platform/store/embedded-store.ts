import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { fromPglite } from 'pg-boss';
import type { Log } from '../observability/log.ts';
import { StartRefusal } from '../start-refusal.ts';
import { casing } from './casing.ts';
import type { Database } from './database.ts';
import { type FolderLock, lockFolder } from './lock-file.ts';
import { bringEmbeddedUpToDate } from './migrate.ts';
import type { Store } from './store-interface.ts';

/** Opens the embedded database in a folder. @throws StartRefusal when the folder is in use or cannot be written */
export async function openEmbedded(dataDir: string, log: Log): Promise<Store> {
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

/** Creates the folder and locks it for this process. */
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

/** A store on a PGlite that is open and migrated. */
function embeddedStore(pglite: PGlite, db: Database, afterClose: () => Promise<void>): Store {
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
    listen: (channel, { hear }) => pglite.listen(channel, hear),
    async ping() {
      await pglite.query('select 1');
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}
