import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { SandboxClock } from '../control/clock.ts';
import { type Attempt, WebhookSender } from './webhook-sender.ts';

interface Letter {
  text: string;
  dueAt: Date;
}

describe('sending webhooks', { timeout: 300_000 }, () => {
  const start = new Date('2026-11-20T00:00:00Z');
  let receiver: Server;
  let url = '';
  let received: string[];
  /** What the receiver answers, one after the other; then 200. 0 keeps the sender waiting. */
  let answers: number[];
  let clock: SandboxClock;
  let attempts: Attempt[];
  let isReversed: boolean;
  let pauseSeconds: number | null;
  let sender: WebhookSender<Letter>;

  before(async () => {
    receiver = createServer(async (request, response) => {
      received.push(await text(request));
      const status = answers.shift() ?? 200;
      if (status > 0) response.writeHead(status).end();
      receiver.emit('received');
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const address = receiver.address();
    if (address === null || typeof address === 'string') return assert.fail('The receiver does not listen.');
    url = `http://127.0.0.1:${address.port}/`;
  });
  after(() => {
    receiver.closeAllConnections();
    receiver.close();
  });
  beforeEach(() => {
    received = [];
    answers = [];
    attempts = [];
    isReversed = false;
    pauseSeconds = null;
    clock = new SandboxClock(start);
    sender = new WebhookSender<Letter>({
      clock,
      isReversed: () => isReversed,
      prepare: (letter) => (letter.text === 'dropped' ? null : { url, body: letter.text }),
      finish: (_letter, attempt) => {
        attempts.push(attempt);
        return attempt.arrived || pauseSeconds === null
          ? null
          : new Date(clock.now().getTime() + pauseSeconds * 1000);
      },
    });
  });
  afterEach(() => sender.stop());

  const letter = (words: string, seconds = 0): Letter => ({
    text: words,
    dueAt: new Date(start.getTime() + seconds * 1000),
  });
  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await sleep(5);
  }

  it('keeps the order in which they were added', async () => {
    sender.add(letter('one'), letter('two'));
    sender.add(letter('three'));
    await until(() => attempts.length === 3);
    assert.deepEqual(received, ['one', 'two', 'three']);
    assert.deepEqual(
      attempts.map(({ status, arrived, error }) => ({ status, arrived, error })),
      Array.from({ length: 3 }, () => ({ status: 200, arrived: true, error: null })),
    );
  });

  it('reverses what is due together when it is set so', async () => {
    isReversed = true;
    sender.add(letter('one'), letter('two'), letter('three'));
    await until(() => attempts.length === 3);
    assert.deepEqual(received, ['three', 'two', 'one']);
  });

  it('waits for the clock of the sandbox', async () => {
    sender.add(letter('later', 3600), letter('now'));
    await until(() => attempts.length === 1);
    assert.deepEqual(received, ['now']);
    assert.equal(sender.queue().length, 1);
    clock.advance(3_601_000);
    await until(() => attempts.length === 2);
    assert.deepEqual(received, ['now', 'later']);
  });

  it('tries again when it is told to, and says how each attempt ended', async () => {
    answers = [500, 302];
    pauseSeconds = 60;
    sender.add(letter('again'));
    await until(() => attempts.length === 1);
    clock.advance(61_000);
    await until(() => attempts.length === 2);
    clock.advance(61_000);
    await until(() => attempts.length === 3);
    assert.deepEqual(
      attempts.map(({ status, arrived }) => [status, arrived]),
      [
        [500, false],
        [302, false],
        [200, true],
      ],
    );
    assert.deepEqual(received, ['again', 'again', 'again']);
  });

  it('goes on with the next one when one is dropped, or reaches nothing', async () => {
    const address = url;
    sender.add(letter('dropped'));
    url = 'http://127.0.0.1:1/';
    sender.add(letter('lost'));
    await until(() => attempts.length === 1);
    url = address;
    sender.add(letter('found'));
    await until(() => attempts.length === 2);
    assert.deepEqual([attempts[0]?.status, attempts[0]?.arrived], [null, false]);
    assert.notEqual(attempts[0]?.error, null);
    assert.deepEqual(received, ['found']);
  });

  it('forgets everything when it is cleared, also what is being sent', async () => {
    answers = [0];
    sender.add(letter('stuck'), letter('behind it'), letter('later', 60));
    await until(() => received.length === 1);
    sender.clear();
    sender.add(letter('fresh'));
    await until(() => attempts.length === 1);
    clock.advance(61_000);
    await sleep(50);
    assert.deepEqual(received, ['stuck', 'fresh']);
    assert.deepEqual(sender.queue(), []);
  });
});
