import { UpstreamError } from '../../platform/upstream-error.ts';

/** What the clinic needs of its practice management system, in the clinic's words. */

export interface PatientRecord {
  id: string;
  firstName: string | null;
  lastName: string;
  /** `YYYY-MM-DD`; `null` when the record has none or a placeholder. */
  dateOfBirth: string | null;
  email: string | null;
  /** Digits only, as `04…` where it is an Australian mobile. */
  mobile: string | null;
}

export interface NewPatient {
  firstName: string;
  lastName: string;
  /** `null`: not asked yet; the record gets the placeholder, and the intake form replaces it. */
  dateOfBirth: string | null;
  email: string;
  mobile: string;
  /** Plain note for staff on the record. */
  note?: string;
}

export interface AppointmentRecord {
  id: string;
  patientId: string;
  start: Date;
  status: 'booked' | 'confirmed' | 'arrived' | 'in_progress' | 'completed' | 'cancelled' | 'unknown';
}

export interface NewAppointment {
  patientId: string;
  /** The system's ids, from clinic.yaml. */
  providerId: string;
  appointmentTypeId: string;
  start: Date;
  durationMinutes: number;
  /** At most 500 characters. */
  notes: string;
}

/**
 * Refused, because the patient or the provider has another appointment then. It may be the very one that an
 * earlier, unanswered try made: look with `findAppointments` before believing that somebody else has the time.
 */
export class AppointmentConflict extends UpstreamError {
  constructor(more: ConstructorParameters<typeof UpstreamError>[2] = {}) {
    super('medirecords', 'rejected', more);
    this.name = 'AppointmentConflict';
  }
}

/** All methods throw `UpstreamError`; `transient` tells a job whether to try again. */
export interface PracticeRecords {
  /** Records whose e-mail or mobile is the given one. Not identity: families share them. */
  findPatientsByContact(
    contact: { email: string; mobile: string },
    signal?: AbortSignal,
  ): Promise<PatientRecord[]>;
  findPatientsByIdentity(
    identity: { firstName: string; lastName: string; dateOfBirth: string },
    signal?: AbortSignal,
  ): Promise<PatientRecord[]>;
  /** Creates once. Never repeated without looking first. */
  createPatient(patient: NewPatient, signal?: AbortSignal): Promise<{ id: string }>;
  /** Appointments of a patient at a start, to look before creating. Cancelled ones are left out. */
  findAppointments(
    query: { patientId: string; start: Date },
    signal?: AbortSignal,
  ): Promise<AppointmentRecord[]>;
  /** @throws AppointmentConflict when patient or provider has another appointment then */
  createAppointment(appointment: NewAppointment, signal?: AbortSignal): Promise<AppointmentRecord>;
  /** Only for appointments that we made ourselves. Gone already is success. */
  deleteAppointment(id: string, signal?: AbortSignal): Promise<void>;
  /** Where staff open the patient in the vendor's own application. */
  patientPage(patientId: string): string;
}
