import { after } from 'node:test';
import { type Sandbox, startSandbox } from '@botaniqal/sandbox/start.ts';
import { systemClock } from '../../platform/clock.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import { InMemoryPracticeRecords } from './in-memory.ts';
import { createMediRecords } from './medirecords.ts';
import { practiceRecordsSuite } from './port.suite.ts';

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

let running: Promise<Sandbox> | undefined;
after(async () => (await running)?.stop());

for (const status of [400, 409]) {
  practiceRecordsSuite(`at MediRecords' stand-in (a double booking is ${status})`, async () => {
    const clinicConfigPath = new URL('../../../../../clinic.yaml', import.meta.url).pathname;
    running ??= startSandbox({ clinicConfigPath });
    const sandbox = await running;
    sandbox.reset();
    sandbox.configure('medirecords', {
      doubleBookingStatus: status,
      missingAppointmentStatus: status === 400 ? 400 : 404,
      appointmentCreatedStatus: status === 400 ? 200 : 201,
    });
    return {
      records: createMediRecords(
        {
          baseUrl: sandbox.urls.medirecords,
          apiKey: 'sandbox-medirecords-token',
          practiceId: 'dea38c62-31bd-40d5-a437-2731f7ec9b1b',
          timeZone: 'Australia/Melbourne',
        },
        { clock: systemClock, random: () => 0 },
      ),
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
