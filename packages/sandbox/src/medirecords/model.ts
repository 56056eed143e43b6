/** What the stand-in MediRecords holds, in the shapes that travel (without what it only computes). */

/** On every record. The offset has no colon: a trap of the real one for strict parsers. */
export interface Audit {
  createdBy: string;
  createdDateTime: string;
  updatedBy: string;
  updatedDateTime: string;
}

interface Practice extends Audit {
  id: string;
  practiceName: string;
  addressLine1: string;
  addressLine2: string | null;
  city: string;
  postcode: string;
  stateCode: string;
  countryCode: string;
  mainPhone: string;
  fax: string | null;
  email: string;
  abn: string | null;
  primaryPractice: boolean;
  serviceTypeText: string;
  status: string;
}

export interface Provider extends Audit {
  id: string;
  titleCode: string;
  firstName: string;
  lastName: string;
  status: 'Active' | 'Inactive';
}

export interface AppointmentType extends Audit {
  id: string;
  name: string;
  /** Free text such as `30 mins`, not a number. */
  duration: string;
  colour: string;
  order: number;
  /** 1 active, 2 inactive */
  activeStatus: 1 | 2;
  community: boolean;
  telehealth: boolean;
  description: string;
}

export interface RegularSession {
  id: string;
  userId: string;
  /** 1 Sunday … 7 Saturday, 8 Monday to Saturday */
  dayOfWeek: number;
  startTime: string;
  endTime: string;
  startDate: string;
  endDate: string | null;
}

export interface Appointment extends Audit {
  id: string;
  practiceId: string;
  patientId: string;
  appointmentTypeId: string;
  /** `YYYY-MM-DDThh:mm`, the practice's local time, no offset. */
  scheduleTime: string;
  appointmentStatus: number;
  appointmentIntervalCode: number;
  roomId: string | null;
  referralId: string | null;
  notes: string | null;
  providerId: string | null;
  walkIn: boolean | null;
  firstAvailableDoctor: boolean | null;
  urgency: number | null;
  cancellationReason: number | null;
  emailReminder: boolean;
  reminderMethod: number | null;
  reminderType: number | null;
  confirmationLink: string | null;
  telehealthLinkForProvider: string | null;
  telehealthLinkForPatient: string | null;
}

export interface Patient extends Audit {
  id: string;
  defaultPracticeId: string;
  usualDoctorId: string | null;
  titleCode: number | null;
  firstName: string | null;
  lastName: string;
  middleName: string | null;
  preferredName: string | null;
  fullName: string;
  /** What live clients send and read; the one full sample calls it `genderCode`. Here both are answered. */
  gender: number;
  genderCode: number;
  dob: string;
  estimated: boolean;
  oneNameOnly: boolean;
  dateOfDeath: string | null;
  causeOfDeath: string | null;
  patientStatusCode: number;
  previouslyKnownAs: string | null;
  ethnicityCode: number | null;
  englishAsSecondLanguage: boolean | null;
  atsiStatus: number | null;
  ctgCoPaymentRelief: boolean | null;
  placeOfBirth: string | null;
  skinCode: number | null;
  languageSpokenAtHome: number | null;
  homePhone: string | null;
  mobilePhone: string | null;
  workPhone: string | null;
  email: string | null;
  contactMethod: number | null;
  notes: string | null;
}

export interface Address extends Audit {
  id: string;
  patientId: string;
  addressType: number;
  addressLine1: string;
  addressLine2: string | null;
  addressLine3: string | null;
  cityCode: string;
  postcode: string;
  stateCode: string;
  countryCode: string;
}

export interface Relationship extends Audit {
  id: string;
  patientId: string;
  relatedPersonId: string | null;
  relationshipCode: number;
  contactName: string;
  contactMethod: number | null;
  homePhone: string | null;
  mobilePhone: string | null;
  workPhone: string | null;
  email: string | null;
  isEmergency: boolean;
  isNOK: boolean;
  isFamily: boolean;
  isHeadOfFamily: boolean;
}

/** Medicare, concession cards and the like: free-form, as sent. */
export type PatientSettings = Audit & { id: string; patientId: string } & Record<string, unknown>;

export interface Correspondence extends Audit {
  id: string;
  practiceId: string;
  patientId: string;
  importDate: string;
  category: number;
  subject: string;
  senderType: number;
  senderId: string;
  recipientId: string;
  letterStatus: number;
  checkedDate: string | null;
  checkedById: string | null;
  attachmentUrl: string | null;
  notes: string | null;
  originatorName: string | null;
  senderName: string | null;
  recipientName: string | null;
  checkedByName: string | null;
}

interface Attachment {
  filename: string;
  contentType: string;
  bytes: Uint8Array<ArrayBuffer>;
}

interface Encounter {
  id: string;
  patientId: string;
  end: Date;
  resource: Record<string, unknown>;
  /** HTML, in the order it was appended. */
  notes: string[];
}

export interface Model {
  practice: Practice;
  providers: Map<string, Provider>;
  appointmentTypes: Map<string, AppointmentType>;
  sessions: RegularSession[];
  appointments: Map<string, Appointment>;
  patients: Map<string, Patient>;
  addresses: Map<string, Address>;
  relationships: Map<string, Relationship>;
  /** By patient. */
  settings: Map<string, PatientSettings>;
  correspondences: Map<string, Correspondence>;
  /** By correspondence. */
  attachments: Map<string, Attachment>;
  encounters: Map<string, Encounter>;
}
