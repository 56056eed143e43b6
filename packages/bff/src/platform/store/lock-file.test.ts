import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { StartRefusal } from '../start-refusal.ts';
import { lockFolder } from './lock-file.ts';

const root = mkdtempSync(join(tmpdir(), 'bq-lock-'));
after(() => rmSync(root, { recursive: true, force: true }));

let count = 0;
function freshPath(): string {
  count += 1;
  return join(root, `${count}.lock`);
}

const inUse = (error: unknown) =>
  error instanceof StartRefusal &&
  error.message.startsWith('The embedded database in .data is in use by process');

const lock = (path: string) => lockFolder(path, '.data');
const holder = (more: object) =>
  JSON.stringify({ token: 't', pid: process.pid, bornAt: null, host: hostname(), ...more });

/** The pid of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('the lock of the embedded database', () => {
  it('is held by one, and free again once released', async () => {
    const path = freshPath();
    const first = await lock(path);
    await assert.rejects(lock(path), inUse);
    await first.release();
    assert.equal(existsSync(path), false);
    await (await lock(path)).release();
  });

  it('names the process that holds it and says what to do', async () => {
    const path = freshPath();
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    await once(child, 'spawn');
    writeFileSync(path, holder({ pid: child.pid }));
    await assert.rejects(lock(path), (error: Error) => {
      assert.match(error.message, new RegExp(`process ${child.pid}: stop that one first, or set DATA_DIR`));
      return inUse(error);
    });
    child.kill();
    await once(child, 'exit');
    await (await lock(path)).release();
  });

  it('is taken over from a process that is gone', async () => {
    const path = freshPath();
    writeFileSync(path, holder({ pid: await deadPid() }));
    const taken = await lock(path);
    assert.equal(JSON.parse(readFileSync(path, 'utf8')).pid, process.pid);
    await taken.release();
  });

  it('is taken over when its pid belongs to another process by now, or to ourselves', async () => {
    const path = freshPath();
    writeFileSync(path, holder({ bornAt: 'another-boot:1' }));
    await (await lock(path)).release();
  });

  it('of another host is believed while it is touched, and taken over when it falls silent', async () => {
    const path = freshPath();
    writeFileSync(path, holder({ host: 'another-container' }));
    // Touched by this process's clock, which a run under a moved date has moved.
    const now = new Date();
    utimesSync(path, now, now);
    await assert.rejects(lock(path), /on another-container/);
    const longAgo = new Date(Date.now() - 120_000);
    utimesSync(path, longAgo, longAgo);
    await (await lock(path)).release();
  });

  it('that was never written whole is taken over', async () => {
    const path = freshPath();
    writeFileSync(path, '');
    await (await lock(path)).release();
  });

  it('is not removed by one who lost it', async () => {
    const path = freshPath();
    const first = await lock(path);
    writeFileSync(path, holder({ token: 'another' }));
    await first.release();
    assert.equal(existsSync(path), true);
  });

  it('goes to exactly one of many who find a dead one at the same time', async () => {
    const path = freshPath();
    writeFileSync(path, holder({ pid: await deadPid() }));
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => lock(path)));
    assert.equal(results.filter((result) => result.status === 'fulfilled').length, 1);
    assert.deepEqual(
      readdirSync(root).filter((name) => name.startsWith(`${count}.lock`)),
      [`${count}.lock`],
    );
  });
});
