import type { ConstructorOptions } from 'pg-boss';
import type { Database } from './database.ts';

/** Hears the messages of a channel. */
export interface Hearer {
  hear(payload: string): void;
  /** Messages may have been lost. */
  missed(): void;
}

export interface Store {
  readonly kind: 'postgres' | 'embedded';
  readonly db: Database;
  /** What pg-boss needs to live in the same database; for platform/jobs only. */
  readonly queueConnection: ConstructorOptions;
  /** Hears what any process on this database sends to a channel by NOTIFY. @returns what ends it */
  listen(channel: string, hearer: Hearer): Promise<() => Promise<void>>;
  /** @throws when the database does not answer */
  ping(): Promise<void>;
  close(): Promise<void>;
}
