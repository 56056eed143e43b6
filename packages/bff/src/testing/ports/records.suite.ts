import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import { AppointmentConflict, type NewAppointment } from '../../ports/records/appointment.ts';
import type { NewPatient } from '../../ports/records/patient.ts';
import type { PracticeRecords } from '../../ports/records/practice-records.ts';

/** One practice system, real or in memory, without patients of these tests. */
export interface RecordsUnderTest {
  records: PracticeRecords;
  providerId: string;
  appointmentTypeId: string;
  /** The next creation is done, but its answer is lost. */
  loseNextAnswer(of: 'createPatient' | 'createAppointment'): void;
  /** Nothing answers until the returned function is called. */
  down(): () => void;
}

/** What every practice system does for features. `start` gives an empty system. */
export function practiceRecordsSuite(name: string, start: () => Promise<RecordsUnderTest>): void {
  const alex: NewPatient = {
    firstName: 'Alex',
    lastName: "O'Brien",
    dateOfBirth: '1987-05-23',
    email: 'alex@example.com',
    mobile: '0491571266',
    note: 'Booked online',
  };
  const contact = { email: alex.email, mobile: alex.mobile };
  const at = new Date('2027-03-01T22:20:00Z');
  const appointmentFor = (system: RecordsUnderTest, patientId: string): NewAppointment => ({
    patientId,
    providerId: system.providerId,
    appointmentTypeId: system.appointmentTypeId,
    start: at,
    durationMinutes: 15,
    notes: 'Booked online',
  });
  const ids = (found: readonly { id: string }[]): string[] => found.map((one) => one.id);

  describe(`practice records ${name}`, () => {
    it('find a patient again by email, by mobile, and by birth', async () => {
      const { records } = await start();
      assert.deepEqual(await records.findPatientsByContact(contact), []);
      const { id } = await records.createPatient(alex);
      const [found] = await records.findPatientsByContact({ ...contact, mobile: '' });
      assert.deepEqual(found && { ...found, note: undefined }, {
        id,
        firstName: 'Alex',
        lastName: "O'Brien",
        dateOfBirth: '1987-05-23',
        email: 'alex@example.com',
        mobile: '0491571266',
        note: undefined,
      });
      assert.deepEqual(ids(await records.findPatientsByContact({ email: '', mobile: '+61 491 571 266' })), [
        id,
      ]);
      assert.deepEqual(ids(await records.findPatientsByContact(contact)), [id]);
      assert.deepEqual(ids(await records.findPatientsBornOn('1987-05-23')), [id]);
      assert.deepEqual(await records.findPatientsBornOn('1987-05-24'), []);
    });

    it('keep families apart: one email, several records', async () => {
      const { records } = await start();
      const first = await records.createPatient(alex);
      const second = await records.createPatient({ ...alex, firstName: 'Sam', dateOfBirth: '2015-01-02' });
      assert.deepEqual(
        ids(await records.findPatientsByContact(contact)).sort(),
        [first.id, second.id].sort(),
      );
      assert.deepEqual(ids(await records.findPatientsBornOn('1987-05-23')), [first.id]);
    });

    it('know a date of birth that was not asked from a real one', async () => {
      const { records } = await start();
      const { id } = await records.createPatient({ ...alex, dateOfBirth: null });
      const [found] = await records.findPatientsByContact(contact);
      assert.deepEqual([found?.id, found?.dateOfBirth], [id, null]);
    });

    it('hold an appointment that can be found, and taken out twice', async () => {
      const system = await start();
      const { records } = system;
      const { id: patientId } = await records.createPatient(alex);
      const made = await records.createAppointment(appointmentFor(system, patientId));
      assert.deepEqual(
        { ...made, start: made.start.toISOString() },
        {
          id: made.id,
          patientId,
          start: at.toISOString(),
          status: 'booked',
        },
      );
      assert.deepEqual(ids(await records.findAppointments({ patientId, start: at })), [made.id]);
      const later = new Date(at.getTime() + hourMs);
      assert.deepEqual(await records.findAppointments({ patientId, start: later }), []);
      await records.deleteAppointment(made.id);
      await records.deleteAppointment(made.id);
      assert.deepEqual(await records.findAppointments({ patientId, start: at }), []);
    });

    it('move an appointment to another time, twice, and keep it where the time is taken', async () => {
      const system = await start();
      const { records } = system;
      const { id: patientId } = await records.createPatient(alex);
      const { id: otherId } = await records.createPatient({ ...alex, firstName: 'Sam' });
      const made = await records.createAppointment(appointmentFor(system, patientId));
      const later = new Date(at.getTime() + hourMs);
      const there = { ...appointmentFor(system, patientId), start: later };
      await records.moveAppointment(made.id, there);
      await records.moveAppointment(made.id, there);
      assert.deepEqual(await records.findAppointments({ patientId, start: at }), []);
      assert.deepEqual(ids(await records.findAppointments({ patientId, start: later })), [made.id]);
      await records.createAppointment(appointmentFor(system, otherId));
      await assert.rejects(
        records.moveAppointment(made.id, appointmentFor(system, patientId)),
        AppointmentConflict,
      );
      assert.deepEqual(ids(await records.findAppointments({ patientId, start: later })), [made.id]);
    });

    it('list the appointments of a provider, and read one of them', async () => {
      const system = await start();
      const { records, providerId } = system;
      const { id: patientId } = await records.createPatient(alex);
      const { id } = await records.createAppointment(appointmentFor(system, patientId));
      const around = { from: new Date(at.getTime() - hourMs), to: new Date(at.getTime() + hourMs) };
      const [one, ...more] = await records.listAppointments({ providerId, ...around });
      assert.deepEqual([one?.id, one?.providerId, more.length], [id, providerId, 0]);
      assert.equal(one?.end.getTime(), at.getTime() + hourMs / 4);
      assert.equal((await records.readAppointment(id))?.start.getTime(), at.getTime());
      const after = { from: new Date(at.getTime() + hourMs), to: new Date(at.getTime() + 2 * hourMs) };
      assert.deepEqual(await records.listAppointments({ providerId, ...after }), []);
      await records.deleteAppointment(id);
      assert.equal(await records.readAppointment(id), null);
    });

    it('say that they do not take a note of attendance', async () => {
      const system = await start();
      const { id: patientId } = await system.records.createPatient(alex);
      const { id } = await system.records.createAppointment(appointmentFor(system, patientId));
      assert.equal(await system.records.noteAttendance(id, 'no_show'), false);
    });

    it('refuse a second appointment at the same time, in a way that can be told from other refusals', async () => {
      const system = await start();
      const { records } = system;
      const { id: patientId } = await records.createPatient(alex);
      const { id: otherId } = await records.createPatient({ ...alex, firstName: 'Sam' });
      await records.createAppointment(appointmentFor(system, patientId));
      for (const who of [patientId, otherId]) {
        await assert.rejects(records.createAppointment(appointmentFor(system, who)), AppointmentConflict);
      }
      await assert.rejects(
        records.createAppointment(appointmentFor(system, crypto.randomUUID())),
        (error) =>
          error instanceof UpstreamError && !(error instanceof AppointmentConflict) && !error.transient,
      );
    });

    it('can be asked what became of a creation whose answer was lost', async () => {
      const system = await start();
      const { records } = system;
      const mayTryAgain = (error: unknown): boolean => error instanceof UpstreamError && error.transient;
      system.loseNextAnswer('createPatient');
      await assert.rejects(records.createPatient(alex), mayTryAgain);
      const [patient, ...others] = await records.findPatientsByContact(contact);
      assert.ok(patient && others.length === 0);
      system.loseNextAnswer('createAppointment');
      await assert.rejects(records.createAppointment(appointmentFor(system, patient.id)), mayTryAgain);
      assert.equal((await records.findAppointments({ patientId: patient.id, start: at })).length, 1);
    });

    it('throw what may be tried again when nothing answers', async () => {
      const { records, down } = await start();
      const up = down();
      await assert.rejects(
        records.findPatientsByContact(contact),
        (error) => error instanceof UpstreamError && error.transient,
      );
      up();
      assert.deepEqual(await records.findPatientsByContact(contact), []);
    });
  });
}
