import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { migratedPostgres } from '@botaniqal/bff/testing/postgres.ts';
import { startSandbox } from '@botaniqal/sandbox/start.ts';
import { previewSettings } from '../../scripts/preview/environment.ts';
import { fromRoot } from '../../scripts/repository.ts';
import { sandboxAddresses } from '../support/stack.ts';
import type { Finding } from './measure.ts';

/** Seconds that are measured. `IDLE_SECONDS` makes a try shorter. */
const seconds = Number(process.env.IDLE_SECONDS || 60);
/** Seconds after the start that are not measured: the first schedules run then. */
const settleSeconds = Math.min(10, seconds);

const cpuLimit = 1;
const memoryLimit = 150;

/**
 * What a server costs without a user: one process, started as `pnpm serve` starts it, alone on PostgreSQL. Linux
 * only, because the numbers come from /proc.
 */
export async function idleServer(): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bq-idle-'));
  const { env } = previewSettings({}, { example: fromRoot('.env.example'), own: '' });
  // Vendors that answer, as in production: a server whose vendors are away has something to do.
  const sandbox = await startSandbox({ clinicConfigPath: fromRoot('clinic.yaml'), env, now: new Date() });
  const { PATH, HOME, TMPDIR } = process.env;
  const [command, ...flags] = serveCommand();
  if (command !== 'node') throw new Error('The script "serve" of package.json does not start with node.');
  const server = spawn(process.execPath, flags, {
    cwd: fromRoot(),
    env: {
      ...{ PATH, HOME, TMPDIR },
      ...env,
      ...sandboxAddresses(sandbox),
      ...{ DATABASE_URL: await migratedPostgres(), DATA_DIR: join(folder, 'data'), PORT: '0' },
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    await listening(server);
    await wait(settleSeconds * 1000);
    const before = cpuSeconds(server);
    await wait(seconds * 1000);
    const percent = ((cpuSeconds(server) - before) / seconds) * 100;
    const megabytes = residentMegabytes(server);
    const detail = `${flags.join(' ')}, over ${seconds} s without a request`;
    return [
      {
        name: 'an idle server on PostgreSQL, processor',
        measured: `${percent.toFixed(2)} %`,
        limit: `${cpuLimit} % of a core`,
        holds: percent < cpuLimit,
        detail,
      },
      {
        name: 'an idle server on PostgreSQL, memory',
        measured: `${megabytes.toFixed(0)} MB`,
        limit: `${memoryLimit} MB resident`,
        holds: megabytes < memoryLimit,
        detail,
      },
    ];
  } finally {
    const exit = once(server, 'exit');
    if (server.exitCode === null && server.kill()) await exit;
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The script `serve`, word by word, so that the flags measured are the flags used. */
function serveCommand(): string[] {
  const { scripts } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8')) as {
    scripts: { serve: string };
  };
  return scripts.serve.split(' ');
}

async function listening({ stderr }: ChildProcess): Promise<void> {
  if (!stderr) throw new Error('The server was started without a pipe for its log.');
  let log = '';
  for await (const line of createInterface(stderr)) {
    if (line.startsWith('Listening on ')) {
      // What comes later is read and dropped, so that the pipe never fills up.
      stderr.resume();
      return;
    }
    log += `${line}\n`;
  }
  throw new Error(`The server did not start.\n${log}`);
}

/** Processor time so far, in user and system mode. Linux counts it in hundredths of a second. */
function cpuSeconds({ pid }: ChildProcess): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [, , , , , , , , , , , user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(user) + Number(system)) / 100;
}

function residentMegabytes({ pid }: ChildProcess): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number(kilobytes) * 1024) / 1_000_000;
}
