import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { agree } from '../support/agree.ts';
import { inviteesOf } from '../support/holdings.ts';
import { newPatient, oneFreeTime, requestFor } from '../support/patients.ts';
import type { FaultRequest } from '../support/sandbox-control.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

/**
 * Where a request to an outside service hangs when the server is killed: between the steps before it and the ones
 * after it. The service does what it was asked, once the latency is over; nobody is left to read its answer.
 */
const moments: { name: string; fault: Omit<FaultRequest, 'kind' | 'value' | 'times'> }[] = [
  {
    name: 'while the times are read',
    fault: { service: 'calendly', route: 'GET /event_type_available_times' },
  },
  { name: 'while Calendly books', fault: { service: 'calendly', route: 'POST /invitees' } },
  { name: 'while the event is read', fault: { service: 'calendly', route: 'GET /scheduled_events' } },
  { name: 'while the patient is looked for', fault: { service: 'medirecords', route: 'GET /' } },
  { name: 'while something is filed', fault: { service: 'medirecords', route: 'POST /' } },
  { name: 'while the mail is handed over', fault: { service: 'mail' } },
];

describe('when the server is killed', () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack();
  });
  afterEach(() => stack.sandbox.clearFaults());
  after(() => stack?.stop());

  for (const [index, { name, fault }] of moments.entries()) {
    it(`keeps the booking whole, ${name}`, async () => {
      const patient = newPatient('Killed');
      const time = await oneFreeTime(stack, index * 2);
      const key = randomUUID();
      await stack.sandbox.fault({ ...fault, kind: 'latency', value: 1500, times: 1 });
      const callsBefore = (await stack.sandbox.calls(fault.service)).length;
      const answer = stack.api.book(requestFor([time], patient), key).catch(() => undefined);
      await eventually(async () =>
        assert.ok((await stack.sandbox.calls(fault.service)).length > callsBefore),
      );
      await stack.bff().kill();
      await answer;
      await stack.sandbox.clearFaults();
      await stack.startAgain();
      // The browser never heard, or asks once more: the same key, the same booking.
      const booked = await bookUntilAnswered(stack, requestFor([time], patient), key);
      await agree(stack, booked, patient);
    });
  }

  it('keeps every acknowledged booking whole, whenever it is killed', async () => {
    for (const delay of [0, 15, 30, 60, 120, 240]) {
      const patient = newPatient('Swept');
      const time = await oneFreeTime(stack, 14 + delay / 15);
      const key = randomUUID();
      const answer = stack.api.book(requestFor([time], patient), key).catch(() => undefined);
      await wait(delay);
      await stack.bff().kill();
      const acknowledged = await answer;
      await stack.startAgain();
      if (acknowledged?.status === 201) await agree(stack, acknowledged.ok(), patient);
      else await agree(stack, await bookUntilAnswered(stack, requestFor([time], patient), key), patient);
      assert.equal((await inviteesOf(stack, patient.email)).length, 1);
    }
  });
});

/** Asks as a browser does: again with the same key, while the first request counts as still under way. */
function bookUntilAnswered(stack: Stack, request: ReturnType<typeof requestFor>, key: string) {
  return eventually(async () => {
    const answer = await stack.api.book(request, key);
    assert.ok([201, 202].includes(answer.status), answer.text);
    return answer.ok();
  });
}
