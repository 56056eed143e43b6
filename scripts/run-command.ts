import { spawn } from 'node:child_process';
import { repositoryRoot, withToolsOnPath } from './repository.ts';

export interface CommandResult {
  /** `null` when a signal ended it. */
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  /** Standard output and standard error, in the order they came. */
  output: string;
  /** Standard output alone, for commands whose output is read by us. */
  stdout: string;
}

export interface CommandOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Milliseconds after which the command and its children are ended. */
  timeout?: number;
  /** Aborting ends the command and its children. */
  signal?: AbortSignal;
  shell?: boolean;
}

/**
 * Runs a command to its end with the repository's tools on the PATH, and keeps what it prints.
 * It gets a process group of its own, so that ending it leaves no grandchild behind. Never rejects.
 */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const cwd = options.cwd ?? repositoryRoot;
  const child = spawn(command, args, {
    cwd,
    env: withToolsOnPath(cwd, { ...process.env, ...options.env }),
    shell: options.shell ?? false,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });

  let output = '';
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
    output += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });

  const end = () => endGroup(child.pid);
  const timer = options.timeout ? setTimeout(end, options.timeout) : undefined;
  if (options.signal?.aborted) end();
  options.signal?.addEventListener('abort', end, { once: true });

  return new Promise((resolve) => {
    const settle = (exitCode: number | null, signal: NodeJS.Signals | null) => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', end);
      resolve({ exitCode, signal, output, stdout });
    };
    child.once('error', (error) => {
      output += `${error.message}\n`;
      settle(127, null);
    });
    child.once('close', settle);
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGTERM');
    setTimeout(() => {
      try {
        process.kill(-pid, 'SIGKILL');
      } catch {
        // It ended by itself in the meantime.
      }
    }, 3000).unref();
  } catch {
    // It had ended already.
  }
}
