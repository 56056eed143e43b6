import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { mailsTo } from '../support/holdings.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

/** How long a mail that a dead process was sending is left alone, and a little more. Milliseconds. */
const abandoned = 121_000;

describe('a mail whose server is killed while it hands it over', () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack();
  });
  after(() => stack?.stop());

  const join = async (name: string) => {
    const answer = await fetch(new URL(endpoints.waitlist, stack.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        service: 'counseling',
        name,
        email: `${name}@example.com`,
        interestLevel: 3,
        contactPreference: 'email',
        consent: true,
      }),
    });
    assert.equal(answer.status, 201);
  };
  const handOversTo = async (name: string) =>
    (await stack.sandbox.calls('mail')).filter((call) => call.path.includes(`${name}@`)).length;
  /** Joins, and kills the server while the mail about it hangs at the mail server. */
  const killWhileSending = async (name: string) => {
    await join(name);
    await eventually(async () => assert.equal(await handOversTo(name), 1));
    await stack.bff().kill();
    await stack.startAgain();
  };
  const triedTooEarly = () =>
    eventually(async () => {
      const metrics = await (await fetch(new URL('/metrics', stack.url))).text();
      assert.match(metrics, /bq_jobs_total\{job="send-mail",outcome="failed"\} [1-9]/);
    });
  const visibleTo = async (name: string) =>
    new Set((await mailsTo(stack, `${name}@example.com`)).map((mail) => mail.messageId)).size;

  it('waits until that process is certainly gone, then goes out', async () => {
    // The mail server never took it.
    await stack.sandbox.fault({ service: 'mail', kind: 'latency', value: 1500, times: 1 });
    await stack.sandbox.fault({ service: 'mail', kind: 'drop', times: 1 });
    await killWhileSending('ann');
    await triedTooEarly();
    assert.deepEqual(
      [await visibleTo('ann'), await handOversTo('ann')],
      [0, 1],
      'it was left alone meanwhile',
    );
    await stack.advance(abandoned);
    await eventually(async () => assert.equal(await visibleTo('ann'), 1));
    assert.equal((await mailsTo(stack, 'ann@example.com')).length, 1);
  });

  it('is one mail for its reader, also when the mail server had taken it', async () => {
    await stack.sandbox.fault({ service: 'mail', kind: 'latency', value: 1500, times: 1 });
    await killWhileSending('ben');
    await eventually(async () => assert.equal(await visibleTo('ben'), 1));
    await stack.advance(abandoned);
    await eventually(async () =>
      assert.equal(await handOversTo('ben'), 2, 'the server did not know that it was taken'),
    );
    await eventually(async () => assert.equal((await mailsTo(stack, 'ben@example.com')).length, 2));
    assert.equal(
      await visibleTo('ben'),
      1,
      'both copies carry one Message-ID, which mail programs show once',
    );
  });
});
