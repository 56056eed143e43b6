import type { z } from 'zod';
import {
  createOutsideClient,
  type OutsideCall,
  type OutsideClient,
  type OutsideSurroundings,
} from '../../platform/outside-call/index.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import { intervalsIn } from './interval-codes.ts';
import { instantOf, localTime } from './local-time.ts';
import * as mapping from './mapping.ts';
import { AppointmentConflict, type PatientRecord, type PracticeRecords } from './port.ts';
import * as wire from './wire.ts';

export interface MediRecordsSettings {
  baseUrl: string;
  apiKey: string;
  practiceId: string;
  /** MediRecords' times are the practice's local times, and it does not say in which zone. */
  timeZone: string;
}

const hour = 3_600_000;
const intervalsKeptMs = 24 * hour;
const intervalsRetryMs = hour / 6;
const mostPages = 20;

/** The clinic's records in MediRecords Connect. */
export function createMediRecords(
  settings: MediRecordsSettings,
  surroundings: OutsideSurroundings,
): PracticeRecords {
  const { practiceId, timeZone } = settings;
  const client = connect(settings, surroundings);
  const get = { method: 'GET', repeat: 'safe' } as const;

  /** `null` when it was removed since it was found. */
  async function readPatient(patientId: string, signal?: AbortSignal): Promise<PatientRecord | null> {
    try {
      const { body } = await client.call({
        ...get,
        operation: 'read patient',
        path: mapping.paths.patient(patientId),
        answer: wire.patient,
        signal,
      });
      return mapping.patientRecord(body);
    } catch (error) {
      if (saysNo(error)) return null;
      throw error;
    }
  }

  async function idsWith(query: Record<string, string>, signal?: AbortSignal): Promise<string[]> {
    const { body } = await client.call({
      ...get,
      operation: 'look up patients',
      path: mapping.paths.patientsWith,
      query,
      answer: wire.ids,
      signal,
    });
    return body.map((one) => one.id);
  }

  async function allPages<T extends z.ZodType>(
    of: T,
    call: Pick<OutsideCall<unknown>, 'operation' | 'path' | 'query' | 'signal'>,
  ): Promise<z.output<T>[]> {
    const all: z.output<T>[] = [];
    for (let page = 0; page < mostPages; page += 1) {
      const { body } = await client.call({
        ...get,
        ...call,
        query: { ...call.query, page, size: mapping.pageSize },
        answer: wire.page(of),
      });
      all.push(...body.data);
      if (body.last ?? body.data.length < mapping.pageSize) break;
    }
    return all;
  }

  const intervals = rememberedIntervals(client, surroundings);

  return {
    async findPatientsByContact({ email, mobile }, signal) {
      const { contactParameters } = mapping;
      const digits = mapping.localDigits(mobile);
      const questions = [
        ...(email.trim() === '' ? [] : [{ [contactParameters.email]: email.trim() }]),
        ...(digits === '' ? [] : [{ [contactParameters.mobile]: digits }]),
      ];
      const found = await Promise.all(questions.map((query) => idsWith(query, signal)));
      const records = await Promise.all([...new Set(found.flat())].map((id) => readPatient(id, signal)));
      return records.filter((one) => one !== null);
    },

    async findPatientsByIdentity({ firstName, lastName, dateOfBirth }, signal) {
      if (dateOfBirth === mapping.placeholders.dateOfBirth) return [];
      const born = await allPages(wire.patient, {
        operation: 'search patients',
        path: mapping.paths.searchPatients,
        query: { q: mapping.bornOn(dateOfBirth) },
        signal,
      });
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
      const create = (path: string) =>
        client.call({
          operation: 'create patient',
          method: 'POST',
          path,
          body: mapping.patientBody(patient, practiceId),
          answer: wire.created,
          repeat: 'once',
          signal,
        });
      try {
        return (await create(mapping.paths.createPatient)).body;
      } catch (error) {
        if (!(error instanceof UpstreamError) || error.reason !== 'not_found') throw error;
        return (await create(mapping.paths.createPatientBefore)).body;
      }
    },

    async findAppointments({ patientId, start }, signal) {
      const near = await allPages(wire.appointment, {
        operation: 'list appointments',
        path: mapping.paths.appointments(practiceId),
        query: {
          patientId,
          appointmentDateRangeStart: localTime(new Date(start.getTime() - 2 * hour), timeZone),
          appointmentDateRangeEnd: localTime(new Date(start.getTime() + 2 * hour), timeZone),
        },
        signal,
      });
      // Compared as the practice's clock shows them: an hour that it shows twice has one name in the record.
      const wanted = localTime(start, timeZone);
      return near
        .filter((one) => one.patientId === patientId && one.scheduleTime.slice(0, 16) === wanted)
        .map((one) => mapping.appointmentRecord(one, start))
        .filter((one) => one.status !== 'cancelled');
    },

    async createAppointment(appointment, signal) {
      const known = await intervals(appointment.durationMinutes, signal);
      try {
        const { body } = await client.call({
          operation: 'create appointment',
          method: 'POST',
          path: mapping.paths.appointments(practiceId),
          body: mapping.appointmentBody(appointment, known, timeZone),
          answer: wire.appointment,
          repeat: 'once',
          signal,
        });
        return mapping.appointmentRecord(body, startOf(body.scheduleTime, appointment.start, timeZone));
      } catch (error) {
        if (!(error instanceof UpstreamError) || !mapping.isDoubleBooking(error)) throw error;
        const { details, status } = error;
        throw new AppointmentConflict({ details, cause: error, ...(status ? { status } : {}) });
      }
    },

    async deleteAppointment(id, signal) {
      const path = mapping.paths.appointment(practiceId, id);
      try {
        await client.call({
          operation: 'delete appointment',
          method: 'DELETE',
          path,
          answer: wire.anything,
          repeat: 'safe',
          signal,
        });
      } catch (error) {
        if (!saysNo(error)) throw error;
        // Refused because it is gone already? An unknown id is answered with 400 as well as with 404: look.
        const gone = await client
          .call({ ...get, operation: 'read appointment', path, answer: wire.anything, signal })
          .then(() => false, saysNo);
        if (!gone) throw error;
      }
    },

    patientPage: (patientId) => mapping.patientPage(practiceId, patientId),
  };
}

function connect(settings: MediRecordsSettings, surroundings: OutsideSurroundings): OutsideClient {
  const client = createOutsideClient(
    {
      service: 'medirecords',
      baseUrl: settings.baseUrl.replace(/\/+$/, ''),
      headersTimeoutMs: 10_000,
      bodyTimeoutMs: 10_000,
      maxConcurrent: 4,
      maxAnswerBytes: 4_000_000,
      retry: { tries: 3, baseMs: 300, longestPauseMs: 2000 },
      breaker: { failures: 6, pauseMs: 5000 },
      errorDetails: mapping.errorDetails,
    },
    surroundings,
  );
  return {
    call: (wanted) =>
      client.call({ ...wanted, headers: { ...wanted.headers, authorization: `Bearer ${settings.apiKey}` } }),
  };
}

/** The vendor's list of lengths, asked for only when the documented ones do not do, and never waited for twice. */
function rememberedIntervals(client: OutsideClient, { clock }: OutsideSurroundings) {
  let known = mapping.documentedIntervals;
  let askAgainAt = 0;
  return async (minutes: number, signal?: AbortSignal): Promise<ReadonlyMap<number, number>> => {
    const now = clock.now().getTime();
    if (known.has(minutes) || now < askAgainAt) return known;
    try {
      const { body } = await client.call({
        operation: 'read interval codes',
        method: 'GET',
        path: mapping.paths.intervalCodes,
        answer: wire.anything,
        repeat: 'safe',
        signal,
      });
      known = intervalsIn(body);
      askAgainAt = now + intervalsKeptMs;
    } catch (error) {
      if (!(error instanceof UpstreamError) || error.reason === 'aborted') throw error;
      askAgainAt = now + intervalsRetryMs;
    }
    return known;
  };
}

/** The asked instant where the record means it, so that an hour shown twice stays the one we meant. */
function startOf(scheduleTime: string, asked: Date, timeZone: string): Date {
  return scheduleTime.slice(0, 16) === localTime(asked, timeZone) ? asked : instantOf(scheduleTime, timeZone);
}

function saysNo(error: unknown): boolean {
  return error instanceof UpstreamError && (error.reason === 'not_found' || error.reason === 'rejected');
}

function sameName(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLocaleLowerCase('en-AU');
}
