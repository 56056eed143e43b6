import { after } from 'node:test';
import { type Sandbox, startSandbox } from '@botaniqal/sandbox/start.ts';
import { systemClock } from '../../platform/clock.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import { patientFileSuite } from '../../testing/ports/patient-file.suite.ts';
import { practiceRecordsSuite } from '../../testing/ports/records.suite.ts';
import { InMemoryPracticeRecords } from '../../testing/vendors/medirecords.ts';
import { createMediRecords } from './medirecords.ts';

practiceRecordsSuite('in memory', async () => {
  const records = new InMemoryPracticeRecords();
  return {
    records,
    providerId: 'provider',
    appointmentTypeId: 'type',
    loseNextAnswer: (of) =>
      records.failNext(of, new UpstreamError('medirecords', 'connection_lost'), { afterCommit: true }),
    down: () => {
      records.down();
      return () => records.up();
    },
  };
});

patientFileSuite('in memory', async () => {
  const records = new InMemoryPracticeRecords();
  return {
    records,
    recipientId: 'provider',
    patientsCanBeChanged: (can) => {
      records.patientsCanBeChanged = can;
    },
    cardsCanBeChanged: (can) => {
      records.files.cardsCanBeChanged = can;
    },
    wrongPlace: { suburb: 'Nowhere', postcode: '3065' },
    loseNextAnswer: () =>
      records.failNext('fileDocument', new UpstreamError('medirecords', 'connection_lost'), {
        afterCommit: true,
      }),
  };
});

let running: Promise<Sandbox> | undefined;
after(async () => (await running)?.stop());

async function freshSandbox(): Promise<Sandbox> {
  const clinicConfigPath = new URL('../../../../../clinic.yaml', import.meta.url).pathname;
  running ??= startSandbox({ clinicConfigPath });
  const sandbox = await running;
  sandbox.reset();
  sandbox.clearFaults();
  return sandbox;
}

function recordsAt(sandbox: Sandbox) {
  return createMediRecords(
    {
      baseUrl: sandbox.urls.medirecords,
      apiKey: 'sandbox-medirecords-token',
      practiceId: 'dea38c62-31bd-40d5-a437-2731f7ec9b1b',
      timeZone: 'Australia/Melbourne',
    },
    { clock: systemClock, random: () => 0 },
  );
}

for (const refusal of [404, 405, 501]) {
  patientFileSuite(`at MediRecords' stand-in (not offered is ${refusal})`, async () => {
    const sandbox = await freshSandbox();
    sandbox.configure('medirecords', { missingSettingsStatus: refusal === 404 ? 404 : 200 });
    return {
      records: recordsAt(sandbox),
      recipientId: '655edb5e-ab7c-5a32-81d5-06ac8d8ee7d6',
      patientsCanBeChanged: (can) =>
        sandbox.configure('medirecords', { patientUpdateStatus: can ? 200 : refusal }),
      cardsCanBeChanged: (can) =>
        sandbox.configure('medirecords', { secondSettings: can ? 'updates' : 'refused' }),
      wrongPlace: { suburb: 'Richmond', postcode: '3065' },
      loseNextAnswer: () =>
        sandbox.fault({
          service: 'medirecords',
          route: 'POST /v1/upload/patients',
          kind: 'drop_after_commit',
          times: 1,
        }),
    };
  });
}

for (const status of [400, 409]) {
  practiceRecordsSuite(`at MediRecords' stand-in (a double booking is ${status})`, async () => {
    const sandbox = await freshSandbox();
    sandbox.configure('medirecords', {
      doubleBookingStatus: status,
      missingAppointmentStatus: status === 400 ? 400 : 404,
      appointmentCreatedStatus: status === 400 ? 200 : 201,
    });
    return {
      records: recordsAt(sandbox),
      providerId: '655edb5e-ab7c-5a32-81d5-06ac8d8ee7d6',
      appointmentTypeId: '9651f721-f320-5618-8f7e-50f58e375400',
      loseNextAnswer: (of) =>
        sandbox.fault({
          service: 'medirecords',
          route: of === 'createPatient' ? 'POST /v2/patients' : 'POST /v1/practices/*/appointments',
          kind: 'drop_after_commit',
          times: 1,
        }),
      down: () => {
        sandbox.fault({ service: 'medirecords', kind: 'status', value: 503 });
        return () => sandbox.clearFaults();
      },
    };
  });
}
