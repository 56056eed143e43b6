import { UpstreamError } from '../../platform/upstream-error.ts';
import {
  AppointmentConflict,
  type AppointmentRecord,
  type NewAppointment,
  type NewPatient,
  type PatientRecord,
  type PracticeRecords,
} from './port.ts';

type Method = Exclude<keyof PracticeRecords, 'patientPage'>;

interface StoredAppointment extends NewAppointment, AppointmentRecord {}

const minute = 60_000;

/**
 * A practice's records in memory, for the tests of features. Refuses a second appointment of one patient or one
 * provider at overlapping times, as MediRecords does. Held to the same suite as the client (`port.suite.ts`).
 */
export class InMemoryPracticeRecords implements PracticeRecords {
  readonly patients: (PatientRecord & { note?: string })[] = [];
  readonly appointments: StoredAppointment[] = [];
  /** Every call, in order. */
  readonly calls: Method[] = [];
  readonly #faults: { method: Method; error: UpstreamError; afterCommit: boolean }[] = [];
  #down: UpstreamError | undefined;

  /** Everything fails until `up`. */
  down(error = new UpstreamError('medirecords', 'unreachable')): void {
    this.#down = error;
  }

  up(): void {
    this.#down = undefined;
  }

  /** The next call of this method throws; with `afterCommit` it was done although the answer was lost. */
  failNext(method: Method, error: UpstreamError, options: { afterCommit?: boolean } = {}): void {
    this.#faults.push({ method, error, afterCommit: options.afterCommit ?? false });
  }

  /** Puts a record in, as staff would. */
  addPatient(patient: Partial<PatientRecord> & Pick<PatientRecord, 'lastName'>): PatientRecord {
    const record = {
      id: crypto.randomUUID(),
      firstName: null,
      dateOfBirth: null,
      email: null,
      mobile: null,
      ...patient,
    };
    this.patients.push(record);
    return record;
  }

  findPatientsByContact(contact: { email: string; mobile: string }): Promise<PatientRecord[]> {
    return this.#perform('findPatientsByContact', () =>
      this.patients.filter(
        (one) =>
          (contact.email !== '' && sameText(one.email, contact.email)) ||
          (contact.mobile !== '' && one.mobile === digitsOf(contact.mobile)),
      ),
    );
  }

  findPatientsByIdentity(identity: {
    firstName: string;
    lastName: string;
    dateOfBirth: string;
  }): Promise<PatientRecord[]> {
    return this.#perform('findPatientsByIdentity', () =>
      this.patients.filter(
        (one) =>
          sameText(one.firstName, identity.firstName) &&
          sameText(one.lastName, identity.lastName) &&
          one.dateOfBirth === identity.dateOfBirth,
      ),
    );
  }

  createPatient(patient: NewPatient): Promise<{ id: string }> {
    return this.#perform('createPatient', () => {
      const { note, mobile, ...rest } = patient;
      const record = {
        id: crypto.randomUUID(),
        ...rest,
        mobile: digitsOf(mobile),
        ...(note === undefined ? {} : { note }),
      };
      this.patients.push(record);
      return { id: record.id };
    });
  }

  findAppointments(query: { patientId: string; start: Date }): Promise<AppointmentRecord[]> {
    return this.#perform('findAppointments', () =>
      this.appointments
        .filter(
          (one) =>
            one.patientId === query.patientId &&
            one.status !== 'cancelled' &&
            one.start.getTime() === query.start.getTime(),
        )
        .map(view),
    );
  }

  createAppointment(appointment: NewAppointment): Promise<AppointmentRecord> {
    return this.#perform('createAppointment', () => {
      if (!this.patients.some((one) => one.id === appointment.patientId)) {
        throw new UpstreamError('medirecords', 'rejected', { status: 400 });
      }
      if (this.#overlaps(appointment)) throw new AppointmentConflict({ status: 409 });
      const made: StoredAppointment = { ...appointment, id: crypto.randomUUID(), status: 'booked' };
      this.appointments.push(made);
      return view(made);
    });
  }

  deleteAppointment(id: string): Promise<void> {
    return this.#perform('deleteAppointment', () => {
      const index = this.appointments.findIndex((one) => one.id === id);
      if (index >= 0) this.appointments.splice(index, 1);
    });
  }

  patientPage(patientId: string): string {
    return `https://practice.example.com/patients/${encodeURIComponent(patientId)}`;
  }

  async #perform<T>(method: Method, act: () => T): Promise<T> {
    this.calls.push(method);
    if (this.#down) throw this.#down;
    const index = this.#faults.findIndex((one) => one.method === method);
    const fault = index < 0 ? undefined : this.#faults.splice(index, 1)[0];
    if (fault && !fault.afterCommit) throw fault.error;
    const result = act();
    if (fault) throw fault.error;
    return result;
  }

  #overlaps(wanted: NewAppointment): boolean {
    const end = wanted.start.getTime() + wanted.durationMinutes * minute;
    return this.appointments.some(
      (one) =>
        one.status !== 'cancelled' &&
        (one.patientId === wanted.patientId || one.providerId === wanted.providerId) &&
        one.start.getTime() < end &&
        wanted.start.getTime() < one.start.getTime() + one.durationMinutes * minute,
    );
  }
}

function view(stored: StoredAppointment): AppointmentRecord {
  const { id, patientId, start, status } = stored;
  return { id, patientId, start, status };
}

function sameText(a: string | null, b: string): boolean {
  return a !== null && a.trim().toLowerCase() === b.trim().toLowerCase();
}

function digitsOf(phone: string): string {
  return phone.replace(/\D/g, '').replace(/^61(?=4\d{8}$)/, '0');
}
