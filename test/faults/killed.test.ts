import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { ConsultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import { agree } from '../support/agree.ts';
import { newPatient, oneFreeTime, requestFor, type TypedDetails } from '../support/patients.ts';
import type { FaultRequest } from '../support/sandbox-control.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

/**
 * Where a request to an outside service hangs when the server is killed: between the steps before it and the ones
 * after it. The service does what it was asked, once the latency is over; the server that asked is gone.
 */
const moments: { name: string; fault: Omit<FaultRequest, 'kind' | 'value' | 'times'> }[] = [
  {
    name: 'while the times are read',
    fault: { service: 'calendly', route: 'GET /event_type_available_times' },
  },
  { name: 'while the records are read', fault: { service: 'medirecords', route: 'GET /v1/practices' } },
  { name: 'while Calendly books', fault: { service: 'calendly', route: 'POST /invitees' } },
  { name: 'while the event is read', fault: { service: 'calendly', route: 'GET /scheduled_events' } },
  { name: 'while the patient is looked for', fault: { service: 'medirecords', route: 'GET /v1/patients' } },
  { name: 'while something is filed', fault: { service: 'medirecords', route: 'POST /' } },
  { name: 'while the mail is handed over', fault: { service: 'mail' } },
];

/** Milliseconds after the request at which it is killed, wherever it stands then. */
const delays = [0, 15, 30, 60, 120, 240];

/** Longer than what was under way at a kill is left alone: a mail being sent, a try at Calendly. Milliseconds. */
const abandoned = 180_000;

interface Survivor {
  booked: ConsultationBooked;
  patient: TypedDetails;
}

describe('when the server is killed', () => {
  let stack: Stack;
  const survivors = new Map<string, Survivor>();

  // All the kills first, then all the looking: what is found again later is found for all of them meanwhile.
  before(async () => {
    stack = await startStack();
    let index = 0;
    for (const { name, fault } of moments) {
      await stack.sandbox.fault({ ...fault, kind: 'latency', value: 1500, times: 1 });
      const made = async () =>
        (await stack.sandbox.calls(fault.service)).filter(({ method, path }) =>
          `${method} ${path}`.startsWith(fault.route ?? ''),
        ).length;
      const callsBefore = await made();
      const reached = () => eventually(async () => assert.ok((await made()) > callsBefore));
      survivors.set(name, await bookAndKill(stack, index, reached));
      await stack.sandbox.clearFaults();
      index += 2;
    }
    for (const delay of delays) {
      survivors.set(`after ${delay} ms`, await bookAndKill(stack, index, () => wait(delay)));
      index += 2;
    }
    await stack.advance(abandoned);
  });
  after(() => stack?.stop());

  for (const name of [
    ...moments.map((moment) => moment.name),
    ...delays.map((delay) => `after ${delay} ms`),
  ]) {
    it(`keeps the booking whole and single, ${name}`, async () => {
      const survivor = survivors.get(name);
      assert.ok(survivor);
      await agree(stack, survivor.booked, survivor.patient, { killed: true });
    });
  }
});

/** Books, kills the server at some moment, starts it again, and asks once more as the patient's browser would. */
async function bookAndKill(stack: Stack, index: number, moment: () => Promise<unknown>): Promise<Survivor> {
  const patient = newPatient('Killed');
  const request = requestFor([await oneFreeTime(stack, index)], patient);
  const key = randomUUID();
  const answer = stack.api.book(request, key).catch(() => undefined);
  await moment();
  await stack.bff().kill();
  const acknowledged = await answer;
  await stack.startAgain();
  if (acknowledged?.status === 201) return { booked: acknowledged.ok(), patient };
  return { booked: await bookUntilAnswered(stack, request, key), patient };
}

/** Asks as a browser does: again with the same key, while the first request counts as still under way. */
function bookUntilAnswered(stack: Stack, request: ReturnType<typeof requestFor>, key: string) {
  return eventually(async () => {
    const answer = await stack.api.book(request, key);
    assert.ok([201, 202].includes(answer.status), answer.text);
    return answer.ok();
  });
}
