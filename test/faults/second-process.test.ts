import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { agree } from '../support/agree.ts';
import { BffDidNotStart, startBffChild } from '../support/bff-child.ts';
import { newPatient, oneFreeTime, requestFor } from '../support/patients.ts';
import { freePort, type Stack, startStack } from '../support/stack.ts';

/** Longer than a mail that was being sent when the server was killed is left alone. Milliseconds. */
const abandoned = 180_000;

describe('the embedded database', () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack({ database: 'embedded' });
  });
  after(() => stack?.stop());

  it('refuses a second server with one sentence, and the first one goes on', async () => {
    const port = await freePort();
    const refused = await startBffChild({ ...stack.env, PORT: String(port) }).then(
      async (second) => {
        await second.stop();
        return undefined;
      },
      (error: unknown) => error,
    );
    assert.ok(refused instanceof BffDidNotStart, 'the second server started');
    assert.match(
      refused.message,
      new RegExp(`\\b${stack.bff().pid}\\b`),
      'the sentence names the process that holds it',
    );
    assert.doesNotMatch(refused.message, /^\s+at /m, 'a sentence, not a stack trace');
    const booked = await stack.api.book(requestFor([await oneFreeTime(stack)]));
    assert.equal(booked.status, 201, booked.text);
  });

  it('opens again after a kill, with everything that was acknowledged', async () => {
    const patient = newPatient('Embedded');
    const booked = await stack.api.book(requestFor([await oneFreeTime(stack, 2)], patient));
    assert.equal(booked.status, 201, booked.text);
    await stack.bff().kill();
    await stack.startAgain();
    await stack.advance(abandoned);
    await agree(stack, booked.ok(), patient, { killed: true });
  });
});
