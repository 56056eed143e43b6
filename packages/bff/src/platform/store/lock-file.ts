import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { type Clock, systemClock } from '../clock.ts';
import { StartRefusal } from '../start-refusal.ts';

/** Who holds a folder. `bornAt` tells a process from a later one that was given the same number. */
interface Holder {
  token: string;
  pid: number;
  /** Ticks since boot, with the boot's id (Linux); `null` where the system does not say. */
  bornAt: string | null;
  host: string;
}

export interface FolderLock {
  release(): Promise<void>;
}

/** A holder on another machine (or in another container) that has not touched its lock for so long is gone. */
const silentAfterMs = 60_000;
const touchEveryMs = 10_000;
const guardLeftAfterMs = 5_000;

/**
 * Takes a folder for this process alone. PGlite itself has no lock, and two processes on one folder
 * corrupt it without a word, at the next open.
 *
 * A lock is left behind when a process is killed. It is taken over when its process is gone: no such pid, or
 * a pid that was born at another time (pids are reused; in a container the server is often pid 1 every time).
 * On another host's lock the pid says nothing, so its last touch decides.
 *
 * @param path of the lock file
 * @param folder named in the refusal, for the operator
 * @throws StartRefusal when another process holds it
 */
export async function lockFolder(
  path: string,
  folder: string,
  clock: Clock = systemClock,
): Promise<FolderLock> {
  const own: Holder = {
    token: randomUUID(),
    pid: process.pid,
    bornAt: await birthOf(process.pid),
    host: hostname(),
  };
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await create(path, own)) return hold(path, own);
    const found = await readFile(path, 'utf8').catch(() => null);
    // Released between our two looks.
    if (found === null) continue;
    const holder = parseHolder(found);
    if (holder === null) {
      // Empty: its owner is about to write it, or was killed in between.
      await wait(1000);
      if ((await readFile(path, 'utf8').catch(() => '')) !== found) continue;
    } else if (await isAlive(holder, path, own, clock)) {
      throw inUse(folder, holder, own);
    }
    await setAside(path, found);
  }
  throw new StartRefusal(
    `Several processes are trying to open the embedded database in ${folder} at the same time. Start only one.`,
  );
}

async function create(path: string, own: Holder): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(own), { flag: 'wx' });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * Removes a dead lock, if it is still the same one. Several processes may find it dead; only the one with the guard
 * looks again and removes it. Without the guard, a slow process would remove the new lock of a faster one.
 */
async function setAside(path: string, expected: string): Promise<void> {
  const guard = `${path}.guard`;
  if (!(await take(guard))) {
    await wait(50);
    return;
  }
  try {
    if ((await readFile(path, 'utf8').catch(() => null)) === expected) await rm(path, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}

/** Held for a moment only; one that was left behind by a kill in that moment is taken away. */
async function take(guard: string): Promise<boolean> {
  try {
    await writeFile(guard, '', { flag: 'wx' });
    return true;
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    const made = await stat(guard).catch(() => null);
    if (made && systemClock.now().getTime() - made.mtimeMs > guardLeftAfterMs)
      await rm(guard, { force: true });
    return false;
  }
}

function hold(path: string, own: Holder): FolderLock {
  const touch = setInterval(() => {
    // A failed touch has no consequence here: when the file is gone, the lock is lost anyway.
    const now = systemClock.now();
    utimes(path, now, now).catch(() => {});
  }, touchEveryMs);
  touch.unref();
  return {
    async release() {
      clearInterval(touch);
      const text = await readFile(path, 'utf8').catch(() => '');
      if (parseHolder(text)?.token === own.token) await rm(path, { force: true });
    },
  };
}

async function isAlive(holder: Holder, path: string, own: Holder, clock: Clock): Promise<boolean> {
  if (holder.host !== own.host) {
    const touched = await stat(path).catch(() => null);
    return touched !== null && clock.now().getTime() - touched.mtimeMs < silentAfterMs;
  }
  if (!pidExists(holder.pid)) return false;
  const bornAt = await birthOf(holder.pid);
  // Where the birth is unknown, an existing pid counts as alive: refusing is the safe mistake.
  return holder.bornAt === null || bornAt === null || holder.bornAt === bornAt;
}

function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process belongs to another user: it lives, but we may not signal it.
    return isCode(error, 'EPERM');
  }
}

/** When a process was started (proc(5), field 22 of stat), or `null` where there is no /proc. */
async function birthOf(pid: number): Promise<string | null> {
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8');
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    // The name in brackets may itself hold spaces and brackets.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return `${boot}:${fields[19]}`;
  } catch {
    return null;
  }
}

function parseHolder(text: string): Holder | null {
  try {
    const value: Partial<Holder> | null = JSON.parse(text);
    if (typeof value?.token !== 'string' || typeof value.pid !== 'number' || typeof value.host !== 'string') {
      return null;
    }
    return { token: value.token, pid: value.pid, host: value.host, bornAt: value.bornAt ?? null };
  } catch {
    return null;
  }
}

function inUse(folder: string, holder: Holder, own: Holder): StartRefusal {
  const who = holder.host === own.host ? `process ${holder.pid}` : `process ${holder.pid} on ${holder.host}`;
  return new StartRefusal(
    `The embedded database in ${folder} is in use by ${who}: stop that one first, or set DATA_DIR to another folder, or set DATABASE_URL to a PostgreSQL that both can share.`,
  );
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
