import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { StaffTaskList } from '@botaniqal/shared/contracts/staff/tasks.ts';
import type { Answer } from '../support/api.ts';
import { followupTimes, paidRequestFor } from '../support/paid.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { askAsStaff } from '../support/staff.ts';
import { eventually } from '../support/until.ts';

/** What an attacker does from one address, and a family from another. The stack believes `X-Forwarded-For`. */
describe('a stranger on the network', () => {
  let stack: Stack;
  let paidStarts: string[];
  let freeStarts: string[];

  before(async () => {
    stack = await startStack({ env: { TRUSTED_PROXIES: '127.0.0.1,::1' } });
    paidStarts = await followupTimes(stack);
    const calendar = await stack.api.calendar({
      service: 'alternative_medicine',
      visit: 'consultation',
      from: '2026-11-23',
      to: '2026-12-15',
      timeZone: 'Australia/Melbourne',
    });
    freeStarts = calendar.ok().days.flatMap(({ slots }) => slots.map(({ start }) => start));
    assert.ok(paidStarts.length >= 64 && freeStarts.length >= 44);
  });
  after(() => stack.stop());

  const from = (address: string) => ({ 'X-Forwarded-For': address });
  const attacker = (index: number) => from(`2001:db8:bad:1::${index.toString(16)}`);
  const home = from('2001:db8:f00d:1::7');
  const count = (answers: readonly Answer<unknown>[], status: number) =>
    answers.filter((answer) => answer.status === status).length;
  const sixty = Array.from({ length: 60 }, (_, index) => index);
  const person = (index: number) => ({
    email: `person-${index}@example.com`,
    phone: `0491 57${String(1000 + index)}`,
  });

  const call = (headers: Record<string, string>, index: number, who = person(index)) =>
    stack.api.send('POST', endpoints.consultations, {
      headers,
      body: {
        ...who,
        patientName: 'Kim Sample',
        preferredTimes: [freeStarts[index]],
        primaryConcern: 'Sleep',
        timezone: 'Australia/Melbourne',
      },
    });
  const hold = (headers: Record<string, string>, index: number) =>
    stack.api.send('POST', endpoints.bookings, { headers, body: paidRequestFor(paidStarts[index] ?? '') });

  it('keeps twelve of sixty times, and is told how to go on', async () => {
    const answers = await Promise.all(sixty.map((index) => hold(attacker(index), index)));
    const held = count(answers, 201);
    assert.ok(held > 0 && held <= 12, `${held} were held`);
    assert.equal(held + count(answers, 409) + count(answers, 429), 60);
    const refused = answers.find(({ status }) => status === 429);
    assert.equal(refused?.problem().code, 'too_many_requests');
    assert.ok(Number(refused?.headers.get('retry-after')) > 0);
  });

  it('books five of forty first calls under one email address', async () => {
    const who = { email: 'one@example.com', phone: '0491 570 156' };
    const answers = await Promise.all(
      sixty.slice(0, 40).map((index) => call(from(`198.51.100.${index}`), index, who)),
    );
    assert.equal(count(answers, 201) + count(answers, 202), 5);
  });

  it('does not fill the mailbox of another person', async () => {
    const answers = await Promise.all(
      sixty.map((index) =>
        stack.api.send('POST', '/api/forms/full_intake/drafts', {
          headers: from(`198.51.100.${index}`),
          body: { answers: {}, consent: true, email: 'victim@example.com' },
        }),
      ),
    );
    assert.equal(count(answers, 201), 12);
    assert.equal(count(answers, 429), 48);
  });

  it('cannot bury an emergency under forty others', async () => {
    const danger = (headers: Record<string, string>, email: string) =>
      stack.api.send('POST', '/api/forms/mini_intake/submissions', {
        headers,
        body: {
          answers: { emergencySigns: ['breathing'] },
          patient: { firstName: 'Kim', email, phone: '0491 570 156' },
        },
      });
    const answers = await Promise.all(
      sixty.slice(0, 40).map((index) => danger(attacker(index), `flag-${index}@example.com`)),
    );
    answers.push(await danger(home, 'honest@example.com'));
    assert.equal(count(answers, 202), 41);
    for (const answer of answers) assert.match(answer.text, /"000"/);
    await eventually(async () => {
      const { tasks } = await askAsStaff<StaffTaskList>(stack, '/api/staff/tasks', ['tasks:manage']);
      const alarms = tasks.filter(({ kind }) => kind === 'red_flag');
      assert.deepEqual(
        alarms.map(({ facts }) => [facts.count ?? 1, facts.patientEmail === 'honest@example.com']),
        [
          [40, false],
          [1, true],
        ],
      );
    });
  });

  it('leaves times, the calendar’s limit and patience to a family of four that books eight times at once', async () => {
    const rest = await followupTimes(stack);
    const answers = await Promise.all([
      ...[0, 4, 8, 12].map((index) =>
        stack.api.send('POST', endpoints.bookings, {
          headers: home,
          body: paidRequestFor(rest[index] ?? ''),
        }),
      ),
      ...[40, 41, 42, 43].map((index) =>
        call(home, index, { email: 'family@example.com', phone: '0491 570 157' }),
      ),
    ]);
    assert.equal(count(answers.slice(0, 4), 201), 4);
    assert.equal(count(answers.slice(4), 201) + count(answers.slice(4), 202), 4);
  });
});
