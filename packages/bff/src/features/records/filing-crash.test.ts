import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { silentLog } from '../../platform/observability/log.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import type { World } from '../../testing/fixtures/bookings/booking-fixture.ts';
import { dies, killAtEachAct } from '../../testing/fixtures/crash.ts';
import {
  bookCall,
  filingServer,
  intakeFacts,
  sendForm,
} from '../../testing/fixtures/forms/filing-fixture.ts';
import { type FormServer, freshForms } from '../../testing/fixtures/forms/forms-fixture.ts';
import { migratedPostgres } from '../../testing/postgres.ts';

describe('a server that is killed while it files forms', () => {
  let store: Store;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());

  /** One patient, and every fact and document once. */
  const isWhole = async (world: World, documents: number, at: string) => {
    assert.equal(world.records.patients.length, 1, `${at}: one patient`);
    const [patient] = world.records.patients;
    assert.ok(patient);
    const file = world.records.files.of(patient.id);
    const read = await world.records.readPatient(patient.id);
    assert.deepEqual([read?.dateOfBirth, read?.gender, read?.title], ['1988-04-17', 'female', 'ms'], at);
    assert.equal(file.addresses.length, 1, `${at}: one address`);
    assert.equal(file.contact?.name, 'Sam Sample', at);
    assert.equal(file.cards?.medicareNumber, '2123456701', at);
    assert.equal(file.documents.length, documents, `${at}: each document once`);
    const told = world.mailer.sent.filter(({ subject }) => subject.startsWith('New form'));
    assert.equal(new Set(told.map(({ messageId }) => messageId)).size, documents, `${at}: enquiries know`);
    assert.deepEqual(
      (await world.openTasks()).filter((kind) => kind !== 'form_facts_by_hand'),
      [],
      `${at}: no one needs to mend anything`,
    );
    assert.equal((await world.openTasks()).length, 1, `${at}: what has no code is told once`);
  };

  const cases: [string, (server: FormServer) => Promise<void>, number][] = [
    [
      'the form of a new patient',
      async (server) => {
        await sendForm(server, 'full_intake', intakeFacts);
      },
      1,
    ],
    [
      'the forms of a booking that is being filed itself',
      async (server) => {
        const booking = await bookCall(server);
        await sendForm(server, 'mini_intake', intakeFacts, booking);
        await sendForm(server, 'full_intake', intakeFacts, booking);
      },
      2,
    ],
  ];

  for (const [title, send, documents] of cases) {
    it(`files each once, whenever it is killed: ${title}`, async () => {
      const crashes = await killAtEachAct(async (crashBefore) => {
        const world = await freshForms(store);
        // Taken in by a server that lives; killed is the one that files.
        await send(filingServer(world));
        const doomed = filingServer(world, { crashBefore });
        const died = await dies(() => doomed.jobs.runAll());
        await filingServer(world).jobs.runAll();
        await isWhole(world, documents, `killed before act ${crashBefore}`);
        return died;
      });
      assert.ok(crashes > 20, `it was killed ${crashes} times`);
    });
  }

  it('files once when two servers run the same job at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const world = await freshForms(store);
      const [one, two] = [filingServer(world), filingServer(world)];
      await sendForm(one, 'full_intake', intakeFacts);
      await Promise.all([one.jobs.runDue(), two.jobs.runDue()]);
      await one.jobs.runAll();
      await isWhole(world, 1, `round ${round}`);
    }
  });

  it('is killed at every act, one server after the other, and files in the end', async () => {
    const world = await freshForms(store);
    await sendForm(filingServer(world), 'full_intake', intakeFacts);
    for (let act = 1; act <= 40; act += 1) {
      // Long enough that the lock of the server killed before has expired.
      await dies(() => filingServer(world, { crashBefore: act }).jobs.runAll(120_000));
    }
    await filingServer(world).jobs.runAll();
    await isWhole(world, 1, 'in the end');
  });
});
