import { UpstreamError } from '../../platform/upstream-error.ts';
import { type MediRecordsConnection, saysNo } from './connection.ts';
import * as mapping from './mapping.ts';
import type { PatientRecord, PracticeRecords } from './port.ts';
import * as wire from './wire.ts';

type Patients = Pick<PracticeRecords, 'findPatientsByContact' | 'findPatientsByIdentity' | 'createPatient'>;

/** Patients in MediRecords (contract 2.6). */
export function patientsOf(connection: MediRecordsConnection, practiceId: string): Patients {
  /** `null` when it was removed since it was found. */
  async function read(patientId: string, signal?: AbortSignal): Promise<PatientRecord | null> {
    const path = mapping.paths.patient(patientId);
    try {
      return mapping.patientRecord(
        await connection.get({ operation: 'read patient', path, signal }, wire.patient),
      );
    } catch (error) {
      if (saysNo(error)) return null;
      throw error;
    }
  }

  return {
    async findPatientsByContact({ email, mobile }, signal) {
      const { contactParameters, paths } = mapping;
      const digits = mapping.localDigits(mobile);
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

    async findPatientsByIdentity({ firstName, lastName, dateOfBirth }, signal) {
      if (dateOfBirth === mapping.placeholders.dateOfBirth) return [];
      const query = { q: mapping.bornOn(dateOfBirth) };
      const path = mapping.paths.searchPatients;
      const born = await connection.getAll(
        { operation: 'search patients', path, query, signal },
        wire.patient,
      );
      return born
        .map(mapping.patientRecord)
        .filter(
          (one) =>
            one.dateOfBirth === dateOfBirth &&
            sameName(one.firstName ?? '', firstName) &&
            sameName(one.lastName, lastName),
        );
    },

    async createPatient(patient, signal) {
      const create = async (path: string) => {
        const { body } = await connection.call({
          operation: 'create patient',
          method: 'POST',
          path,
          body: mapping.patientBody(patient, practiceId),
          answer: wire.created,
          repeat: 'once',
          signal,
        });
        return body;
      };
      try {
        return await create(mapping.paths.createPatient);
      } catch (error) {
        if (!(error instanceof UpstreamError) || error.reason !== 'not_found') throw error;
        return create(mapping.paths.createPatientBefore);
      }
    },
  };
}

function sameName(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLocaleLowerCase('en-AU');
}
