import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ConsultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { clinicTime } from '../support/agree.ts';
import { activeInvitees, appointmentsOf, mailsTo, patientsOf } from '../support/holdings.ts';
import { newPatient, oneFreeTime, requestFor, type TypedDetails } from '../support/patients.ts';
import type { FaultRequest } from '../support/sandbox-control.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

type Fault = Omit<FaultRequest, 'kind' | 'value' | 'times'>;

/** Each act of a move at an outside service. The request hangs there when the server is killed, and is done later. */
const acts: { name: string; fault: Fault; method: string; path: RegExp }[] = [
  {
    name: 'while Calendly books the new time',
    fault: { service: 'calendly', route: 'POST /invitees' },
    method: 'POST',
    path: /^\/invitees$/,
  },
  {
    name: 'while Calendly cancels the old event',
    fault: { service: 'calendly', route: 'POST /scheduled_events/*/cancellation' },
    method: 'POST',
    path: /\/cancellation$/,
  },
  {
    name: 'while the records take the new time',
    fault: { service: 'medirecords', route: 'PUT /' },
    method: 'PUT',
    path: /appointments/,
  },
];

/** Longer than what was under way at a kill is left alone. Milliseconds. */
const abandoned = 180_000;
/** Which of the free times is far enough ahead to be moved by its patient. */
const movable = 60;
/** A minute of Calendly's limits. Milliseconds. */
const minute = 61_000;

interface Mover {
  booked: ConsultationBooked;
  patient: TypedDetails;
  to: string;
}

describe('when the server is killed while an appointment moves', () => {
  let stack: Stack;
  const movers = new Map<string, Mover>();

  before(async () => {
    stack = await startStack({ env: { LOG_LEVEL: 'warn' } });
    for (const [index, { name, fault, method, path }] of acts.entries()) {
      const calls = async () =>
        (await stack.sandbox.calls(fault.service)).filter(
          (call) => call.method === method && path.test(call.path),
        ).length;
      movers.set(
        name,
        await moveAndKill(stack, index, async () => {
          const before = await calls();
          await stack.sandbox.fault({ ...fault, kind: 'latency', value: 1500, times: 1 });
          return () => eventually(async () => assert.ok((await calls()) > before, 'it was asked'));
        }),
      );
      await stack.sandbox.clearFaults();
      await stack.advance(minute);
    }
    movers.set(
      'while the mail is handed over',
      await moveAndKill(stack, acts.length, async (patient) => {
        await stack.sandbox.fault({ service: 'mail', kind: 'latency', value: 1500, times: 1 });
        const before = (await stack.sandbox.calls('mail')).length;
        return () =>
          eventually(async () => {
            assert.ok((await stack.sandbox.calls('mail')).length > before, patient.email);
          });
      }),
    );
    await stack.sandbox.clearFaults();
    await stack.advance(abandoned);
  });
  after(() => stack?.stop());

  for (const name of [...acts.map((act) => act.name), 'while the mail is handed over']) {
    it(`leaves one appointment, at the new time everywhere, ${name}`, async () => {
      const mover = movers.get(name);
      assert.ok(mover);
      await agreeMoved(stack, mover);
    });
  }
});

/**
 * Books, waits until the booking is filed and mailed, moves it, kills the server at some moment, starts it again, and
 * asks once more as the patient's browser would.
 * @param arm makes the moment; answers how to wait for it
 */
async function moveAndKill(
  stack: Stack,
  index: number,
  arm: (patient: TypedDetails) => Promise<() => Promise<unknown>>,
): Promise<Mover> {
  const patient = newPatient('Mover');
  // Each has a time of their own: the records may still have the one before at the time that it has left.
  const from = await oneFreeTime(stack, movable + 2 * index);
  const booked = (await stack.api.book(requestFor([from], patient))).ok();
  await eventually(async () => {
    const [record] = await patientsOf(stack, patient.email);
    assert.equal((await appointmentsOf(stack, record?.id ?? '')).length, 1);
    assert.equal((await mailsTo(stack, patient.email)).length, 1);
  });
  const to = await oneFreeTime(stack, movable + 20 + index);
  const move = () =>
    stack.api.send('POST', `${endpoints.booking(booked.bookingId)}/reschedule`, {
      body: { start: to },
      headers: { authorization: `Bearer ${booked.manageToken}` },
    });
  const reached = await arm(patient);
  const answer = move().then(
    ({ status, text }) => assert.ok(status < 300, text),
    () => undefined,
  );
  await Promise.race([reached(), answer.then(reached)]);
  await stack.bff().kill();
  await answer;
  await stack.startAgain();
  await eventually(async () => {
    const again = await move();
    assert.ok([200, 202].includes(again.status), again.text);
  });
  return { booked, patient, to };
}

/** Booking, Calendly, records and mails say the same, and no one has the appointment twice. */
async function agreeMoved(stack: Stack, { booked, patient, to }: Mover): Promise<void> {
  await eventually(async () => {
    const view = (await stack.api.booking(booked.bookingId, booked.manageToken)).ok();
    assert.deepEqual([view.status, Date.parse(view.start)], ['confirmed', Date.parse(to)]);
    const invitees = (await activeInvitees(stack)).filter((one) => one.bookingId === booked.bookingId);
    assert.deepEqual(
      invitees.map(({ start }) => Date.parse(start)),
      [Date.parse(to)],
    );
    const records = await patientsOf(stack, patient.email);
    const filed = await Promise.all(records.map(({ id }) => appointmentsOf(stack, id)));
    assert.deepEqual(
      filed.flat().map(({ localStart }) => localStart.slice(0, 16)),
      [clinicTime(to)],
    );
    const mails = await mailsTo(stack, patient.email);
    const moved = mails.filter(({ subject }) => subject.startsWith('Moved'));
    assert.equal(new Set(moved.map(({ messageId }) => messageId)).size, 1, 'told once');
  });
}
