import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { wholeAnswers } from '@botaniqal/bff/testing/fixtures/forms/forms-fixture.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { type Api, apiOf } from '../support/api.ts';
import { type BffChild, startBffChild } from '../support/bff-child.ts';
import { appointmentsOf, patientsOf } from '../support/holdings.ts';
import { newPatient, oneFreeTime, requestFor, type TypedDetails } from '../support/patients.ts';
import { freePort, type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

/** Bookings of two are filed by both servers together in some of these; one would prove nothing. */
const people = 4;

interface Correspondences {
  correspondences: { patientId: string }[];
}

describe('two servers on one database, while MediRecords is slow', () => {
  let stack: Stack;
  let second: BffChild;
  let servers: readonly [Api, Api];

  before(async () => {
    stack = await startStack({ env: { LOG_LEVEL: 'warn' } });
    const port = String(await freePort());
    second = await startBffChild({ ...stack.env, PORT: port, PUBLIC_URL: `http://localhost:${port}` });
    servers = [stack.api, apiOf(second.url)];
    await stack.sandbox.fault({ service: 'medirecords', kind: 'latency', value: 200 });
    // Long enough that the other server looks before this record is there, unless something keeps them apart.
    const creation = { service: 'medirecords', route: 'POST /v1/patients' } as const;
    await stack.sandbox.fault({ ...creation, kind: 'latency', value: 1_500 });
  });
  after(async () => {
    await second?.stop();
    await stack?.stop();
  });

  it('make one record of a person who books twice at the same moment, with both appointments under it', async () => {
    const patients = Array.from({ length: people }, (_, number) => newPatient(`Twice${number}`));
    const times = await Promise.all(
      patients.flatMap((_, number) => [oneFreeTime(stack, 2 * number), oneFreeTime(stack, 2 * number + 1)]),
    );
    const bookings = patients.flatMap((patient, number) =>
      servers.map((server, which) => server.book(requestFor([times[2 * number + which] ?? ''], patient))),
    );
    for (const booked of await Promise.all(bookings)) assert.equal(booked.status, 201, booked.text);
    for (const patient of patients) await hasOneRecord(patient, 2);
  });

  it('make one record of a person who books and sends the form at the same moment', async () => {
    const form = await loadForm('mini_intake');
    await Promise.all(
      Array.from({ length: people }, async (_, number) => {
        const patient = newPatient(`Form${number}`);
        const [one, two] = servers;
        const booked = await one.book(requestFor([await oneFreeTime(stack, number)], patient));
        const { bookingId, manageToken } = booked.ok();
        const person = {
          firstName: `Form${number}`,
          lastName: 'Sample',
          email: patient.email,
          dateOfBirth: `1988-04-1${number}`,
        };
        const answers = wholeAnswers(form, { today: '2026-11-20' }, person);
        const sent = await two.send('POST', '/api/forms/mini_intake/submissions', {
          body: { answers, bookingId, manageToken },
        });
        assert.equal(sent.status, 202, sent.text);
        const patientId = await hasOneRecord(patient, 1);
        await eventually(async () => {
          const { correspondences } = (await stack.sandbox.state('medirecords')) as Correspondences;
          assert.equal(correspondences.filter((one) => one.patientId === patientId).length, 1);
        });
      }),
    );
  });

  /** @returns the record's id */
  async function hasOneRecord({ email }: TypedDetails, appointments: number): Promise<string> {
    return eventually(async () => {
      const records = await patientsOf(stack, email);
      assert.equal(records.length, 1, `${records.length} records of ${email}`);
      const id = records[0]?.id ?? '';
      assert.equal((await appointmentsOf(stack, id)).length, appointments);
      return id;
    });
  }
});
