import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type Sandbox, startSandbox } from '@botaniqal/sandbox/start.ts';
import { silentLog } from '../../platform/observability/log.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import type { World } from '../../testing/fixtures/bookings/booking-fixture.ts';
import {
  bookCall,
  filingServer,
  intakeFacts,
  sendForm,
  tasksOf,
} from '../../testing/fixtures/forms/filing-fixture.ts';
import { type FormServer, freshForms } from '../../testing/fixtures/forms/forms-fixture.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { createMediRecords } from '../../upstreams/medirecords/medirecords.ts';
import { submissionReference } from '../forms/index.ts';

const mine = 'filed@example.com';

/** What the stand-in holds, as far as these tests read it. */
interface Held {
  patients: { id: string; email: string | null; dob: string; gender: number; titleCode: number | null }[];
  addresses: { cityCode: string; stateCode: string }[];
  relationships: { contactName: string; relationshipCode: number }[];
  patientSettings: { medicareNo?: string; medicareExpiry?: string; dvaNo?: string }[];
  correspondences: {
    patientId: string;
    subject: string;
    attachment: { contentType: string; size: number };
  }[];
}

describe('filing forms at MediRecords’ stand-in', () => {
  let store: Store;
  let sandbox: Sandbox;
  let world: World;
  let server: FormServer;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
    const clinicConfigPath = new URL('../../../../../clinic.yaml', import.meta.url).pathname;
    sandbox = await startSandbox({ clinicConfigPath });
  });
  after(async () => {
    await sandbox.stop();
    await store.close();
  });
  beforeEach(async () => {
    sandbox.reset();
    sandbox.clearFaults();
    world = await freshForms(store);
    const records = createMediRecords(
      {
        baseUrl: sandbox.urls.medirecords,
        apiKey: 'sandbox-medirecords-token',
        practiceId: 'dea38c62-31bd-40d5-a437-2731f7ec9b1b',
        timeZone: 'Australia/Melbourne',
      },
      { clock: world.clock, random: () => 0 },
    );
    server = filingServer(world, { records });
  });

  const held = async (): Promise<Held> => {
    const response = await fetch(`${sandbox.urls.panel}/__sandbox/medirecords/state`);
    // The sandbox's own shape, of which a few fields are read.
    return (await response.json()) as Held;
  };
  const facts = { ...intakeFacts, lastName: 'Filed', dateOfBirth: '1979-02-03', email: mine };
  const bookAndSend = async () => {
    const booking = await bookCall(server, { patientName: 'Alex Filed', email: mine });
    await server.jobs.runAll();
    const submissionId = await sendForm(server, 'full_intake', facts, booking);
    await server.jobs.runAll();
    return submissionId;
  };

  it('writes each fact where it belongs, in the vendor’s codes, and the document beside it', async () => {
    const submissionId = await bookAndSend();
    const state = await held();
    const [patient, ...others] = state.patients.filter(({ email }) => email === mine);
    assert.ok(patient && others.length === 0);
    assert.deepEqual([patient.dob, patient.gender, patient.titleCode], ['1979-02-03', 1, 315890002]);
    assert.deepEqual(
      state.addresses.map(({ cityCode, stateCode }) => [cityCode, stateCode]),
      [['Fitzroy', 'VIC']],
    );
    assert.deepEqual(
      state.relationships.map(({ contactName, relationshipCode }) => [contactName, relationshipCode]),
      [['Sam Sample', 26]],
    );
    const [settings] = state.patientSettings;
    assert.deepEqual(
      [settings?.medicareNo, settings?.medicareExpiry, settings?.dvaNo],
      ['2123456701', '2029-05', 'NBUR9080'],
    );
    const [document] = state.correspondences;
    assert.equal(document?.patientId, patient.id);
    assert.ok(document.subject.includes(submissionReference(submissionId)));
    assert.equal(document.attachment.contentType, 'application/pdf');
  });

  for (const patientUpdateStatus of [404, 405, 501]) {
    it(`asks staff to type what a record cannot be changed by (${patientUpdateStatus})`, async () => {
      sandbox.configure('medirecords', { patientUpdateStatus });
      await bookAndSend();
      const [task] = await tasksOf(world, 'form_facts_by_hand');
      const toType = task?.toType?.map(({ fact, value }) => `${fact}: ${value}`) ?? [];
      assert.ok(toType.includes('date of birth: 1979-02-03') && toType.includes('title: Ms'), `${toType}`);
      const { addresses, correspondences } = await held();
      assert.deepEqual([addresses.length, correspondences.length], [1, 1]);
    });
  }

  it('resolves a title that only the vendor’s list knows', async () => {
    const booking = await bookCall(server, { patientName: 'Alex Filed', email: mine });
    await sendForm(server, 'full_intake', { ...facts, title: 'mx' }, booking);
    await server.jobs.runAll();
    const patient = (await held()).patients.find(({ email }) => email === mine);
    assert.equal(patient?.titleCode, 315890012);
  });

  it('files once though answers are lost, and where an empty inbox answers with an error', async () => {
    sandbox.configure('medirecords', { emptyInboxStatus: 500 });
    sandbox.fault({ service: 'medirecords', route: 'POST /', kind: 'drop_after_commit', times: 6 });
    await bookAndSend();
    const { patients, addresses, relationships, correspondences } = await held();
    assert.equal(patients.filter(({ email }) => email === mine).length, 1);
    assert.deepEqual([addresses.length, relationships.length, correspondences.length], [1, 1, 1]);
  });

  it('keeps what is refused for staff, and files the rest', async () => {
    const address = { line1: '1 Example Road', suburb: 'Richmond', state: 'VIC', postcode: '3065' };
    const booking = await bookCall(server, { patientName: 'Alex Filed', email: mine });
    await sendForm(server, 'full_intake', { ...facts, address }, booking);
    await server.jobs.runAll();
    const [task] = await tasksOf(world, 'form_facts_by_hand');
    assert.match(task?.reason ?? '', /MediRecords refused: suburb/);
    const { addresses, relationships, correspondences } = await held();
    assert.deepEqual([addresses.length, relationships.length, correspondences.length], [0, 1, 1]);
  });

  for (const [part, left] of [
    ['addresses', [0, 1, 1, 1]],
    ['relationships', [1, 0, 1, 1]],
    ['settings', [1, 1, 0, 1]],
  ] as const) {
    for (const status of [400, 404]) {
      it(`files the rest where ${part} can be neither read nor written (${status})`, async () => {
        const route = `* /v1/patients/*/${part}*`;
        sandbox.fault({ service: 'medirecords', route, kind: 'status', value: status });
        await bookAndSend();
        const { addresses, relationships, patientSettings, correspondences } = await held();
        const lengths = [addresses, relationships, patientSettings, correspondences].map((all) => all.length);
        assert.deepEqual(lengths, left);
        const tasks = await tasksOf(world, 'form_facts_by_hand');
        assert.deepEqual(
          tasks.map(({ toType }) => (toType?.length ?? 0) > 0),
          [true],
        );
        assert.deepEqual(await tasksOf(world, 'form_not_filed'), []);
      });
    }
  }
});
