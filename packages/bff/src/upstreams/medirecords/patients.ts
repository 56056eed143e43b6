import type { Clock } from '../../platform/clock.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { PatientRecord } from '../../ports/records/patient.ts';
import type { PatientChange } from '../../ports/records/patient-facts.ts';
import type { PracticeRecords } from '../../ports/records/practice-records.ts';
import { rememberedCodes } from './code-list.ts';
import { type MediRecordsConnection, saysNo } from './connection.ts';
import { bornOn, contactParameters, paths } from './mapping/paths.ts';
import { documentedTitles, placeholders, titlesIn } from './mapping/patients.ts';
import { localDigits } from './mapping/text.ts';
import * as shapes from './patient-shapes.ts';
import { orRefusal, refusalIn } from './refusal.ts';
import * as wire from './wire.ts';

type Patients = Pick<
  PracticeRecords,
  'findPatientsByContact' | 'findPatientsBornOn' | 'createPatient' | 'readPatient' | 'updatePatient'
>;

/** Patients in MediRecords (contract 2.6). */
export function patientsOf(connection: MediRecordsConnection, practiceId: string, clock: Clock): Patients {
  const titles = rememberedCodes(connection, clock, {
    operation: 'read title codes',
    path: paths.titleCodes,
    documented: documentedTitles,
    keysIn: titlesIn,
  });
  const titlesFor = (change: PatientChange | undefined, signal?: AbortSignal) =>
    titles((known) => !change?.title || known.has(change.title), signal);

  /** `null` when it was removed since it was found. */
  async function read(patientId: string, signal?: AbortSignal): Promise<PatientRecord | null> {
    const path = paths.patient(patientId);
    try {
      return shapes.patientRecord(
        await connection.get({ operation: 'read patient', path, signal }, wire.patient),
      );
    } catch (error) {
      if (saysNo(error)) return null;
      throw error;
    }
  }

  return {
    async findPatientsByContact({ email, mobile }, signal) {
      const digits = localDigits(mobile);
      const questions = [
        ...(email.trim() === '' ? [] : [{ [contactParameters.email]: email.trim() }]),
        ...(digits === '' ? [] : [{ [contactParameters.mobile]: digits }]),
      ];
      const found = await Promise.all(
        questions.map((query) =>
          connection.get(
            { operation: 'look up patients', path: paths.patientsWith, query, signal },
            wire.ids,
          ),
        ),
      );
      const ids = new Set(found.flat().map((one) => one.id));
      const records = await Promise.all([...ids].map((id) => read(id, signal)));
      return records.filter((one) => one !== null);
    },

    async findPatientsBornOn(dateOfBirth, signal) {
      if (dateOfBirth === placeholders.dateOfBirth) return [];
      const query = { q: bornOn(dateOfBirth) };
      const path = paths.searchPatients;
      const born = await connection.getAll(
        { operation: 'search patients', path, query, signal },
        wire.patient,
      );
      return born.map(shapes.patientRecord).filter((one) => one.dateOfBirth === dateOfBirth);
    },

    async createPatient(patient, signal) {
      const known = await titlesFor(patient.facts, signal);
      const { body: sent, leftOut } = shapes.patientBody(patient, practiceId, known);
      const create = async (path: string) => {
        const { body } = await connection.call({
          operation: 'create patient',
          method: 'POST',
          path,
          body: sent,
          answer: wire.created,
          repeat: 'once',
          signal,
        });
        return { ...body, leftOut };
      };
      try {
        return await create(paths.createPatient);
      } catch (error) {
        if (!(error instanceof UpstreamError) || error.reason !== 'not_found') throw refusalIn(error);
        return orRefusal(() => create(paths.createPatientBefore));
      }
    },

    async readPatient(patientId, signal) {
      try {
        const path = paths.patient(patientId);
        const record = await connection.get({ operation: 'read patient', path, signal }, wire.patientDetails);
        const known = await titles((sofar) => shapes.knowsTitleOf(record, sofar), signal);
        return shapes.patientDetails(record, known);
      } catch (error) {
        if (saysNo(error)) return null;
        throw error;
      }
    },

    async updatePatient(patientId, change, signal) {
      const path = paths.patient(patientId);
      const known = await titlesFor(change, signal);
      return orRefusal(async () => {
        const whole = await connection.get({ operation: 'read patient', path, signal }, wire.whole);
        const { body, leftOut, changes } = shapes.changedPatient(whole, change, known);
        // The client does not repeat it: the next try reads the record again, and sends what it has then.
        const write = { method: 'PUT', path, body, answer: wire.anything, repeat: 'once', signal } as const;
        if (changes) await connection.call({ operation: 'change patient', ...write });
        return { leftOut };
      });
    },
  };
}
