import { UpstreamError } from '../../platform/upstream-error.ts';
import {
  AppointmentConflict,
  type AppointmentRecord,
  type ListedRecord,
  type NewAppointment,
} from '../../ports/records/appointment.ts';
import type { NewDocument } from '../../ports/records/document.ts';
import type { NewPatient, PatientRecord } from '../../ports/records/patient.ts';
import type { PatientChange, PatientDetails, PatientFacts } from '../../ports/records/patient-facts.ts';
import type {
  Address,
  CardsChange,
  EmergencyContact,
  RelatedPerson,
} from '../../ports/records/patient-file.ts';
import type { PracticeRecords } from '../../ports/records/practice-records.ts';
import { RecordsRefusal } from '../../ports/records/refusal.ts';
import { emptyCards, emptyFacts, InMemoryPatientFiles } from './medirecords-patient-files.ts';

type Method = Exclude<keyof PracticeRecords, 'patientPage'>;

interface StoredAppointment extends NewAppointment, AppointmentRecord {}

const minute = 60_000;

/**
 * A practice's records in memory, for the tests of features. Refuses a second appointment of one patient or one
 * provider at overlapping times, as MediRecords does. The same suites test it and the client
 * (`testing/ports/records.suite.ts` and `patient-file.suite.ts`).
 */
export class InMemoryPracticeRecords implements PracticeRecords {
  readonly displayName = 'MediRecords';
  readonly patients: (PatientRecord & { note?: string })[] = [];
  readonly appointments: StoredAppointment[] = [];
  /** Addresses, cards, contacts and documents. */
  readonly files = new InMemoryPatientFiles();
  /** Whether a record that is there can be changed. */
  patientsCanBeChanged = true;
  /** Titles that have no code. */
  unknownTitles: readonly string[] = [];
  /** Facts that every request is refused for. */
  refusedFacts: readonly (keyof PatientFacts)[] = [];
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

  /** What a record says of title, gender and the like, as staff would type it. */
  describePatient(patientId: string, facts: Partial<PatientFacts>): void {
    this.files.of(patientId).facts = { ...this.files.of(patientId).facts, ...facts };
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

  findPatientsBornOn(dateOfBirth: string): Promise<PatientRecord[]> {
    return this.#perform('findPatientsBornOn', () =>
      this.patients.filter((one) => one.dateOfBirth === dateOfBirth),
    );
  }

  createPatient(patient: NewPatient): Promise<{ id: string; leftOut: (keyof PatientFacts)[] }> {
    return this.#perform('createPatient', () => {
      const { note, mobile, facts = {}, ...rest } = patient;
      this.#refuse(namesOf({ ...facts, ...(rest.email && { email: rest.email }) }));
      const record = {
        id: crypto.randomUUID(),
        ...rest,
        email: rest.email || null,
        mobile: digitsOf(mobile) || null,
        ...(note === undefined ? {} : { note }),
      };
      this.patients.push(record);
      const { kept, leftOut } = this.#withCode(facts);
      this.describePatient(record.id, kept);
      return { id: record.id, leftOut };
    });
  }

  readPatient(patientId: string): Promise<PatientDetails | null> {
    return this.#perform('readPatient', () => {
      const record = this.patients.find((one) => one.id === patientId);
      if (!record) return null;
      const { id, firstName, lastName, dateOfBirth, email, mobile } = record;
      const { facts } = this.files.of(id);
      const own = { firstName: firstName === 'Onlyname' ? null : firstName, lastName: lastName || null };
      return { ...emptyFacts, ...facts, id, ...own, dateOfBirth, email, mobilePhone: mobile };
    });
  }

  updatePatient(patientId: string, change: PatientChange): Promise<{ leftOut: (keyof PatientFacts)[] }> {
    return this.#perform('updatePatient', () => {
      const record = this.patients.find((one) => one.id === patientId);
      const refused = { status: record ? 405 : 400 };
      if (!record || !this.patientsCanBeChanged) {
        throw new RecordsRefusal('medirecords', { fields: [], notOffered: record !== undefined }, refused);
      }
      this.#refuse(namesOf(change));
      const { kept, leftOut } = this.#withCode(change);
      const { firstName, lastName, dateOfBirth, email, mobilePhone, ...rest } = kept;
      if (firstName) record.firstName = firstName;
      if (lastName) record.lastName = lastName;
      if (dateOfBirth) record.dateOfBirth = dateOfBirth;
      if (email) record.email = email;
      if (mobilePhone) record.mobile = digitsOf(mobilePhone);
      this.describePatient(patientId, rest);
      return { leftOut };
    });
  }

  readAddresses(patientId: string) {
    return this.#perform('readAddresses', () => [...this.#fileOf(patientId).addresses]);
  }

  createAddress(patientId: string, address: Address): Promise<{ id: string }> {
    return this.#perform('createAddress', () => this.files.addAddress(this.#mustHave(patientId), address));
  }

  updateAddress(patientId: string, addressId: string, address: Address): Promise<void> {
    return this.#perform('updateAddress', () =>
      this.files.changeAddress(this.#mustHave(patientId), addressId, address),
    );
  }

  readCards(patientId: string) {
    return this.#perform('readCards', () => ({ ...emptyCards, ...this.#fileOf(patientId).cards }));
  }

  saveCards(patientId: string, change: CardsChange) {
    return this.#perform('saveCards', () => this.files.saveCards(this.#mustHave(patientId), change));
  }

  readEmergencyContact(patientId: string) {
    return this.#perform('readEmergencyContact', () => this.#fileOf(patientId).contact);
  }

  createEmergencyContact(patientId: string, contact: EmergencyContact): Promise<void> {
    return this.#perform('createEmergencyContact', () =>
      this.files.addContact(this.#mustHave(patientId), contact),
    );
  }

  readRelatedPeople(patientId: string): Promise<{ name: string }[]> {
    return this.#perform('readRelatedPeople', () => {
      const { contact, relatedPeople } = this.#fileOf(patientId);
      return [...(contact ? [contact] : []), ...relatedPeople].map(({ name }) => ({ name }));
    });
  }

  createRelatedPerson(patientId: string, person: RelatedPerson): Promise<void> {
    return this.#perform('createRelatedPerson', () => {
      this.#fileOf(patientId).relatedPeople.push({ ...person });
    });
  }

  listDocuments(patientId: string): Promise<{ id: string; subject: string }[]> {
    return this.#perform('listDocuments', () =>
      this.#fileOf(patientId).documents.map(({ id, subject }) => ({ id, subject })),
    );
  }

  fileDocument(patientId: string, document: NewDocument): Promise<{ id: string }> {
    return this.#perform('fileDocument', () => this.files.addDocument(this.#mustHave(patientId), document));
  }

  #fileOf(patientId: string) {
    return this.files.of(this.#mustHave(patientId));
  }

  #mustHave(patientId: string): string {
    if (this.patients.some((one) => one.id === patientId)) return patientId;
    throw new RecordsRefusal('medirecords', { fields: [], notOffered: false }, { status: 400 });
  }

  #refuse(names: readonly (keyof PatientFacts)[]): void {
    const fields = names.filter((name) => this.refusedFacts.includes(name));
    if (fields.length > 0)
      throw new RecordsRefusal('medirecords', { fields, notOffered: false }, { status: 400 });
  }

  #withCode(change: PatientChange): { kept: PatientChange; leftOut: (keyof PatientFacts)[] } {
    const { title, ...others } = change;
    if (title === undefined || !this.unknownTitles.includes(title)) return { kept: change, leftOut: [] };
    return { kept: others, leftOut: ['title'] };
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

  listAppointments(query: { providerId: string; from: Date; to: Date }): Promise<ListedRecord[]> {
    return this.#perform('listAppointments', () =>
      this.appointments
        .filter((one) => one.providerId === query.providerId)
        .map(listed)
        .filter(({ start, end }) => start < query.to && end > query.from),
    );
  }

  readAppointment(id: string): Promise<ListedRecord | null> {
    return this.#perform('readAppointment', () => {
      const found = this.appointments.find((one) => one.id === id);
      return found ? listed(found) : null;
    });
  }

  createAppointment(appointment: NewAppointment): Promise<AppointmentRecord> {
    return this.#perform('createAppointment', () => {
      if (!this.patients.some((one) => one.id === appointment.patientId)) {
        throw new UpstreamError('medirecords', 'rejected', { status: 400 });
      }
      if (this.#overlaps(appointment)) throw new AppointmentConflict('medirecords', { status: 409 });
      const made: StoredAppointment = { ...appointment, id: crypto.randomUUID(), status: 'booked' };
      this.appointments.push(made);
      return view(made);
    });
  }

  moveAppointment(id: string, appointment: NewAppointment): Promise<void> {
    return this.#perform('moveAppointment', () => {
      const found = this.#mustFind(id);
      if (this.#overlaps(appointment, id)) throw new AppointmentConflict('medirecords', { status: 409 });
      const { providerId, appointmentTypeId, start, durationMinutes } = appointment;
      Object.assign(found, { providerId, appointmentTypeId, start, durationMinutes });
    });
  }

  noteAttendance(id: string): Promise<boolean> {
    return this.#perform('noteAttendance', () => {
      this.#mustFind(id);
      return false;
    });
  }

  #mustFind(id: string): StoredAppointment {
    const found = this.appointments.find((one) => one.id === id);
    if (!found) throw new UpstreamError('medirecords', 'not_found', { status: 404 });
    return found;
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

  #overlaps(wanted: NewAppointment, except?: string): boolean {
    const end = wanted.start.getTime() + wanted.durationMinutes * minute;
    return this.appointments.some(
      (one) =>
        one.id !== except &&
        one.status !== 'cancelled' &&
        (one.patientId === wanted.patientId || one.providerId === wanted.providerId) &&
        one.start.getTime() < end &&
        wanted.start.getTime() < one.start.getTime() + one.durationMinutes * minute,
    );
  }
}

/** `Object.keys` forgets which names an object of this shape can have. */
function namesOf(change: PatientChange): (keyof PatientFacts)[] {
  return Object.keys(change) as (keyof PatientFacts)[];
}

function view(stored: StoredAppointment): AppointmentRecord {
  const { id, patientId, start, status } = stored;
  return { id, patientId, start, status };
}

function listed(stored: StoredAppointment): ListedRecord {
  const end = new Date(stored.start.getTime() + stored.durationMinutes * minute);
  return { ...view(stored), providerId: stored.providerId, end };
}

function sameText(a: string | null, b: string): boolean {
  return a !== null && a.trim().toLowerCase() === b.trim().toLowerCase();
}

function digitsOf(phone: string): string {
  return phone.replace(/\D/g, '').replace(/^61(?=4\d{8}$)/, '0');
}
