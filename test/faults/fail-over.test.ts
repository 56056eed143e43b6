import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { minuteMs } from '@botaniqal/shared/time/duration.ts';
import { type Api, apiOf } from '../support/api.ts';
import { type BffChild, startBffChild } from '../support/bff-child.ts';
import { activeInvitees, mailsTo } from '../support/holdings.ts';
import { mailboxEvents } from '../support/mailbox-events.ts';
import { newPatient, requestFor } from '../support/patients.ts';
import { freePort, type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

const query = {
  service: 'alternative_medicine',
  visit: 'consultation',
  from: '2026-11-23',
  to: '2026-11-27',
  timeZone: 'Australia/Melbourne',
};

describe('while Calendly is away, with two servers on one database', () => {
  let stack: Stack;
  let second: BffChild;
  let other: Api;
  before(async () => {
    stack = await startStack({ env: { LOG_LEVEL: 'warn' } });
    await stack.sandbox.fault({ service: 'calendly', kind: 'drop' });
    await stack.api.calendar(query);
    await stack.advance(6 * minuteMs);
    await stack.api.calendar(query);
    const port = String(await freePort());
    const offset = String(stack.now().getTime() - Date.now());
    const env = { ...stack.env, PORT: port, PUBLIC_URL: `http://localhost:${port}` };
    second = await startBffChild({ ...env, TEST_CLOCK_OFFSET: offset });
    other = apiOf(second.url);
  });
  after(async () => {
    await second?.stop();
    await stack?.stop();
  });

  const freeTimes = async (api: Api) => {
    const { practitioners, days } = (await api.calendar(query)).ok();
    assert.equal(practitioners[0]?.status, 'fallback');
    return days.flatMap((day) => day.slots.map(({ start }) => start));
  };

  it('a server that never read Calendly shows the same times, and books none twice', async () => {
    const times = await freeTimes(other);
    assert.deepEqual(times, await freeTimes(stack.api));
    const [time = ''] = times;
    const patients = Array.from({ length: 6 }, (_, number) => newPatient(`Race${number}`));
    const answers = await Promise.all(
      patients.map((patient, number) => (number % 2 ? other : stack.api).book(requestFor([time], patient))),
    );
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 409, 409, 409, 409, 409]);
    assert.equal((await mailboxEvents(stack, 'consultant')).length, 1);
    assert.deepEqual(await activeInvitees(stack), []);
  });

  it('a mailbox whose answer is lost has the event once, and the patient hears of it', async () => {
    const [time = ''] = await freeTimes(stack.api);
    const patient = newPatient('Lost');
    await stack.sandbox.fault({
      service: 'microsoft',
      route: 'POST /v1.0/users',
      kind: 'drop_after_commit',
      times: 1,
    });
    const booked = (await stack.api.book(requestFor([time], patient))).ok();
    await stack.advance(2 * minuteMs);
    await eventually(async () => {
      const view = (await stack.api.booking(booked.bookingId ?? '', booked.manageToken ?? '')).ok();
      assert.equal(view.status, 'confirmed');
      assert.equal((await mailsTo(stack, patient.email)).length, 1);
    });
    const events = await mailboxEvents(stack, 'consultant');
    assert.equal(events.filter(({ bookingId }) => bookingId === booked.bookingId).length, 1);
  });

  it('a server that is killed while the mailbox writes leaves one event, which is found', async () => {
    const [time = ''] = await freeTimes(stack.api);
    const patient = newPatient('Killed');
    await stack.sandbox.fault({
      service: 'microsoft',
      route: 'POST /v1.0/users',
      kind: 'latency',
      value: 1500,
      times: 1,
    });
    const calls = async () => (await stack.sandbox.calls('microsoft')).filter((one) => one.method === 'POST');
    const before = (await calls()).length;
    const asked = stack.api.book(requestFor([time], patient), 'killed-key').catch(() => null);
    await eventually(async () => assert.ok((await calls()).length > before));
    await stack.bff().kill();
    await asked;
    await stack.startAgain();
    await stack.advance(3 * minuteMs);
    const again = await stack.api.book(requestFor([time], patient), 'killed-key');
    const { bookingId = '', manageToken = '' } = again.ok();
    await eventually(async () => {
      assert.equal((await stack.api.booking(bookingId, manageToken)).ok().status, 'confirmed');
    });
    const events = await mailboxEvents(stack, 'consultant');
    assert.equal(events.filter((one) => one.bookingId === bookingId).length, 1);
  });
});
