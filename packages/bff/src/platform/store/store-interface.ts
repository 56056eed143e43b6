import type { ConstructorOptions } from 'pg-boss';
import type { Database } from './database.ts';

export interface Store {
  readonly kind: 'postgres' | 'embedded';
  readonly db: Database;
  /** What pg-boss needs to live in the same database; for platform/jobs only. */
  readonly queueConnection: ConstructorOptions;
  /** @throws when the database does not answer */
  ping(): Promise<void>;
  close(): Promise<void>;
}
