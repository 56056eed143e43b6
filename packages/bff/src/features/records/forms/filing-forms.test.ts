import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { eq } from 'drizzle-orm';
import { auditLog } from '../../../platform/audit/tables.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { World } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import {
  bookCall,
  filingServer,
  intakeFacts,
  sendForm,
  tasksOf,
} from '../../../testing/fixtures/forms/filing-fixture.ts';
import {
  answersRaising,
  type FormServer,
  freshForms,
} from '../../../testing/fixtures/forms/forms-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { submissionReference } from '../../forms/index.ts';

const consultantsProvider = '655edb5e-ab7c-5a32-81d5-06ac8d8ee7d6';

describe('filing forms in the practice’s records', () => {
  let store: Store;
  let world: World;
  let server: FormServer;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshForms(store);
    server = filingServer(world);
  });

  const file = (id: string) => world.records.files.of(id);
  const onlyPatient = () => {
    assert.equal(world.records.patients.length, 1);
    const [patient] = world.records.patients;
    assert.ok(patient);
    return patient;
  };
  const documentsOf = (id: string) => file(id).documents.map((one) => one.subject);

  describe('with a booking', () => {
    it('replaces the placeholders of the booking’s record, and files everything beside it', async () => {
      const booking = await bookCall(server);
      await server.jobs.runAll();
      const submissionId = await sendForm(server, 'full_intake', intakeFacts, booking);
      await server.jobs.runAll();
      const { id } = onlyPatient();
      const read = await world.records.readPatient(id);
      assert.deepEqual(read, {
        id,
        title: 'ms',
        firstName: 'Alex',
        lastName: 'Sample',
        preferredName: 'Lexi',
        dateOfBirth: '1988-04-17',
        gender: 'female',
        email: 'alex@example.com',
        mobilePhone: '0491570156',
        homePhone: '0370104321',
        indigenousStatus: '4',
      });
      const { addresses, contact, cards, documents } = file(id);
      assert.deepEqual(
        addresses.map(({ line1, suburb }) => [line1, suburb]),
        [['1 Example Road', 'Fitzroy']],
      );
      assert.deepEqual(contact, { name: 'Sam Sample', relationship: 'partner', phone: '0491570157' });
      assert.deepEqual(cards, {
        medicareNumber: '2123456701',
        medicareIrn: '1',
        medicareExpiry: '2029-05',
        dvaNumber: 'NBUR9080',
        concessionNumber: '307111942H',
        concessionExpiry: '2029-01',
        ...(cards?.electronicPrescriptions ? { electronicPrescriptions: true } : {}),
      });
      const [document, ...others] = documents;
      assert.ok(document && others.length === 0);
      assert.ok(document.subject.includes(submissionReference(submissionId)));
      assert.equal(document.recipientId, consultantsProvider);
      assert.equal(document.date, '2026-11-20');
      assert.ok(new TextDecoder().decode(document.pdf).includes(submissionId));
    });

    it('tells enquiries where it lies, without what was answered', async () => {
      const booking = await bookCall(server);
      await sendForm(server, 'full_intake', { ...intakeFacts, reason: 'A word that stays inside' }, booking);
      await server.jobs.runAll();
      const { id } = onlyPatient();
      const mails = world.mailer.sent.filter(({ subject }) => subject.startsWith('New form'));
      assert.equal(mails.length, 1);
      assert.ok(mails[0]?.text.includes(world.records.patientPage(id)));
      for (const word of ['stays inside', '2123456701', 'Fitzroy', 'Sam Sample']) {
        assert.ok(!mails[0]?.text.includes(word) && !mails[0]?.html.includes(word), word);
      }
    });

    it('waits for the booking’s record, and makes none beside it', async () => {
      world.records.down();
      const booking = await bookCall(server);
      await sendForm(server, 'mini_intake', intakeFacts, booking);
      await server.jobs.runAll(6 * hourMs);
      world.records.up();
      await server.jobs.runAll();
      const { id } = onlyPatient();
      assert.equal(documentsOf(id).length, 1);
      assert.deepEqual(await world.openTasks(), []);
    });

    it('goes on by itself when the booking was left to staff', async () => {
      world.records.failNext('createPatient', new UpstreamError('medirecords', 'rejected', { status: 400 }));
      const booking = await bookCall(server);
      await server.jobs.runAll(60_000);
      assert.deepEqual(await world.openTasks(), ['filing_failed']);
      await sendForm(server, 'mini_intake', intakeFacts, booking);
      await server.jobs.runAll();
      assert.equal(documentsOf(onlyPatient().id).length, 1);
    });

    it('finds the person whom the form is about when another person has booked, and tells staff', async () => {
      const booking = await bookCall(server, { patientName: 'Robin Sample' });
      await sendForm(server, 'mini_intake', { ...intakeFacts, firstName: 'Ella' }, booking);
      await server.jobs.runAll();
      const ella = world.records.patients.find((one) => one.firstName === 'Ella');
      const robin = world.records.patients.find((one) => one.firstName === 'Robin');
      assert.ok(ella && robin);
      assert.deepEqual([documentsOf(ella.id).length, documentsOf(robin.id).length], [1, 0]);
      const [task] = await tasksOf(world, 'form_about_somebody_else');
      assert.equal(task?.patientName, 'Ella Sample');
      assert.deepEqual(task?.recordPages, [world.records.patientPage(ella.id)]);
    });

    it('files a form with the record although the booking knew less of the name', async () => {
      const booking = await bookCall(server, { patientName: 'Alex' });
      await sendForm(server, 'mini_intake', intakeFacts, booking);
      await server.jobs.runAll();
      assert.equal(documentsOf(onlyPatient().id).length, 1);
    });
  });

  describe('without a booking', () => {
    it('makes a whole record, without placeholders', async () => {
      await sendForm(server, 'full_intake', intakeFacts);
      await server.jobs.runAll();
      const { id } = onlyPatient();
      const read = await world.records.readPatient(id);
      assert.deepEqual([read?.dateOfBirth, read?.gender, read?.title], ['1988-04-17', 'female', 'ms']);
      assert.equal(documentsOf(id).length, 1);
      assert.ok(!world.records.calls.includes('updatePatient'), 'nothing was left to add');
    });

    it('uses the record of the same birth and last name', async () => {
      const { id } = world.records.addPatient({
        firstName: 'Alexandra',
        lastName: 'Sample',
        dateOfBirth: '1988-04-17',
      });
      await sendForm(server, 'full_intake', intakeFacts);
      await server.jobs.runAll();
      assert.equal(onlyPatient().id, id);
      assert.equal(documentsOf(id).length, 1);
    });

    it('makes a new record and asks staff to compare when it is not certain', async () => {
      world.records.addPatient({ firstName: 'Robin', lastName: 'Sample', email: 'alex@example.com' });
      await sendForm(server, 'mini_intake', intakeFacts);
      await server.jobs.runAll();
      assert.equal(world.records.patients.length, 2);
      const [task] = await tasksOf(world, 'patients_may_be_same');
      assert.equal(task?.recordPages?.length, 2);
    });

    it('makes one record for two forms of one new person at once', async () => {
      await sendForm(server, 'full_intake', intakeFacts);
      await sendForm(server, 'mini_intake', intakeFacts);
      await server.jobs.runAll();
      assert.equal(documentsOf(onlyPatient().id).length, 2);
    });

    it('asks staff to compare when another server made a record of the same person meanwhile', async () => {
      const create = world.records.createPatient.bind(world.records);
      world.records.createPatient = async (patient) => {
        const { firstName, lastName, dateOfBirth, email, mobile } = patient;
        world.records.addPatient({ firstName, lastName, dateOfBirth, email, mobile });
        return create(patient);
      };
      await sendForm(server, 'full_intake', intakeFacts);
      await server.jobs.runAll();
      const [task] = await tasksOf(world, 'patients_may_be_same');
      assert.equal(task?.recordPages?.length, 2);
    });

    it('makes the record without what is refused, and tells staff to type it', async () => {
      world.records.refusedFacts = ['indigenousStatus', 'email'];
      await sendForm(server, 'full_intake', intakeFacts);
      await server.jobs.runAll();
      const { id } = onlyPatient();
      assert.equal((await world.records.readPatient(id))?.gender, 'female');
      const [task] = await tasksOf(world, 'form_facts_by_hand');
      assert.deepEqual(
        task?.toType?.filter(({ fact }) => !/card/.test(fact)).toSorted((a, b) => (a.fact < b.fact ? -1 : 1)),
        [
          { fact: 'Aboriginal or Torres Strait Islander origin', value: 'neither' },
          { fact: 'email', value: 'alex@example.com' },
        ],
      );
      assert.equal(documentsOf(id).length, 1);
    });
  });

  describe('what is there already', () => {
    it('is kept, and staff are told which facts differ, not what they are', async () => {
      const { id } = world.records.addPatient({
        firstName: 'Alex',
        lastName: 'Sample',
        dateOfBirth: '1988-04-17',
        mobile: '0491570199',
        email: 'Alex@Example.com',
      });
      world.records.describePatient(id, { gender: 'other' });
      await world.records.createEmergencyContact(id, {
        name: 'Pat',
        relationship: 'friend',
        phone: '0370104321',
      });
      await world.records.createAddress(id, {
        ...{ line1: '9 Other Street', line2: null, suburb: 'Richmond', state: 'VIC', postcode: '3121' },
      });
      await world.records.saveCards(id, { medicareNumber: '3278851195' });
      await sendForm(server, 'full_intake', intakeFacts);
      await server.jobs.runAll();
      const read = await world.records.readPatient(id);
      assert.deepEqual([read?.gender, read?.mobilePhone, read?.title], ['other', '0491570199', 'ms']);
      assert.equal(file(id).contact?.name, 'Pat');
      assert.equal(file(id).addresses.length, 1);
      assert.equal(file(id).cards?.medicareIrn, undefined, 'nothing of another card');
      const [task] = await tasksOf(world, 'form_facts_differ');
      assert.equal(
        task?.reason,
        'Other than in the record: gender, mobile, address, Medicare number, emergency contact.',
      );
      assert.ok(!JSON.stringify(task).includes('0491570199'));
    });

    it('is changed where an earlier form of the patient made it and no one has touched it since', async () => {
      await sendForm(server, 'full_intake', intakeFacts);
      await server.jobs.runAll();
      const { id } = onlyPatient();
      const address = { line1: '2 New Street', suburb: 'Fitzroy', state: 'VIC', postcode: '3065' };
      await sendForm(server, 'full_intake', { ...intakeFacts, address });
      await server.jobs.runAll();
      assert.deepEqual(
        file(id).addresses.map(({ line1 }) => line1),
        ['2 New Street'],
      );
      for (const one of file(id).addresses) one.touched = true;
      await sendForm(server, 'full_intake', intakeFacts);
      await server.jobs.runAll();
      assert.equal(file(id).addresses[0]?.line1, '2 New Street');
      assert.equal((await tasksOf(world, 'form_facts_differ')).length, 1);
    });
  });

  describe('what MediRecords does not take', () => {
    it('becomes a task with the details to type, where records cannot be changed', async () => {
      world.records.patientsCanBeChanged = false;
      const booking = await bookCall(server);
      await sendForm(server, 'mini_intake', intakeFacts, booking);
      await server.jobs.runAll();
      const [task] = await tasksOf(world, 'form_facts_by_hand');
      assert.equal(task?.reason, 'MediRecords does not let us change this.');
      assert.deepEqual(task?.toType, [{ fact: 'date of birth', value: '1988-04-17' }]);
      assert.equal(documentsOf(onlyPatient().id).length, 1, 'the form is filed all the same');
    });

    it('is one fact or one address only, and the rest is filed', async () => {
      world.records.refusedFacts = ['gender'];
      const booking = await bookCall(server);
      const address = { line1: '1 Example Road', suburb: 'Nowhere', state: 'VIC', postcode: '3065' };
      await sendForm(server, 'full_intake', { ...intakeFacts, address }, booking);
      await server.jobs.runAll();
      const { id } = onlyPatient();
      const read = await world.records.readPatient(id);
      assert.deepEqual([read?.gender, read?.title], [null, 'ms']);
      assert.equal(file(id).contact?.name, 'Sam Sample');
      const [task] = await tasksOf(world, 'form_facts_by_hand');
      assert.equal(task?.reason, 'MediRecords refused: gender. MediRecords refused: suburb.');
      assert.deepEqual(task?.toType?.slice(0, 2), [
        { fact: 'gender', value: 'female' },
        { fact: 'address', value: '1 Example Road, Nowhere VIC 3065' },
      ]);
    });

    it('is told where there is no code: a title, the kind of a card', async () => {
      world.records.unknownTitles = ['mx'];
      const booking = await bookCall(server);
      await sendForm(server, 'full_intake', { ...intakeFacts, title: 'mx' }, booking);
      await server.jobs.runAll();
      const [task] = await tasksOf(world, 'form_facts_by_hand');
      assert.deepEqual(task?.toType, [
        { fact: 'title', value: 'Mx' },
        { fact: 'DVA card colour', value: 'gold' },
        { fact: 'type of concession card', value: 'Pensioner Concession Card' },
      ]);
    });

    it('is a second set of cards: told, unless it stands there by now', async () => {
      await sendForm(server, 'full_intake', intakeFacts);
      await server.jobs.runAll();
      const { id } = onlyPatient();
      world.records.files.cardsCanBeChanged = false;
      file(id).cards = { dvaNumber: 'NBUR9080' };
      await sendForm(server, 'full_intake', intakeFacts);
      await server.jobs.runAll();
      const tasks = await tasksOf(world, 'form_facts_by_hand');
      const facts = tasks.at(-1)?.toType?.map(({ fact }) => fact) ?? [];
      assert.ok(facts.includes('Medicare number') && facts.includes('concession card number'));
    });

    it('is the document itself: then a person files it, and the facts stand', async () => {
      world.records.failNext('fileDocument', new UpstreamError('medirecords', 'rejected', { status: 400 }));
      await sendForm(server, 'full_intake', intakeFacts);
      await server.jobs.runAll();
      const { id } = onlyPatient();
      assert.equal(file(id).addresses.length, 1);
      const [task] = await tasksOf(world, 'form_not_filed');
      assert.deepEqual(task?.recordPages, [world.records.patientPage(id)]);
      assert.equal(world.mailer.sent.filter(({ subject }) => subject.startsWith('New form')).length, 0);
    });
  });

  describe('alarming and anonymous forms', () => {
    it('go in as a document only, when an alarming form is half filled in', async () => {
      const booking = await bookCall(server);
      await server.jobs.runAll();
      const form = await loadForm('mini_intake');
      const [flag] = form.redFlags;
      assert.ok(flag);
      const as = { ...answersRaising(form, flag), dateOfBirth: '1988-04-17' };
      await sendForm(server, 'mini_intake', {}, { ...booking, as });
      await server.jobs.runAll();
      const { id } = onlyPatient();
      assert.equal(documentsOf(id).length, 1);
      assert.equal((await world.records.readPatient(id))?.dateOfBirth, null, 'no fact of it is filed');
    });

    it('make no record for a person who is not certain: staff are told', async () => {
      const form = await loadForm('mini_intake');
      const [flag] = form.redFlags;
      assert.ok(flag);
      const as = {
        ...answersRaising(form, flag),
        firstName: 'Alex',
        lastName: 'Sample',
        email: 'a@example.com',
      };
      await sendForm(server, 'mini_intake', {}, { as });
      await server.jobs.runAll();
      assert.deepEqual(world.records.patients, []);
      assert.equal((await tasksOf(world, 'form_not_filed')).length, 1);
    });

    it('leave triage alone until a booking tells whose it is', async () => {
      const triageSessionId = await sendForm(server, 'triage');
      await server.jobs.runAll();
      assert.deepEqual(world.records.calls, []);
      assert.deepEqual(await world.openTasks(), []);
      await bookCall(server, { triageSessionId });
      await server.jobs.runAll();
      assert.deepEqual(
        documentsOf(onlyPatient().id).map((subject) =>
          subject.includes(submissionReference(triageSessionId)),
        ),
        [true],
      );
    });
  });

  describe('trouble', () => {
    it('that passes is waited for, and enquiries are told once it is filed', async () => {
      world.records.down();
      await sendForm(server, 'full_intake', intakeFacts);
      await server.jobs.runAll(20 * hourMs);
      assert.deepEqual(await world.openTasks(), []);
      assert.equal(world.mailer.sent.filter(({ subject }) => subject.startsWith('New form')).length, 0);
      world.records.up();
      await server.jobs.runAll();
      assert.equal(documentsOf(onlyPatient().id).length, 1);
      assert.equal(world.mailer.sent.filter(({ subject }) => subject.startsWith('New form')).length, 1);
      assert.equal((await tasksOf(world, 'form_not_filed')).length, 0);
    });

    it('that lasts a day is a task', async () => {
      world.records.down();
      const submissionId = await sendForm(server, 'full_intake', intakeFacts);
      await server.jobs.runAll(48 * hourMs);
      const [task] = await tasksOf(world, 'form_not_filed');
      assert.equal(task?.formReference, submissionReference(submissionId));
      assert.equal(task?.patientPhone, '0491570156');
    });

    it('that lost an answer does nothing twice', async () => {
      const lost = () => new UpstreamError('medirecords', 'timeout');
      for (const method of [
        'createPatient',
        'createAddress',
        'saveCards',
        'createEmergencyContact',
        'fileDocument',
      ] as const) {
        world.records.failNext(method, lost(), { afterCommit: true });
      }
      await sendForm(server, 'full_intake', intakeFacts);
      await server.jobs.runAll();
      const { id } = onlyPatient();
      assert.deepEqual([file(id).addresses.length, documentsOf(id).length], [1, 1]);
      assert.deepEqual(
        world.records.calls.filter((call) => call === 'fileDocument' || call === 'createPatient'),
        ['createPatient', 'fileDocument'],
      );
    });

    it('does not ask again while what was asked may still come about', async () => {
      world.records.failNext('fileDocument', new UpstreamError('medirecords', 'timeout'));
      await sendForm(server, 'mini_intake', intakeFacts);
      await server.jobs.runAll(50_000);
      const asked = () => world.records.calls.filter((call) => call === 'fileDocument').length;
      assert.equal(asked(), 1);
      await server.jobs.runAll();
      assert.equal(asked(), 2);
      assert.equal(documentsOf(onlyPatient().id).length, 1);
    });

    it('with the list of documents of a person who has none keeps nothing from being filed', async () => {
      world.records.failNext(
        'listDocuments',
        new UpstreamError('medirecords', 'server_error', { status: 500 }),
      );
      await sendForm(server, 'mini_intake', intakeFacts);
      await server.jobs.runAll(10_000);
      assert.equal(documentsOf(onlyPatient().id).length, 1);
    });
  });

  it('notes each write in the audit trail, by ids', async () => {
    const booking = await bookCall(server);
    await server.jobs.runAll();
    const submissionId = await sendForm(server, 'full_intake', intakeFacts, booking);
    await server.jobs.runAll();
    const { id } = onlyPatient();
    const rows = await store.db.select().from(auditLog).where(eq(auditLog.subjectId, id));
    assert.deepEqual(
      rows.map((row) => row.action),
      [
        'patient.created',
        'patient.matched',
        'patient.updated',
        'patient.address_saved',
        'patient.cards_saved',
        'patient.emergency_contact_saved',
        'submission.filed',
      ],
    );
    const own = await store.db.select().from(auditLog).where(eq(auditLog.subjectId, submissionId));
    assert.ok(own.some((row) => row.action === 'submission.filed' && row.actor === 'system'));
  });
});
