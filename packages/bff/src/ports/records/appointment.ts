import { UpstreamError } from '../../platform/upstream-error.ts';

export interface AppointmentRecord {
  id: string;
  patientId: string;
  start: Date;
  status: 'booked' | 'confirmed' | 'arrived' | 'in_progress' | 'completed' | 'cancelled' | 'unknown';
}

/** An appointment as a list of the system shows it. */
export interface ListedRecord extends AppointmentRecord {
  /** The system's id of who gives it; `null` when it names no one. */
  providerId: string | null;
  /** Not included. Where the system's length is not known, a usual length is taken. */
  end: Date;
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
 * Refused, because the patient or the provider has another appointment at that time. It may be our own, from an
 * earlier try without an answer: call `findAppointments` first.
 */
export class AppointmentConflict extends UpstreamError {
  constructor(service: string, more: ConstructorParameters<typeof UpstreamError>[2] = {}) {
    super(service, 'rejected', more);
    this.name = 'AppointmentConflict';
  }
}
