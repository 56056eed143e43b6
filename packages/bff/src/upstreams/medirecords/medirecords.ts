import type { OutsideSurroundings } from '../../platform/http-client/index.ts';
import type { PracticeRecords } from '../../ports/records/practice-records.ts';
import { appointmentsOf } from './appointments.ts';
import { connectToMediRecords, type MediRecordsSettings } from './connection.ts';
import { patientPage } from './mapping/paths.ts';
import { patientFileOf } from './patient-file.ts';
import { patientsOf } from './patients.ts';

/** The clinic's records in MediRecords Connect. */
export function createMediRecords(
  settings: MediRecordsSettings,
  surroundings: OutsideSurroundings,
): PracticeRecords {
  const connection = connectToMediRecords(settings, surroundings);
  return {
    displayName: 'MediRecords',
    ...patientsOf(connection, settings.practiceId, surroundings.clock),
    ...patientFileOf(connection, settings.practiceId),
    ...appointmentsOf(connection, settings, surroundings.clock),
    patientPage: (patientId) => patientPage(settings.practiceId, patientId),
  };
}
