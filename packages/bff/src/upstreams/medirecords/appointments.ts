import { hourMs, minuteMs } from '@botaniqal/shared/time/duration.ts';
import type { Clock } from '../../platform/clock.ts';
import { instantOf, localTime } from '../../platform/local-time.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import { AppointmentConflict, type ListedRecord } from '../../ports/records/appointment.ts';
import type { PracticeRecords } from '../../ports/records/practice-records.ts';
import { type MediRecordsConnection, type MediRecordsSettings, saysNo } from './connection.ts';
import { rememberedIntervals } from './interval-codes.ts';
import {
  appointmentBody,
  appointmentRecord,
  attendanceStatus,
  changedAppointment,
  isDoubleBooking,
  listQuery,
  minutesOf,
} from './mapping/appointments.ts';
import { paths } from './mapping/paths.ts';
import * as wire from './wire.ts';

type Appointments = Pick<
  PracticeRecords,
  | 'findAppointments'
  | 'listAppointments'
  | 'readAppointment'
  | 'createAppointment'
  | 'moveAppointment'
  | 'noteAttendance'
  | 'deleteAppointment'
>;

/** The longest time that an appointment which began before a range can still take of it. */
const longestMs = 4 * hourMs;

/** Appointments in MediRecords (contract 2.4). */
export function appointmentsOf(
  connection: MediRecordsConnection,
  settings: Pick<MediRecordsSettings, 'practiceId' | 'timeZone' | 'remindsItself'>,
  clock: Clock,
): Appointments {
  const { practiceId, timeZone } = settings;
  const intervals = rememberedIntervals(connection, clock);

  /** Reads the whole record and sends it back whole: what MediRecords does with a part of it is not confirmed. */
  async function change(id: string, changes: Record<string, unknown>, signal?: AbortSignal): Promise<void> {
    const path = paths.appointment(practiceId, id);
    const present = await connection.get(
      { operation: 'read appointment', path, signal },
      wire.wholeAppointment,
    );
    try {
      await connection.call({
        operation: 'update appointment',
        method: 'PUT',
        path,
        body: changedAppointment(present, changes),
        answer: wire.anything,
        repeat: 'safe',
        signal,
      });
    } catch (error) {
      throw conflictIn(error);
    }
  }

  async function listed(record: wire.Appointment, signal?: AbortSignal): Promise<ListedRecord> {
    const known = await intervals.forCode(record.appointmentIntervalCode, signal);
    const start = instantOf(record.scheduleTime.slice(0, 16), timeZone);
    const end = new Date(start.getTime() + minutesOf(record.appointmentIntervalCode, known) * minuteMs);
    return { ...appointmentRecord(record, start), end, providerId: record.providerId ?? null };
  }

  return {
    async listAppointments({ providerId, from, to }, signal) {
      const query = listQuery({
        providerId,
        from: localTime(new Date(from.getTime() - longestMs), timeZone),
        to: localTime(to, timeZone),
      });
      const path = paths.appointments(practiceId);
      const found = await connection.getAll(
        { operation: 'list appointments', path, query, signal },
        wire.listedAppointment,
      );
      const all: ListedRecord[] = [];
      // One after the other: the first unknown length asks for the code list, and the others use it.
      for (const one of found) all.push(await listed(one, signal));
      return all.filter((one) => one.providerId === providerId && one.start < to && one.end > from);
    },

    async readAppointment(id, signal) {
      const path = paths.appointment(practiceId, id);
      try {
        const found = await connection.get(
          { operation: 'read appointment', path, signal },
          wire.listedAppointment,
        );
        return await listed(found, signal);
      } catch (error) {
        if (saysNo(error)) return null;
        throw error;
      }
    },

    async findAppointments({ patientId, start }, signal) {
      const path = paths.appointments(practiceId);
      const query = {
        patientId,
        appointmentDateRangeStart: localTime(new Date(start.getTime() - 2 * hourMs), timeZone),
        appointmentDateRangeEnd: localTime(new Date(start.getTime() + 2 * hourMs), timeZone),
      };
      const near = await connection.getAll(
        { operation: 'list appointments', path, query, signal },
        wire.appointment,
      );
      // Compared as the practice's clock shows them: an hour that it shows twice has one name in the record.
      const wanted = localTime(start, timeZone);
      return near
        .filter((one) => one.patientId === patientId && one.scheduleTime.slice(0, 16) === wanted)
        .map((one) => appointmentRecord(one, start))
        .filter((one) => one.status !== 'cancelled');
    },

    async createAppointment(appointment, signal) {
      const known = await intervals.forMinutes(appointment.durationMinutes, signal);
      try {
        const { body } = await connection.call({
          operation: 'create appointment',
          method: 'POST',
          path: paths.appointments(practiceId),
          body: appointmentBody(appointment, known, settings),
          answer: wire.appointment,
          repeat: 'once',
          signal,
        });
        return appointmentRecord(body, startOf(body.scheduleTime, appointment.start, timeZone));
      } catch (error) {
        throw conflictIn(error);
      }
    },

    async moveAppointment(id, appointment, signal) {
      const known = await intervals.forMinutes(appointment.durationMinutes, signal);
      await change(id, appointmentBody(appointment, known, settings), signal);
    },

    async noteAttendance(id, attendance, signal) {
      const appointmentStatus = attendanceStatus[attendance];
      if (appointmentStatus === null) return false;
      await change(id, { appointmentStatus }, signal);
      return true;
    },

    async deleteAppointment(id, signal) {
      const path = paths.appointment(practiceId, id);
      try {
        await connection.call({
          operation: 'delete appointment',
          method: 'DELETE',
          path,
          answer: wire.anything,
          repeat: 'safe',
          signal,
        });
      } catch (error) {
        if (!saysNo(error)) throw error;
        // Refused because it is gone already? Look.
        const reading = connection.get({ operation: 'read appointment', path, signal }, wire.anything);
        const gone = await reading.then(() => false, saysNo);
        if (!gone) throw error;
      }
    },
  };
}

/** The refusal of a time that patient or provider has already; any other error as it is. */
function conflictIn(error: unknown): unknown {
  if (!(error instanceof UpstreamError) || !isDoubleBooking(error)) return error;
  const { details, status } = error;
  return new AppointmentConflict('medirecords', { details, cause: error, ...(status ? { status } : {}) });
}

/** The asked instant where the record means it, so that an hour shown twice stays the one we meant. */
function startOf(scheduleTime: string, asked: Date, timeZone: string): Date {
  return scheduleTime.slice(0, 16) === localTime(asked, timeZone) ? asked : instantOf(scheduleTime, timeZone);
}
