import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fromRoot } from '../../scripts/repository.ts';

export interface BffChild {
  url: string;
  pid: number;
  /** Moves its clock to so many milliseconds away from the machine's. */
  setClockOffset(milliseconds: number): void;
  /** What it has logged so far. */
  log(): string;
  /** Ends it as a crash or a power cut would: no hand-over, nothing finished. */
  kill(): Promise<void>;
  /** Ends it in an orderly way. */
  stop(): Promise<void>;
}

/** Milliseconds after which a start hangs. A slow machine needs many seconds for the embedded database. */
const patience = 300_000;

/** Starts the BFF as a process of its own. @throws with all that it said when it does not come up */
export async function startBffChild(env: Record<string, string>): Promise<BffChild> {
  let log = '';
  // The test command bundles it once for all: a start from the sources takes five times the processor time.
  const child = fork(process.env.BFF_PROCESS ?? fromRoot('test', 'support', 'bff-process.ts'), {
    cwd: fromRoot(),
    // Only what is given: a variable of the developer's own shell must not decide a test.
    env: { ...ofThisMachine(), ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      log += chunk;
    });
  }
  const end = (signal: NodeJS.Signals) => ended(child, signal);

  try {
    const url = await listening(child, AbortSignal.timeout(patience));
    return {
      url,
      pid: child.pid ?? 0,
      setClockOffset: (clockOffset) => void child.send({ clockOffset }),
      log: () => log,
      kill: () => end('SIGKILL'),
      stop: () => end('SIGTERM'),
    };
  } catch {
    await end('SIGKILL');
    throw new BffDidNotStart(log.trim());
  }
}

function ofThisMachine(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE } = process.env;
  return { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE };
}

export class BffDidNotStart extends Error {
  override readonly name = 'BffDidNotStart';
}

async function listening(child: ChildProcess, signal: AbortSignal): Promise<string> {
  const [message] = await Promise.race([
    once(child, 'message', { signal }),
    once(child, 'exit', { signal }).then(() => Promise.reject(new Error('It ended.'))),
  ]);
  return String((message as { url: string }).url);
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}
