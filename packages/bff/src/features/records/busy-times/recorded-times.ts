import type { BusySource } from '../../../ports/calendar.ts';
import { filedAppointments } from '../appointments/filed-appointments.ts';
import type { RecordsDeps } from '../deps.ts';

/**
 * Appointments that people typed into the practice's records. Those that we filed ourselves are left out, by their ids:
 * our holds keep their times, and an appointment must not stand in the way of its own move.
 */
export function recordedTimes({
  records,
  store,
  clinic,
}: Pick<RecordsDeps, 'store' | 'clinic'> & {
  records: Pick<RecordsDeps['records'], 'listAppointments'>;
}): BusySource {
  const providerOf = (practitionerId: string) =>
    clinic.practitioners.find(({ id }) => id === practitionerId)?.medirecords.provider ?? '';
  return {
    has: (practitionerId) => providerOf(practitionerId) !== '',
    async busyBetween({ practitionerId, from, to, signal }) {
      const query = { providerId: providerOf(practitionerId), from, to };
      const listed = (await records.listAppointments(query, signal)).filter(
        ({ status }) => status !== 'cancelled',
      );
      // Read after the list: what was filed meanwhile is known as ours.
      const filed = await filedAppointments(store.db, { appointmentIds: listed.map(({ id }) => id) });
      const ours = new Set(filed.filter(({ isOurs }) => isOurs).map(({ appointmentId }) => appointmentId));
      return listed
        .filter(({ id }) => !ours.has(id))
        .map(({ start, end }) => ({ practitionerId, start, end }));
    },
  };
}
