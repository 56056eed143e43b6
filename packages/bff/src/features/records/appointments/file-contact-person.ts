import { recordAccess } from '../../../platform/audit/record-access.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { Booking } from '../../bookings/index.ts';
import { nameKey, readPhone } from '../../patients/index.ts';
import { atMostOnce } from '../at-most-once.ts';
import type { FilingDeps } from '../deps.ts';
import type { Filing } from '../filing-store.ts';

/**
 * Adds the contact person of a booking to the people of the patient's record. It looks first: a person of this name may be
 * there. A refusal needs no task, because the notes of the appointment name the contact person too.
 */
export async function fileContactPerson(
  deps: FilingDeps,
  booking: Booking,
  filing: Filing,
  patientId: string,
  signal: AbortSignal,
): Promise<void> {
  const { contactPerson, email, phone } = booking.patient;
  if (!contactPerson) return;
  const { name, relation } = contactPerson;
  try {
    const known = await deps.records.readRelatedPeople(patientId, signal);
    if (known.some((one) => nameKey(one.name) === nameKey(name))) return;
    const person = { name, relation, email, phone: readPhone(phone).digits };
    await atMostOnce(deps, filing, 'contact', () =>
      deps.records.createRelatedPerson(patientId, person, signal),
    );
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.transient) throw error;
    deps.log.info('The records do not take a contact person: the appointment names them', {
      bookingId: booking.id,
    });
    return;
  }
  await deps.store.db.transaction((tx) =>
    recordAccess(tx, {
      actor: { kind: 'system' },
      action: 'patient.related_person_saved',
      subject: { kind: 'patient_record', id: patientId },
      at: deps.clock.now(),
    }),
  );
}
