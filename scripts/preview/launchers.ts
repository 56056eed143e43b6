import { readFileSync } from 'node:fs';

interface Ancestor {
  pid: number;
  parent: number;
  command: string;
}

/**
 * Tells whether one of the package managers that started us has died. `npx` hands Ctrl-C on, but not SIGTERM: it
 * dies, and leaves us behind with the ports. The end of a shell or a supervisor further up does not matter.
 * This works on Linux, from /proc; on other systems no launcher is watched.
 */
export function watchLaunchers(): { haveGone(): boolean } {
  const links = launchersOf(process.pid);
  return { haveGone: () => links.some(({ pid, parent }) => processOf(pid)?.parent !== parent) };
}

/** Ourselves and our ancestors below the outermost package manager, each with the parent it has now. */
function launchersOf(own: number): Ancestor[] {
  const line: Ancestor[] = [];
  for (let found = processOf(own); found && found.pid > 1; found = processOf(found.parent)) line.push(found);
  const outermost = line.findLastIndex(({ command }) => /(^|[\s/])(npm|npx|pnpm)([\s.]|$)/.test(command));
  return line.slice(0, Math.max(outermost, 0));
}

function processOf(pid: number): Ancestor | undefined {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // "pid (name) state ppid …": the name may hold anything, brackets too.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return { pid, parent, command };
  } catch {
    return undefined;
  }
}
