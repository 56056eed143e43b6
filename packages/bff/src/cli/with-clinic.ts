import { userInfo } from 'node:os';
import type { Clinic } from '../config/clinic/clinic.ts';
import { readConfig } from '../config/config.ts';
import { declaredData } from '../declared-data.ts';
import type { RetentionPolicies } from '../features/data-protection/index.ts';
import type { Access } from '../platform/audit/record-access.ts';
import { type Clock, systemClock } from '../platform/clock.ts';
import type { SealedColumn } from '../platform/crypto/sealed-column.ts';
import { createSealing, type Sealing } from '../platform/crypto/sealing.ts';
import { silentLog } from '../platform/observability/log.ts';
import type { Database } from '../platform/store/database.ts';
import { openStore } from '../platform/store/store.ts';
import type { CommandContext } from './command-line.ts';

export interface OpenClinic {
  db: Database;
  sealing: Sealing;
  clinic: Clinic;
  clock: Clock;
  /** What the features declare of the data that they keep. */
  sealedColumns: readonly SealedColumn[];
  retentionPolicies: RetentionPolicies;
  /** Who sits there, for the audit trail. */
  actor: Access['actor'];
}

/**
 * Opens the clinic's database beside a running server. The embedded database lets one process in: stop the server.
 * @throws StartRefusal that says what to change
 */
export async function withClinic<Result>(
  { env, clock = systemClock }: CommandContext,
  use: (clinic: OpenClinic) => Promise<Result>,
): Promise<Result> {
  const config = readConfig(env);
  const { environment, clinic } = config;
  const store = await openStore({
    databaseUrl: environment.DATABASE_URL,
    dataDir: environment.DATA_DIR,
    log: silentLog,
  });
  try {
    return await use({
      db: store.db,
      sealing: createSealing(environment.DATA_ENCRYPTION_KEYS),
      clinic,
      clock,
      ...declaredData(config),
      actor: { kind: 'staff', subject: `command-line:${userInfo().username}` },
    });
  } finally {
    await store.close();
  }
}
