import type { RecordsSearchAnswer, recordsSearch } from '@botaniqal/shared/contracts/phone-booking.ts';
import type { z } from 'zod';
import type { ActingAs } from '../../platform/audit/actor.ts';
import { recordListed } from '../../platform/audit/record-access.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { PatientRecord } from '../../ports/records/patient.ts';
import { findPatient, readPhone } from '../patients/index.ts';
import type { PhoneBookingDeps } from './deps.ts';

/** A consultant waits no longer than this. */
const patienceMs = 5_000;
const most = 8;

/** The record that is certainly this person, and those that may be. Each that is shown is in the audit trail. */
export async function findInRecords(
  deps: Pick<PhoneBookingDeps, 'bookings' | 'records'>,
  { firstName, lastName, email, phone, dateOfBirth, hasContactPerson }: z.infer<typeof recordsSearch>,
  by: ActingAs,
): Promise<RecordsSearchAnswer> {
  const { store, clock, log } = deps.bookings;
  const reached = hasContactPerson ? { email: '', mobile: '' } : { email, mobile: readPhone(phone).digits };
  const person = { firstName, lastName, dateOfBirth: dateOfBirth ?? null, ...reached };
  const sighting = await findPatient(deps.records, person, AbortSignal.timeout(patienceMs)).catch(
    (error: unknown) => {
      if (!(error instanceof UpstreamError)) throw error;
      log.warn('The records could not be searched for a patient on the phone', { error });
      return null;
    },
  );
  if (!sighting) return { match: null, resembling: [], read: false };
  const { match, resembling } = sighting;
  const certainId = match.kind === 'certain' ? match.patientId : null;
  const certain = resembling.find(({ id }) => id === certainId);
  const otherCandidates = resembling.filter(({ id }) => id !== certainId);
  const shown = [...(certain ? [certain] : []), ...otherCandidates.slice(0, most)];
  const access = { ...by, action: 'patient_record.listed', at: clock.now() };
  await store.db.transaction((tx) =>
    recordListed(
      tx,
      access,
      'patient_record',
      shown.map(({ id }) => id),
    ),
  );
  const view = (record: PatientRecord) => ({
    recordId: record.id,
    name: [record.firstName, record.lastName].filter(Boolean).join(' '),
    dateOfBirth: record.dateOfBirth,
    email: record.email,
    phone: record.mobile,
    page: deps.records.patientPage(record.id),
  });
  return { match: certain ? view(certain) : null, resembling: otherCandidates.map(view), read: true };
}
