import { UpstreamError } from '../platform/upstream-error.ts';

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
  /** What a form has told already; what is left out gets its placeholder. */
  facts?: PatientChange;
  /** Plain note for staff on the record. */
  note?: string;
}

/** A value that the record holds and that we have no word for. It is somebody's: nothing may replace it. */
export const unrecognised = 'unrecognised';
export type Unrecognised = typeof unrecognised;

/** What of a patient's record a form can tell; `null`: nothing stands there, or a placeholder of ours. */
export interface PatientFacts {
  title: 'mr' | 'mrs' | 'ms' | 'miss' | 'mx' | 'dr' | Unrecognised | null;
  firstName: string | null;
  lastName: string | null;
  preferredName: string | null;
  /** `YYYY-MM-DD` */
  dateOfBirth: string | null;
  gender: 'female' | 'male' | 'other' | Unrecognised | null;
  email: string | null;
  /** Digits only, as `04…` where it is an Australian mobile. */
  mobilePhone: string | null;
  homePhone: string | null;
  /** National codes; 9 is "not stated". */
  indigenousStatus: '1' | '2' | '3' | '4' | '9' | Unrecognised | null;
}

export interface PatientDetails extends PatientFacts {
  id: string;
}

/** What is to be written; what is left out stays. */
export type ChangeOf<Facts> = {
  [Name in keyof Facts]?: Exclude<Facts[Name], Unrecognised | null>;
};
export type PatientChange = ChangeOf<PatientFacts>;

export interface Address {
  /** 50 characters at most, as `line2`. */
  line1: string;
  line2: string | null;
  suburb: string;
  /** `VIC` */
  state: string;
  /** Four digits, as text. */
  postcode: string;
}

export interface AddressRecord extends Address {
  id: string;
  /** Somebody else has changed it since it was made, or nobody can tell. */
  touched: boolean;
}

/** Entitlements and what goes with them. */
export interface CardFacts {
  /** Ten digits. */
  medicareNumber: string | null;
  medicareIrn: string | null;
  /** `YYYY-MM`, as the other expiries. */
  medicareExpiry: string | null;
  dvaNumber: string | null;
  dvaColour: 'gold' | 'white' | 'orange' | Unrecognised | null;
  concessionNumber: string | null;
  concessionType: 'pension' | 'health_care' | 'seniors_health' | Unrecognised | null;
  concessionExpiry: string | null;
  electronicPrescriptions: boolean | null;
}
export type CardsChange = ChangeOf<CardFacts>;

export interface EmergencyContact {
  name: string;
  /** Who this person is to the patient, one of our forms' words; `null` when the record's word is none of them. */
  relationship: string | null;
  /** Digits only. */
  phone: string | null;
}

export interface NewDocument {
  /** What staff read in the list, and how it is found again: unique to the document. */
  subject: string;
  /** The day it came in, `YYYY-MM-DD`. */
  date: string;
  /** The provider in whose inbox it lands, from clinic.yaml. */
  recipientId: string;
  filename: string;
  pdf: Uint8Array;
}

/** What could not be written because there is no code for it; a person types it in. */
export interface Written<Name extends string> {
  leftOut: readonly Name[];
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

/** It understood, and does not take it. Nothing was changed. */
export class RecordsRefusal extends UpstreamError {
  /** What it does not take: names of our facts where they are known, else the vendor's; none when it did not say. */
  readonly fields: readonly string[];
  /** It cannot do this at all, whatever is sent. */
  readonly notOffered: boolean;

  constructor(
    refused: { fields: readonly string[]; notOffered: boolean },
    more: ConstructorParameters<typeof UpstreamError>[2] = {},
  ) {
    super('medirecords', 'rejected', more);
    this.name = 'RecordsRefusal';
    this.fields = refused.fields;
    this.notOffered = refused.notOffered;
  }
}

/** All methods throw `UpstreamError`; `transient` tells a job whether to try again. */
export interface PracticeRecords {
  /** Records whose e-mail or mobile is the given one. Not identity: families share them. */
  findPatientsByContact(
    contact: { email: string; mobile: string },
    signal?: AbortSignal,
  ): Promise<PatientRecord[]>;
  /** All of them, whatever their names: how names compare is for whoever asks. `YYYY-MM-DD` */
  findPatientsBornOn(dateOfBirth: string, signal?: AbortSignal): Promise<PatientRecord[]>;
  /** Creates once. Never repeated without looking first. */
  createPatient(
    patient: NewPatient,
    signal?: AbortSignal,
  ): Promise<{ id: string } & Written<keyof PatientFacts>>;
  /** `null` when there is no such record (any more). */
  readPatient(patientId: string, signal?: AbortSignal): Promise<PatientDetails | null>;
  /** Writes these facts, whatever stood there. @throws RecordsRefusal */
  updatePatient(
    patientId: string,
    change: PatientChange,
    signal?: AbortSignal,
  ): Promise<Written<keyof PatientFacts>>;
  readAddresses(patientId: string, signal?: AbortSignal): Promise<AddressRecord[]>;
  /** Creates once. Never repeated without looking first. @throws RecordsRefusal */
  createAddress(patientId: string, address: Address, signal?: AbortSignal): Promise<{ id: string }>;
  /** @throws RecordsRefusal */
  updateAddress(patientId: string, addressId: string, address: Address, signal?: AbortSignal): Promise<void>;
  readCards(patientId: string, signal?: AbortSignal): Promise<CardFacts>;
  /** Writes these, and sends back what else stood there. @throws RecordsRefusal */
  saveCards(patientId: string, change: CardsChange, signal?: AbortSignal): Promise<Written<keyof CardFacts>>;
  /** A patient has one at most. */
  readEmergencyContact(patientId: string, signal?: AbortSignal): Promise<EmergencyContact | null>;
  /** Creates once. Never repeated without looking first. @throws RecordsRefusal, also when there is one already */
  createEmergencyContact(patientId: string, contact: EmergencyContact, signal?: AbortSignal): Promise<void>;
  /** Documents that came in for a patient. */
  listDocuments(patientId: string, signal?: AbortSignal): Promise<{ id: string; subject: string }[]>;
  /** Files once. Never repeated without looking first. @throws RecordsRefusal */
  fileDocument(patientId: string, document: NewDocument, signal?: AbortSignal): Promise<{ id: string }>;
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
