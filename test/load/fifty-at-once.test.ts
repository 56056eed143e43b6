import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inviteesAt } from '../support/holdings.ts';
import { oneFreeTime, requestFor } from '../support/patients.ts';
import { type Stack, startStack } from '../support/stack.ts';

describe('many patients at the same instant', () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack();
  });
  after(() => stack?.stop());

  it('gives one time to one of fifty, and other times to the rest', async () => {
    const time = await oneFreeTime(stack, 5);
    const answers = await Promise.all(Array.from({ length: 50 }, () => stack.api.book(requestFor([time]))));
    const granted = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status === 409);
    assert.deepEqual([granted.length, refused.length], [1, 49], statusesOf(answers));
    for (const answer of refused) {
      const { code, alternatives } = answer.problem();
      assert.equal(code, 'slot_unavailable');
      assert.ok(alternatives && alternatives.length > 0, 'each is offered other times');
      assert.ok(!alternatives.some((each) => Date.parse(each) === Date.parse(time)));
    }
    assert.equal((await inviteesAt(stack, time)).length, 1);
  });

  it('asks each calendar once for two hundred patients who open the same month', async () => {
    await stack.stop();
    stack = await startStack();
    const query = {
      service: 'alternative_medicine',
      visit: 'followup',
      from: '2026-12-01',
      to: '2026-12-31',
      timeZone: 'Australia/Melbourne',
    };
    const answers = await Promise.all(Array.from({ length: 200 }, () => stack.api.calendar(query)));
    assert.ok(
      answers.every(({ status }) => status === 200),
      statusesOf(answers),
    );
    const calls = await stack.sandbox.calls('calendly');
    const asked = calls.filter(
      ({ path, query }) => path === '/event_type_available_times' && query.includes('2026-1'),
    );
    // Three practitioners offer the visit, and 31 days are one window.
    assert.equal(asked.length, 3);
  });
});

function statusesOf(answers: readonly { status: number }[]): string {
  return `statuses: ${answers.map(({ status }) => status).join(' ')}`;
}
