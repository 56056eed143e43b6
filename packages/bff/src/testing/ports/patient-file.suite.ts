import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { NewDocument } from '../../ports/records/document.ts';
import type { NewPatient } from '../../ports/records/patient.ts';
import type { PatientChange } from '../../ports/records/patient-facts.ts';
import type { Address } from '../../ports/records/patient-file.ts';
import type { PracticeRecords } from '../../ports/records/practice-records.ts';
import { RecordsRefusal } from '../../ports/records/refusal.ts';

/** One practice system without patients of these tests, and switches for its unconfirmed behaviour. */
export interface PatientFilesUnderTest {
  records: PracticeRecords;
  /** A provider that may receive documents. */
  recipientId: string;
  /** Whether a patient's record can be changed once it is there. */
  patientsCanBeChanged(can: boolean): void;
  /** Whether cards can be sent again. */
  cardsCanBeChanged(can: boolean): void;
  /** A suburb and postcode that do not belong together. */
  wrongPlace: Pick<Address, 'suburb' | 'postcode'>;
  /** The next filing of a document is done, but its answer is lost. */
  loseNextAnswer(): void;
}

const alex: NewPatient = {
  firstName: 'Alex',
  lastName: 'Sample',
  dateOfBirth: null,
  email: 'alex@example.com',
  mobile: '0491571266',
};
const told: Required<Omit<PatientChange, 'email' | 'mobilePhone' | 'lastName'>> = {
  title: 'ms',
  firstName: 'Alexandra',
  preferredName: 'Lexi',
  dateOfBirth: '1988-04-17',
  gender: 'female',
  homePhone: '0370104321',
  indigenousStatus: '4',
};
const home: Address = {
  line1: '1 Example Road',
  line2: 'Rear flat',
  suburb: 'Fitzroy',
  state: 'VIC',
  postcode: '3065',
};
const partner = { name: 'Sam Sample', relationship: 'partner', phone: '0491570156' };

/** What every practice system does for the features that file forms. */
export function patientFileSuite(name: string, start: () => Promise<PatientFilesUnderTest>): void {
  const withPatient = async (patient = alex) => {
    const system = await start();
    const { id } = await system.records.createPatient(patient);
    return { ...system, id };
  };
  const isRefusal = (error: unknown): error is RecordsRefusal => error instanceof RecordsRefusal;
  const documentFor = (recipientId: string): NewDocument => ({
    subject: 'New patient form, 1f3a9c2e',
    date: '2026-11-20',
    recipientId,
    filename: 'new-patient-form.pdf',
    pdf: new TextEncoder().encode('%PDF-1.7 sample'),
  });

  describe(`patients' files ${name}`, () => {
    it('read nothing where only placeholders stand', async () => {
      const { records, id } = await withPatient();
      assert.deepEqual(await records.readPatient(id), {
        id,
        title: null,
        firstName: 'Alex',
        lastName: 'Sample',
        preferredName: null,
        dateOfBirth: null,
        gender: null,
        email: 'alex@example.com',
        mobilePhone: '0491571266',
        homePhone: null,
        indigenousStatus: null,
      });
    });

    it('say that a record is not there', async () => {
      const { records } = await start();
      assert.equal(await records.readPatient(crypto.randomUUID()), null);
    });

    it('take what a form tells, and keep the rest', async () => {
      const { records, id } = await withPatient();
      assert.deepEqual(await records.updatePatient(id, told), { leftOut: [] });
      const kept = { id, lastName: 'Sample', email: 'alex@example.com', mobilePhone: '0491571266' };
      assert.deepEqual(await records.readPatient(id), { ...kept, ...told });
      await records.updatePatient(id, { indigenousStatus: '1' });
      assert.deepEqual(await records.readPatient(id), { ...kept, ...told, indigenousStatus: '1' });
    });

    it('hold a new patient whole where the form has told it all', async () => {
      const { firstName, dateOfBirth, ...facts } = told;
      const { records, id } = await withPatient({ ...alex, firstName, dateOfBirth, facts });
      const read = await records.readPatient(id);
      assert.deepEqual(read && { ...read, id: '' }, {
        ...{ id: '', lastName: 'Sample', email: alex.email, mobilePhone: alex.mobile },
        ...told,
      });
    });

    it('hold a new patient who has no mobile', async () => {
      const { records, id } = await withPatient({ ...alex, mobile: '' });
      assert.equal((await records.readPatient(id))?.mobilePhone, null);
    });

    it('refuse a change in a way that a person can act on, where records cannot be changed', async () => {
      const { records, id, patientsCanBeChanged } = await withPatient();
      patientsCanBeChanged(false);
      await assert.rejects(records.updatePatient(id, told), (error) => isRefusal(error) && error.notOffered);
      assert.equal((await records.readPatient(id))?.gender, null);
    });

    it('keep addresses, and change one of them', async () => {
      const { records, id } = await withPatient();
      assert.deepEqual(await records.readAddresses(id), []);
      const made = await records.createAddress(id, { ...home, state: 'vic' });
      assert.deepEqual(await records.readAddresses(id), [{ ...home, id: made.id, touched: false }]);
      const moved = { ...home, line1: '2 Example Road', line2: null };
      await records.updateAddress(id, made.id, moved);
      assert.deepEqual(await records.readAddresses(id), [{ ...moved, id: made.id, touched: false }]);
    });

    it('refuse an address, naming what they do not know', async () => {
      const { records, id, wrongPlace } = await withPatient();
      const refused = (field: string) => (error: unknown) =>
        isRefusal(error) && !error.notOffered && !error.transient && error.fields.includes(field);
      await assert.rejects(records.createAddress(id, { ...home, ...wrongPlace }), refused('suburb'));
      await assert.rejects(records.createAddress(id, { ...home, line1: 'x'.repeat(51) }), refused('line1'));
      assert.deepEqual(await records.readAddresses(id), []);
    });

    it('keep cards, and add to them what was missing', async () => {
      const { records, id } = await withPatient();
      const none = await records.readCards(id);
      assert.ok(Object.values(none).every((value) => value === null));
      const medicare = {
        medicareNumber: '2123456701',
        medicareIrn: '1',
        medicareExpiry: '2027-05',
        electronicPrescriptions: true,
      };
      assert.deepEqual(await records.saveCards(id, medicare), { leftOut: [] });
      assert.deepEqual(await records.readCards(id), { ...none, ...medicare });
      const dva = { dvaNumber: 'NBUR9080', concessionNumber: '307111942H', concessionExpiry: '2028-01' };
      await records.saveCards(id, dva);
      assert.deepEqual(await records.readCards(id), { ...none, ...medicare, ...dva });
    });

    it('leave out what has no code, and say so', async () => {
      const { records, id } = await withPatient();
      const change = {
        dvaNumber: 'NBUR9080',
        dvaColour: 'gold',
        concessionType: 'pension',
      } as const;
      assert.deepEqual((await records.saveCards(id, change)).leftOut.toSorted(), [
        'concessionType',
        'dvaColour',
      ]);
      assert.equal((await records.readCards(id)).dvaNumber, 'NBUR9080');
    });

    it('refuse cards that are sent again, where they cannot be changed', async () => {
      const { records, id, cardsCanBeChanged } = await withPatient();
      cardsCanBeChanged(false);
      await records.saveCards(id, { dvaNumber: 'NBUR9080' });
      await assert.rejects(records.saveCards(id, { medicareNumber: '2123456701' }), isRefusal);
      assert.equal((await records.readCards(id)).dvaNumber, 'NBUR9080');
    });

    it('keep one person to call in an emergency', async () => {
      const { records, id } = await withPatient();
      assert.equal(await records.readEmergencyContact(id), null);
      await records.createEmergencyContact(id, partner);
      assert.deepEqual(await records.readEmergencyContact(id), partner);
      const landline = { name: 'Kim', relationship: 'friend', phone: '0370104321' };
      await assert.rejects(records.createEmergencyContact(id, landline), isRefusal);
      const other = await records.createPatient({ ...alex, firstName: 'Robin' });
      await records.createEmergencyContact(other.id, landline);
      assert.deepEqual(await records.readEmergencyContact(other.id), landline);
    });

    it('name people beside the patient, who are not the person to call in an emergency', async () => {
      const { records, id } = await withPatient();
      assert.deepEqual(await records.readRelatedPeople(id), []);
      const mother = {
        name: 'Kim Sample',
        relation: 'parent',
        email: 'kim@example.com',
        phone: '0491570157',
      } as const;
      await records.createRelatedPerson(id, mother);
      assert.deepEqual(await records.readRelatedPeople(id), [{ name: 'Kim Sample' }]);
      assert.equal(await records.readEmergencyContact(id), null);
      await records.createEmergencyContact(id, partner);
      assert.equal((await records.readRelatedPeople(id)).length, 2);
    });

    it('take documents, and can be asked what became of one whose answer was lost', async () => {
      const { records, id, recipientId, loseNextAnswer } = await withPatient();
      assert.deepEqual(await records.listDocuments(id), []);
      const document = documentFor(recipientId);
      const filed = await records.fileDocument(id, document);
      assert.deepEqual(await records.listDocuments(id), [{ id: filed.id, subject: document.subject }]);
      loseNextAnswer();
      await assert.rejects(
        records.fileDocument(id, { ...document, subject: 'Another' }),
        (error) => error instanceof UpstreamError && error.transient,
      );
      assert.deepEqual(
        (await records.listDocuments(id)).map((one) => one.subject),
        [document.subject, 'Another'],
      );
    });

    it('refuse to file with a patient they do not have', async () => {
      const { records, recipientId } = await start();
      await assert.rejects(records.fileDocument(crypto.randomUUID(), documentFor(recipientId)), isRefusal);
    });
  });
}
