import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { agree } from '../support/agree.ts';
import { mailsTo, patientsOf } from '../support/holdings.ts';
import { newPatient, oneFreeTime, requestFor } from '../support/patients.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

describe('when what comes after the booking is down', () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack();
  });
  afterEach(() => stack.sandbox.clearFaults());
  after(() => stack?.stop());

  it('confirms the patient while MediRecords is down throughout, and files the booking once it is back', async () => {
    await stack.sandbox.fault({ service: 'medirecords', kind: 'status', value: 503 });
    const patient = newPatient('Down');
    const booked = await stack.api.book(requestFor([await oneFreeTime(stack)], patient));
    assert.equal(booked.status, 201, booked.text);
    await eventually(async () => assert.equal((await mailsTo(stack, patient.email)).length, 1));
    assert.deepEqual(await patientsOf(stack, patient.email), []);
    await stack.sandbox.clearFaults();
    await agree(stack, booked.ok(), patient);
  });

  it('files once when MediRecords did the work but its answer was lost', async () => {
    await stack.sandbox.fault({
      service: 'medirecords',
      route: 'POST /',
      kind: 'drop_after_commit',
      times: 2,
    });
    const patient = newPatient('Echo');
    const booked = await stack.api.book(requestFor([await oneFreeTime(stack, 3)], patient));
    assert.equal(booked.status, 201, booked.text);
    await agree(stack, booked.ok(), patient);
  });

  it('confirms the patient while mail is down, and sends each mail once when it is back', async () => {
    await stack.sandbox.fault({ service: 'mail', kind: 'drop' });
    const patient = newPatient('Post');
    const booked = await stack.api.book(requestFor([await oneFreeTime(stack, 6)], patient));
    assert.equal(booked.status, 201, booked.text);
    assert.equal(booked.ok().preparationEmailSent, true);
    await eventually(async () => assert.equal((await patientsOf(stack, patient.email)).length, 1));
    assert.deepEqual(await mailsTo(stack, patient.email), []);
    await stack.sandbox.clearFaults();
    await agree(stack, booked.ok(), patient);
  });
});
