import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Api, apiOf } from '../support/api.ts';
import { type BffChild, startBffChild } from '../support/bff-child.ts';
import { activeInvitees } from '../support/holdings.ts';
import { newPatient, oneFreeTime, requestFor } from '../support/patients.ts';
import { freePort, type Stack, startStack } from '../support/stack.ts';

/** Calendly takes ten bookings a minute from one user. First calls leave the last two to bookings that are paid. */
const forFirstCalls = 8;

describe("Calendly's limit on bookings, with two servers on one database", () => {
  let stack: Stack;
  let second: BffChild;
  let servers: readonly [Api, Api];
  before(async () => {
    stack = await startStack({ env: { LOG_LEVEL: 'error' } });
    const port = String(await freePort());
    second = await startBffChild({ ...stack.env, PORT: port, PUBLIC_URL: `http://localhost:${port}` });
    servers = [stack.api, apiOf(second.url)];
  });
  after(async () => {
    await second?.stop();
    await stack?.stop();
  });

  it('is respected by both together: no call is refused there, and the rest waits with a held time', async () => {
    const times = await Promise.all(Array.from({ length: 12 }, (_, index) => oneFreeTime(stack, index)));
    const answers = await Promise.all(
      times.map((time, index) =>
        servers[index % 2 ? 1 : 0].book(requestFor([time], newPatient(`N${index}`))),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    assert.deepEqual(new Set(statuses), new Set([201, 202]));
    const calls = async () =>
      (await stack.sandbox.calls('calendly')).filter(
        ({ method, path }) => method === 'POST' && path === '/invitees',
      );
    const made = await calls();
    assert.ok(made.length <= forFirstCalls, `${made.length} calls`);
    assert.ok(made.every(({ status }) => status === 201));
    assert.equal((await activeInvitees(stack)).length, made.length);
    for (const answer of answers) {
      const { bookingId = '', manageToken = '' } = answer.ok();
      const { status } = (await stack.api.booking(bookingId, manageToken)).ok();
      assert.equal(status, answer.status === 201 ? 'confirmed' : 'confirming');
    }
  });
});
