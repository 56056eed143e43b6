import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { agree } from '../support/agree.ts';
import { nextBookingMinute } from '../support/booking-minute.ts';
import { inviteesOf } from '../support/holdings.ts';
import { newPatient, oneFreeTime, requestFor } from '../support/patients.ts';
import { type Stack, startStack } from '../support/stack.ts';

describe('when Calendly fails while it books', () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack();
  });
  beforeEach(() => nextBookingMinute(stack));
  afterEach(() => stack.sandbox.clearFaults());
  after(() => stack?.stop());

  it('finds a booking whose answer was lost, and books no one twice', async () => {
    const patient = newPatient('Lost');
    const time = await oneFreeTime(stack, 2);
    await stack.sandbox.fault({
      service: 'calendly',
      route: 'POST /invitees',
      kind: 'drop_after_commit',
      times: 1,
    });
    const booked = await stack.api.book(requestFor([time], patient));
    assert.ok([201, 202].includes(booked.status), booked.text);
    await agree(stack, booked.ok(), patient);
  });

  // Which status Calendly gives is not recorded anywhere; its code is.
  for (const slotTaken of [400, 409]) {
    it(`offers other times when another person took the time at Calendly a moment before (HTTP ${slotTaken})`, async () => {
      await stack.sandbox.configure('calendly', { slotTaken });
      const time = await oneFreeTime(stack, 4);
      await bookAtCalendly(stack, time);
      const refused = await stack.api.book(requestFor([time]));
      assert.equal(refused.status, 409, refused.text);
      const { code, alternatives } = refused.problem();
      assert.equal(code, 'slot_unavailable');
      assert.ok(alternatives && alternatives.length > 0, 'there are other free times');
      assert.ok(!alternatives.includes(time));
      const second = await stack.api.book(requestFor([alternatives[0] ?? '']));
      assert.equal(second.status, 201, second.text);
    });
  }

  it('takes the next preferred time when the first one is gone', async () => {
    const [first, second] = [await oneFreeTime(stack, 6), await oneFreeTime(stack, 7)];
    await bookAtCalendly(stack, first);
    const patient = newPatient('Second');
    const booked = await stack.api.book(requestFor([first, second], patient));
    assert.equal(booked.status, 201, booked.text);
    assert.equal(Date.parse(booked.ok().scheduledTime), Date.parse(second));
    await agree(stack, booked.ok(), patient);
  });

  it('does not lose a booking that Calendly puts off with its limit', async () => {
    const patient = newPatient('Limited');
    const time = await oneFreeTime(stack, 9);
    await stack.sandbox.fault({
      service: 'calendly',
      route: 'POST /invitees',
      kind: 'rate_limit',
      value: 1,
      times: 1,
    });
    const booked = await stack.api.book(requestFor([time], patient));
    assert.ok([201, 202].includes(booked.status), booked.text);
    await agree(stack, booked.ok(), patient);
  });

  it('never says booked, and books no one, while Calendly fails for good', async () => {
    const patient = newPatient('Failing');
    const time = await oneFreeTime(stack, 11);
    await stack.sandbox.fault({ service: 'calendly', route: 'POST /invitees', kind: 'status', value: 500 });
    const answer = await stack.api.book(requestFor([time], patient));
    assert.notEqual(answer.status, 201, answer.text);
    assert.notEqual(answer.status, 500, answer.text);
    assert.deepEqual(await inviteesOf(stack, patient.email), []);
  });
});

/** A person books on the practitioner's own Calendly page, past our server. */
async function bookAtCalendly(stack: Stack, start: string): Promise<void> {
  const eventType = `https://api.calendly.com/event_types/f67aae0c-0d10-5574-aa6f-bfcd70d8644b`;
  const { email } = newPatient('Elsewhere');
  const response = await fetch(`${stack.env.CALENDLY_BASE_URL}/invitees`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stack.env.CALENDLY_API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      event_type: eventType,
      start_time: start,
      invitee: { name: 'Somebody Else', email, timezone: 'Australia/Melbourne' },
      location: { kind: 'zoom_conference' },
      questions_and_answers: [
        { question: 'What would you like help with?', answer: 'Something', position: 0 },
        { question: 'Mobile number', answer: '+61412345678', position: 1 },
      ],
    }),
  });
  assert.equal(response.status, 201, await response.text());
}
