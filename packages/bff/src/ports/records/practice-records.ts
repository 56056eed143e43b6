import type { AppointmentRecord, ListedRecord, NewAppointment } from './appointment.ts';
import type { NewDocument } from './document.ts';
import type { NewPatient, PatientRecord } from './patient.ts';
import type { PatientChange, PatientDetails, PatientFacts, Written } from './patient-facts.ts';
import type {
  Address,
  AddressRecord,
  CardFacts,
  CardsChange,
  EmergencyContact,
  RelatedPerson,
} from './patient-file.ts';

/**
 * The clinic's practice management system. All methods throw `UpstreamError`; its `transient` tells a job whether to
 * try again.
 */
export interface PracticeRecords {
  /** How staff know the system. */
  readonly displayName: string;
  /** Records with this email or this mobile. They do not identify a person: families share them. */
  findPatientsByContact(
    contact: { email: string; mobile: string },
    signal?: AbortSignal,
  ): Promise<PatientRecord[]>;
  /** All of them, with any name: the caller compares names. `YYYY-MM-DD` */
  findPatientsBornOn(dateOfBirth: string, signal?: AbortSignal): Promise<PatientRecord[]>;
  /** Creates once. Look first before each repeat. */
  createPatient(
    patient: NewPatient,
    signal?: AbortSignal,
  ): Promise<{ id: string } & Written<keyof PatientFacts>>;
  /** `null` when there is no such record (any more). */
  readPatient(patientId: string, signal?: AbortSignal): Promise<PatientDetails | null>;
  /** Writes these facts over the present ones. @throws RecordsRefusal */
  updatePatient(
    patientId: string,
    change: PatientChange,
    signal?: AbortSignal,
  ): Promise<Written<keyof PatientFacts>>;
  readAddresses(patientId: string, signal?: AbortSignal): Promise<AddressRecord[]>;
  /** Creates once. Look first before each repeat. @throws RecordsRefusal */
  createAddress(patientId: string, address: Address, signal?: AbortSignal): Promise<{ id: string }>;
  /** @throws RecordsRefusal */
  updateAddress(patientId: string, addressId: string, address: Address, signal?: AbortSignal): Promise<void>;
  readCards(patientId: string, signal?: AbortSignal): Promise<CardFacts>;
  /** Writes these facts and keeps the others as they are. @throws RecordsRefusal */
  saveCards(patientId: string, change: CardsChange, signal?: AbortSignal): Promise<Written<keyof CardFacts>>;
  /** A patient has one at most. */
  readEmergencyContact(patientId: string, signal?: AbortSignal): Promise<EmergencyContact | null>;
  /** Creates once. Look first before each repeat. @throws RecordsRefusal, also when there is one already */
  createEmergencyContact(patientId: string, contact: EmergencyContact, signal?: AbortSignal): Promise<void>;
  /** The people that the record names beside the patient, the emergency contact among them. */
  readRelatedPeople(patientId: string, signal?: AbortSignal): Promise<{ name: string }[]>;
  /** Creates once. Look first before each repeat. @throws RecordsRefusal */
  createRelatedPerson(patientId: string, person: RelatedPerson, signal?: AbortSignal): Promise<void>;
  /** Documents that came in for a patient. */
  listDocuments(patientId: string, signal?: AbortSignal): Promise<{ id: string; subject: string }[]>;
  /** Files once. Look first before each repeat. @throws RecordsRefusal */
  fileDocument(patientId: string, document: NewDocument, signal?: AbortSignal): Promise<{ id: string }>;
  /** Appointments of a patient at a start, to look before creating. Cancelled ones are left out. */
  findAppointments(
    query: { patientId: string; start: Date },
    signal?: AbortSignal,
  ): Promise<AppointmentRecord[]>;
  /** All appointments of a provider that overlap `[from, to)`, typed by reception or filed by us, also cancelled ones. */
  listAppointments(
    query: { providerId: string; from: Date; to: Date },
    signal?: AbortSignal,
  ): Promise<ListedRecord[]>;
  /** `null` when there is no such appointment (any more). */
  readAppointment(id: string, signal?: AbortSignal): Promise<ListedRecord | null>;
  /** @throws AppointmentConflict when patient or provider has another appointment at that time */
  createAppointment(appointment: NewAppointment, signal?: AbortSignal): Promise<AppointmentRecord>;
  /**
   * Gives an appointment that we made another time, and perhaps another provider. What staff have typed stays. The same
   * again changes nothing.
   * @throws AppointmentConflict when patient or provider has another appointment at that time
   */
  moveAppointment(id: string, appointment: NewAppointment, signal?: AbortSignal): Promise<void>;
  /**
   * Notes whether the patient came to an appointment.
   * @returns false when the system does not take that from us: staff note it
   */
  noteAttendance(id: string, attendance: 'no_show' | 'unknown', signal?: AbortSignal): Promise<boolean>;
  /** Only for appointments that we made ourselves. A missing appointment is a success. */
  deleteAppointment(id: string, signal?: AbortSignal): Promise<void>;
  /** The address where staff open the patient in the system's own application. */
  patientPage(patientId: string): string;
}
