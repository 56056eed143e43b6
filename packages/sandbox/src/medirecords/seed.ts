import type { ClinicSeed, Environment, SeedPractitioner } from '../clinic.ts';
import { inventedId } from '../control/invented-id.ts';
import type { AppointmentType, Audit, Model, Patient, Provider, RegularSession } from './model.ts';

const defaultPracticeId = 'dea38c62-31bd-40d5-a437-2731f7ec9b1b';

const seededAt = '2026-02-02T00:00:00.000+0000';

export interface MedirecordsTokens {
  rest: ReadonlySet<string>;
  fhir: ReadonlySet<string>;
}

/** Two kinds of token: one for REST, one for FHIR; the other one is refused. */
export function seedTokens(env: Environment): MedirecordsTokens {
  return {
    rest: new Set(['sandbox-medirecords-token', env.MEDIRECORDS_API_KEY ?? ''].filter(Boolean)),
    fhir: new Set(['sandbox-medirecords-fhir-token', env.MEDIRECORDS_FHIR_API_KEY ?? ''].filter(Boolean)),
  };
}

export function seedModel(clinic: ClinicSeed, env: Environment): Model {
  const practiceId = env.MEDIRECORDS_PRACTICE_ID || defaultPracticeId;
  const providers = clinic.practitioners.flatMap((practitioner) => providerOf(practitioner));
  const types = clinic.appointmentTypes.map(
    (seed, index): AppointmentType => ({
      id: seed.id,
      name: seed.name,
      duration: seed.durationMinutes === 60 ? '1 hr' : `${seed.durationMinutes} mins`,
      colour: '#1d5f4e',
      order: index + 1,
      activeStatus: 1,
      community: true,
      telehealth: seed.telehealth,
      description: '',
      ...audit(),
    }),
  );
  return {
    practice: practiceOf(clinic, practiceId),
    providers: byId(providers),
    appointmentTypes: byId(types),
    sessions: providers.flatMap(({ id }) => sessionsOf(id)),
    appointments: new Map(),
    patients: byId(patientsOf(practiceId)),
    addresses: new Map(),
    relationships: new Map(),
    settings: new Map(),
    correspondences: new Map(),
    attachments: new Map(),
    encounters: new Map(),
  };
}

function practiceOf(clinic: ClinicSeed, id: string): Model['practice'] {
  return {
    id,
    practiceName: clinic.name,
    addressLine1: '1 Example Road',
    addressLine2: null,
    city: 'Melbourne',
    postcode: '3000',
    stateCode: 'VIC',
    countryCode: 'AU',
    mainPhone: '0370104321',
    fax: null,
    email: 'clinic@example.com',
    abn: null,
    primaryPractice: true,
    serviceTypeText: 'General practice',
    status: 'Active',
    ...audit(),
  };
}

function providerOf({ name, provider }: SeedPractitioner): Provider[] {
  if (provider === null) return [];
  const words = name.split(' ');
  const doctor = words[0] === 'Dr';
  const [firstName = '', ...rest] = doctor ? words.slice(1) : words;
  return [
    {
      id: provider,
      titleCode: doctor ? 'Dr' : '',
      firstName,
      lastName: rest.join(' ') || 'Sample',
      status: 'Active',
      ...audit(),
    },
  ];
}

/** Monday to Friday in one row each, and one row of code 8 (Monday to Saturday) that has ended. */
function sessionsOf(userId: string): RegularSession[] {
  const week = [2, 3, 4, 5, 6].map((dayOfWeek) => ({
    id: inventedId('medirecords', 'session', userId, String(dayOfWeek)),
    userId,
    dayOfWeek,
    startTime: '09:00',
    endTime: '17:00',
    startDate: '2026-02-02',
    endDate: null,
  }));
  const ended = {
    id: inventedId('medirecords', 'session', userId, '8'),
    userId,
    dayOfWeek: 8,
    startTime: '08:00',
    endTime: '12:00',
    startDate: '2025-02-03',
    endDate: '2026-02-01',
  };
  return [...week, ended];
}

/** Invented people. The Riveras are a family with one email address and one mobile. */
function patientsOf(practiceId: string): Patient[] {
  const people = [
    ['Maya', 'Rivera', 1, '1979-03-14', 'rivera.family@example.com', '0491570156'],
    ['Tom', 'Rivera', 2, '1976-11-02', 'rivera.family@example.com', '0491570156'],
    ['Ella', 'Rivera', 1, '2009-06-21', 'rivera.family@example.com', '0491570156'],
    ['Alex', 'Sample', 2, '1988-04-17', 'alex.sample@example.com', '0491570006'],
    ['Priya', 'Example', 1, '1993-09-30', 'priya.example@example.com', '0491570157'],
    ['Robin', 'Testcase', 3, '1965-12-08', 'robin.testcase@example.com', '0491570158'],
  ] as const;
  return people.map(([firstName, lastName, gender, dob, email, mobilePhone]) => ({
    id: inventedId('medirecords', 'patient', firstName, lastName),
    defaultPracticeId: practiceId,
    usualDoctorId: null,
    titleCode: 315890002,
    firstName,
    lastName,
    middleName: null,
    preferredName: null,
    fullName: `${firstName} ${lastName}`,
    gender,
    genderCode: gender,
    dob,
    estimated: false,
    oneNameOnly: false,
    dateOfDeath: null,
    causeOfDeath: null,
    previouslyKnownAs: null,
    ethnicityCode: null,
    englishAsSecondLanguage: null,
    atsiStatus: null,
    ctgCoPaymentRelief: null,
    placeOfBirth: null,
    skinCode: null,
    languageSpokenAtHome: null,
    patientStatusCode: 1,
    homePhone: null,
    mobilePhone,
    workPhone: null,
    email,
    contactMethod: 1,
    notes: null,
    ...audit(),
  }));
}

const seeder = inventedId('medirecords', 'user', 'seed');

function audit(): Audit {
  return { createdBy: seeder, createdDateTime: seededAt, updatedBy: seeder, updatedDateTime: seededAt };
}

function byId<T extends { id: string }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}
