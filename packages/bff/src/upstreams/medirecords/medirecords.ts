import type { ClientContext } from '../../platform/http-client/index.ts';
import type { PracticeRecords } from '../../ports/records/practice-records.ts';
import { appointmentsOf } from './appointments.ts';
import { connectToMediRecords, type MediRecordsSettings } from './connection.ts';
import { patientPage } from './mapping/paths.ts';
import { patientFileOf } from './patient-file.ts';
import { patientsOf } from './patients.ts';

/** The clinic's records in MediRecords Connect. */
export function createMediRecords(settings: MediRecordsSettings, context: ClientContext): PracticeRecords {
  const connection = connectToMediRecords(settings, context);
  return {
    displayName: 'MediRecords',
    ...patientsOf(connection, settings.practiceId, context.clock),
    ...patientFileOf(connection, settings.practiceId),
    ...appointmentsOf(connection, settings, context.clock),
    patientPage: (patientId) => patientPage(settings.practiceId, patientId),
  };
}
