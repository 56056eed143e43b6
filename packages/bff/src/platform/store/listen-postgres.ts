import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../observability/log.ts';
import type { Hearer } from './store-interface.ts';

/** From one try to connect again to the next, in milliseconds. */
const tryAgainMs = 1_000;

/**
 * Listens to a channel on a connection of its own, which is opened again when it is lost. Messages of the time in between
 * are lost: the hearer is told.
 * @returns what ends it, once the connection listens
 */
export async function listenOnPostgres(
  connectionString: string,
  channel: string,
  { hear, missed }: Hearer,
  log: Log,
): Promise<() => Promise<void>> {
  let stopped = false;
  let current: pg.Client | undefined;

  const connect = async (): Promise<void> => {
    const client = new pg.Client({ connectionString, application_name: 'botaniqal-live', keepAlive: true });
    client.on('notification', ({ payload }) => hear(payload ?? ''));
    // An error is always followed by the end of the connection.
    client.on('error', () => {});
    await client.connect();
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    current = client;
    client.once('end', () => void connectAgain());
  };

  const connectAgain = async () => {
    if (stopped) return;
    log.warn('The connection that hears changes was lost');
    while (!stopped) {
      try {
        await connect();
        missed();
        return;
      } catch {
        await wait(tryAgainMs, undefined, { ref: false });
      }
    }
  };

  await connect();
  return async () => {
    stopped = true;
    await current?.end();
  };
}
