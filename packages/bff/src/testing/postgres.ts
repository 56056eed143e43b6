import { randomUUID } from 'node:crypto';
import { after } from 'node:test';
import pg from 'pg';
import { silentLog } from '../platform/observability/log.ts';
import { openStore } from '../platform/store/store.ts';
import { type PostgresServer, startPostgresServer } from './postgres-server.ts';

/** A cluster that several test processes share, with a database that holds all tables and no rows. */
export interface SharedPostgres {
  /** Variables for the test processes: with them they use this cluster instead of starting one each. */
  env: { TEST_POSTGRES_URL: string; TEST_POSTGRES_TEMPLATE: string };
  stop(): Promise<void>;
}

interface Cluster {
  url(database: string): string;
  /** The name of the database that new ones are copied from. */
  template(): Promise<string>;
}

/** The cluster of this test process: the shared one of the whole run, or its own when a file runs alone. */
let cluster: Promise<Cluster> | undefined;
let ownServer: PostgresServer | undefined;
const databases: string[] = [];

/** Starts a cluster for many test processes. The test command does this once, before the first of them. */
export async function startSharedPostgres(): Promise<SharedPostgres> {
  // Autovacuum would visit hundreds of databases, each of which lives for seconds.
  const server = await startPostgresServer(['autovacuum=off']);
  try {
    const template = await makeTemplate(server.url);
    return {
      env: { TEST_POSTGRES_URL: server.url('postgres'), TEST_POSTGRES_TEMPLATE: template },
      stop: () => server.stop(),
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Removes what this process made. Tests need not call this; a benchmark does. */
export async function stopPostgres(): Promise<void> {
  const running = await cluster?.catch(() => undefined);
  if (ownServer) await ownServer.stop();
  else if (running)
    await asAdmin(running.url, ...databases.map((name) => `drop database ${name} with (force)`));
}

// Outside a test file, `after` would print the summary of a test run that never was.
if (process.argv[1]?.endsWith('.test.ts')) after(stopPostgres);

/** The URL of a new, empty database. */
export async function emptyPostgres(): Promise<string> {
  return newDatabase(await running());
}

/** The URL of a new database in which all migrations have run already: a copy, made in milliseconds. */
export async function migratedPostgres(): Promise<string> {
  const at = await running();
  return newDatabase(at, await at.template());
}

function running(): Promise<Cluster> {
  cluster ??= sharedCluster() ?? startOwnCluster();
  return cluster;
}

function sharedCluster(): Promise<Cluster> | undefined {
  const { TEST_POSTGRES_URL: address, TEST_POSTGRES_TEMPLATE: template } = process.env;
  if (!address || !template) return undefined;
  const url = (database: string) => String(Object.assign(new URL(address), { pathname: `/${database}` }));
  return Promise.resolve({ url, template: () => Promise.resolve(template) });
}

async function startOwnCluster(): Promise<Cluster> {
  const { url } = await startPostgresServer().then((server) => {
    ownServer = server;
    return server;
  });
  let template: Promise<string> | undefined;
  return {
    url,
    template: () => {
      template ??= makeTemplate(url);
      return template;
    },
  };
}

async function newDatabase({ url }: Pick<Cluster, 'url'>, template?: string): Promise<string> {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(url, `create database ${name}${template ? ` template ${template}` : ''}`);
  databases.push(name);
  return url(name);
}

async function makeTemplate(url: Cluster['url']): Promise<string> {
  const databaseUrl = await newDatabase({ url });
  const store = await openStore({ databaseUrl, log: silentLog });
  await store.close();
  return new URL(databaseUrl).pathname.slice(1);
}

async function asAdmin(url: Cluster['url'], ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url('postgres') });
  await client.connect();
  try {
    // Creating and dropping a database cannot be in one transaction with anything else.
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
