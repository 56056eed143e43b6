import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { dayMs, hourMs } from '@botaniqal/shared/time/duration.ts';
import { fromRoot } from '../../scripts/repository.ts';
import { type BffChild, startBffChild } from '../support/bff-child.ts';
import { freePort, type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

interface Held {
  subscriptions: { id: string; resource: string; expirationDateTime: string }[];
}

const ramona = 'ramona@botaniqal.example';

describe('the subscriptions to mailboxes, with two servers on one database', () => {
  let stack: Stack;
  let second: BffChild;
  let folder: string;
  let mailboxes: number;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bq-clinic-'));
    const example = await readFile(fromRoot('clinic.yaml'), 'utf8');
    mailboxes = example.match(/^ {4}mailbox: /gm)?.length ?? 0;
    stack = await startStack({ env: { LOG_LEVEL: 'warn' } });
    second = await startSecond();
  });
  after(async () => {
    await second?.stop();
    await stack?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Both servers stand behind one public address. */
  const startSecond = async () =>
    startBffChild({
      ...stack.env,
      PORT: String(await freePort()),
      TEST_CLOCK_OFFSET: String(stack.now().getTime() - Date.now()),
    });
  const advance = async (milliseconds: number) => {
    await stack.advance(milliseconds);
    second.setClockOffset(stack.now().getTime() - Date.now());
  };
  const held = async () => ((await stack.sandbox.state('microsoft')) as Held).subscriptions;
  const oneEach = async (count: number) => {
    const resources = (await held()).map(({ resource }) => resource.toLowerCase());
    assert.equal(resources.length, count);
    assert.equal(new Set(resources).size, count);
  };
  const areHeldFor = async (milliseconds: number) => {
    await oneEach(mailboxes);
    for (const { expirationDateTime } of await held()) {
      assert.ok(Date.parse(expirationDateTime) > stack.now().getTime() + milliseconds);
    }
  };
  const creations = async () =>
    (await stack.sandbox.calls('microsoft')).filter(
      ({ method, path }) => method === 'POST' && path.endsWith('/subscriptions'),
    ).length;

  it('are one for each mailbox, made by one of the servers', async () => {
    await eventually(() => oneEach(mailboxes));
    await advance(hourMs);
    await eventually(() => oneEach(mailboxes));
    assert.equal(await creations(), mailboxes);
  });

  it('are renewed a day before their end, and not made again', async () => {
    const before = new Map((await held()).map(({ id, expirationDateTime }) => [id, expirationDateTime]));
    for (let days = 0; days < 6; days += 2) {
      await advance(2 * dayMs);
      await eventually(() => areHeldFor(dayMs));
    }
    for (const { id, expirationDateTime } of await held()) {
      const then = Date.parse(before.get(id) ?? '');
      assert.ok(Date.parse(expirationDateTime) > then, 'the same one, with a later end');
    }
    assert.equal(await creations(), mailboxes);
  });

  it('go on when one of the servers is killed', async () => {
    await second.kill();
    await stack.advance(8 * dayMs);
    await eventually(() => areHeldFor(hourMs));
  });

  it('are deleted for a practitioner who has left', async () => {
    await stack.bff().stop();
    const clinic = await readFile(fromRoot('clinic.yaml'), 'utf8');
    const without = clinic.replace(/^ {4}mailbox: \$\{MICROSOFT_RAMONA_MAILBOX.*$/m, "    mailbox: ''");
    assert.notEqual(without, clinic);
    stack.env.CLINIC_CONFIG = join(folder, 'clinic.yaml');
    await writeFile(stack.env.CLINIC_CONFIG, without);
    await stack.startAgain();
    second = await startSecond();
    await eventually(async () => {
      await oneEach(mailboxes - 1);
      const left = (await held()).filter(({ resource }) => resource.toLowerCase().includes(ramona));
      assert.deepEqual(left, []);
    });
  });
});
