import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { genders, titles } from '../codes.ts';
import { type Body, bodyFrom, Fields } from '../fields.ts';
import type { Patient } from '../model.ts';
import { paged } from '../paging.ts';
import { invalid, plainRefusal, unknownId } from '../refusal.ts';
import { predicateFrom } from '../rsql.ts';
import { type MedirecordsState, nothingHere } from '../vendor-state.ts';

const mail = /^[^@\s]+@[^@\s]+\.[^@\s.]+$/;
const digits = /^[0-9]*$/;

/** Patients: find, create, read, change, delete. No sample shows a change, so a switch decides how it is answered. */
export function patientRoutes(app: Hono, state: MedirecordsState): void {
  // A bare array, without an envelope.
  app.get('/v1/patients/exist', (context) => {
    const query = new URL(context.req.url).searchParams;
    const email = query.get('email')?.toLowerCase();
    const mobile = query.get('mobileNumber');
    if (!email && !mobile) {
      throw invalid({ parameter: 'email', value: null, message: 'email or mobileNumber is required' });
    }
    const found = [...state.model.patients.values()].filter(
      (patient) =>
        (!email || patient.email?.toLowerCase() === email) && (!mobile || patient.mobilePhone === mobile),
    );
    return context.json(found.map(({ id }) => ({ id })));
  });

  app.get('/v1/patients/search', (context) => {
    const query = new URL(context.req.url).searchParams;
    const matches = predicateFrom<Patient>(query.get('q') ?? '', {
      firstName: ({ firstName }) => firstName,
      lastName: ({ lastName }) => lastName,
      dob: ({ dob }) => dob,
    });
    return context.json(paged([...state.model.patients.values()].filter(matches), query));
  });

  app.get('/v1/patients/:id', (context) => context.json(state.patient(context.req.param('id'))));

  app.put('/v1/patients/:id', async (context) => {
    const { patientUpdateStatus } = state.settings;
    if (patientUpdateStatus === 404) throw nothingHere();
    if (patientUpdateStatus !== 200) throw plainRefusal(patientUpdateStatus);
    const before = state.patient(context.req.param('id'));
    // As with appointments: what is not sent is gone.
    const given = patientFrom(state, await bodyFrom(context.req.raw), 'v2');
    const { id, createdBy, createdDateTime } = before;
    const after: Patient = { ...given, id, createdBy, createdDateTime, ...state.updated() };
    state.model.patients.set(id, after);
    return context.json(after);
  });

  for (const version of ['v1', 'v2'] as const) {
    app.post(`/${version}/patients`, async (context) => {
      const patient = patientFrom(state, await bodyFrom(context.req.raw), version);
      state.model.patients.set(patient.id, patient);
      return context.json(patient, 201);
    });
  }

  app.delete('/v1/patients/:id', (context) => {
    const { id } = state.patient(context.req.param('id'));
    state.model.patients.delete(id);
    return context.json({ id, message: 'Patient deleted successfully' });
  });
}

function patientFrom(state: MedirecordsState, body: Body, version: 'v1' | 'v2'): Patient {
  const fields = new Fields(body);
  const oneNameOnly = fields.flag('oneNameOnly') ?? false;
  fields.required('defaultPracticeId', 'lastName', 'gender', 'dob');
  if (!oneNameOnly) fields.required('firstName');
  // The second version's type asks for it; users of the first leave it out.
  if (version === 'v2') fields.required('patientStatusCode');
  const firstName = fields.text('firstName');
  const lastName = fields.text('lastName') ?? '';
  const gender = fields.integer('gender', genders.keys()) ?? 0;
  const patient: Patient = {
    id: randomUUID(),
    defaultPracticeId: fields.text('defaultPracticeId') ?? '',
    usualDoctorId: fields.text('usualDoctorId'),
    titleCode: fields.integer('titleCode', titles.keys()),
    firstName,
    lastName,
    middleName: fields.text('middleName'),
    preferredName: fields.text('preferredName'),
    fullName: [firstName, lastName].filter(Boolean).join(' '),
    gender,
    genderCode: gender,
    dob: fields.day('dob') ?? '',
    estimated: fields.flag('estimated') ?? false,
    oneNameOnly,
    dateOfDeath: fields.day('dateOfDeath'),
    causeOfDeath: fields.text('causeOfDeath'),
    previouslyKnownAs: fields.text('previouslyKnownAs'),
    ethnicityCode: fields.integer('ethnicityCode'),
    englishAsSecondLanguage: fields.flag('englishAsSecondLanguage'),
    atsiStatus: fields.integer('atsiStatus', [1, 2, 3, 4, 9]),
    ctgCoPaymentRelief: fields.flag('ctgCoPaymentRelief'),
    placeOfBirth: fields.text('placeOfBirth'),
    skinCode: fields.integer('skinCode'),
    languageSpokenAtHome: fields.integer('languageSpokenAtHome'),
    patientStatusCode: fields.integer('patientStatusCode') ?? 1,
    homePhone: fields.matching('homePhone', digits),
    mobilePhone: fields.matching('mobilePhone', digits),
    workPhone: fields.matching('workPhone', digits),
    email: fields.text('email'),
    contactMethod: fields.integer('contactMethod'),
    notes: fields.text('notes', 10_000),
    ...state.created(),
  };
  if (patient.email && !mail.test(patient.email))
    fields.refuse('email', 'must be a well-formed email address');
  fields.done();
  state.checkPractice(patient.defaultPracticeId);
  if (patient.usualDoctorId !== null && !state.model.providers.has(patient.usualDoctorId)) {
    throw unknownId('Provider', patient.usualDoctorId);
  }
  return patient;
}
