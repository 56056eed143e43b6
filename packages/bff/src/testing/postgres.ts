import { randomUUID } from 'node:crypto';
import { after } from 'node:test';
import pg from 'pg';
import { silentLog } from '../platform/observability/log.ts';
import { openStore } from '../platform/store/store.ts';
import { type PostgresServer, startPostgresServer } from './postgres-server.ts';

/** A real PostgreSQL, one per test process, started when first asked for and removed when its tests have run. */
let server: Promise<PostgresServer> | undefined;
let template: Promise<string> | undefined;

/** Ends it, if it was started. Tests need not call this; a benchmark does. */
export async function stopPostgres(): Promise<void> {
  const running = await server?.catch(() => undefined);
  await running?.stop();
}

// Outside a test file, `after` would print the summary of a test run that never was.
if (process.argv[1]?.endsWith('.test.ts')) after(stopPostgres);

/** The URL of a new, empty database. */
export async function emptyPostgres(): Promise<string> {
  const { url } = await running();
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(`create database ${name}`);
  return url(name);
}

/** The URL of a new database in which all migrations have run already: a copy, made in milliseconds. */
export async function migratedPostgres(): Promise<string> {
  const { url } = await running();
  template ??= makeTemplate();
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(`create database ${name} template ${await template}`);
  return url(name);
}

async function makeTemplate(): Promise<string> {
  const databaseUrl = await emptyPostgres();
  const store = await openStore({ databaseUrl, log: silentLog });
  await store.close();
  return new URL(databaseUrl).pathname.slice(1);
}

function running() {
  server ??= startPostgresServer();
  return server;
}

async function asAdmin(statement: string) {
  const { url } = await running();
  const client = new pg.Client({ connectionString: url('postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
