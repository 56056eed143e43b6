import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Sandbox } from '../start.ts';
import { caller, ids, startForTest } from '../testing/running-sandbox.ts';
import { differences } from '../testing/shape.ts';
import addressSample from './samples/address.json' with { type: 'json' };
import appointmentSample from './samples/appointment.json' with { type: 'json' };
import appointmentCreate from './samples/appointment-create.json' with { type: 'json' };
import correspondenceSample from './samples/correspondence-inbound.json' with { type: 'json' };
import encounterCreate from './samples/encounter-create.json' with { type: 'json' };
import operationOutcome from './samples/operation-outcome.json' with { type: 'json' };
import patientSample from './samples/patient.json' with { type: 'json' };
import patientCreate from './samples/patient-create.json' with { type: 'json' };
import regularSessions from './samples/regular-sessions.json' with { type: 'json' };
import relationshipCreate from './samples/relationship-create.json' with { type: 'json' };
import settingsCreate from './samples/settings-create.json' with { type: 'json' };
import validationError from './samples/validation-error.json' with { type: 'json' };
import { fhirToken, newAddress, restToken } from './testing.ts';

describe('MediRecords’ shapes, held to the samples', () => {
  let sandbox: Sandbox;
  let patientId: string;
  const medirecords = caller(() => sandbox.urls.medirecords, restToken);
  const post = (path: string, body: unknown) => medirecords(`POST ${path}`, { body });

  before(async () => {
    sandbox = await startForTest();
    patientId = String((await post('/v2/patients', patientCreate)).body.id);
  });
  after(() => sandbox.stop());

  it('takes the sample of a new patient, and answers the full record', async () => {
    const { gender, ...patient } = (await medirecords(`GET /v1/patients/${patientId}`)).body;
    // The one full sample has genderCode; live clients read gender. Both are there.
    assert.equal(gender, patientCreate.gender);
    assert.deepEqual(differences(patient, patientSample), []);
  });

  it('takes the sample of a new appointment, and answers the record', async () => {
    const body = {
      ...appointmentCreate,
      patientId,
      appointmentTypeId: ids.freeCallType,
      providerId: ids.consultantProvider,
    };
    const answer = await post(`/v1/practices/${ids.practice}/appointments`, body);
    assert.deepEqual(differences(answer.body, appointmentSample), []);
  });

  it('answers an address', async () => {
    const { body } = await post(`/v1/patients/${patientId}/addresses`, newAddress);
    assert.deepEqual(differences(body, addressSample), []);
  });

  it('answers a refused field', async () => {
    const { body } = await post(`/v1/patients/${patientId}/addresses`, {
      ...newAddress,
      addressLine1: 'x'.repeat(60),
    });
    assert.deepEqual(differences(body, validationError), []);
  });

  it('takes the samples of a contact and of Medicare details', async () => {
    assert.equal((await post(`/v1/patients/${patientId}/relationships`, relationshipCreate)).status, 201);
    const settings = await post(`/v1/patients/${patientId}/settings`, { ...settingsCreate, patientId });
    assert.equal(settings.body.medicareNo, settingsCreate.medicareNo);
  });

  it('answers a page of sessions', async () => {
    const { body } = await medirecords(`GET /v1/practices/${ids.practice}/regular-sessions`);
    assert.deepEqual(differences(body, regularSessions), []);
  });

  it('answers inbound correspondence', async () => {
    const form = new FormData();
    const facts = {
      subject: 'Intake',
      practiceId: ids.practice,
      patientId,
      importDate: '2026-11-20',
      category: '1',
      senderType: '2',
      senderId: ids.practice,
      recipientId: ids.consultantProvider,
    };
    for (const [name, value] of Object.entries(facts)) form.set(name, value);
    form.set('attachment', new File(['%PDF-1.7'], 'intake.pdf', { type: 'application/pdf' }));
    const { body } = await medirecords(`POST /v1/upload/patients/${patientId}/correspondences/inbounds`, {
      body: form,
    });
    assert.deepEqual(differences(body, correspondenceSample), []);
  });

  it('takes the sample of an encounter, and refuses in FHIR’s words', async () => {
    const encounter = { ...encounterCreate, subject: { reference: `Patient/${patientId}` } };
    const options = { token: fhirToken, body: encounter };
    assert.equal((await medirecords('POST /fhir/v1/Encounter', options)).status, 201);
    const refused = { token: fhirToken, body: { ...encounter, status: 'in-progress' } };
    const { body } = await medirecords('POST /fhir/v1/Encounter', refused);
    assert.deepEqual(differences(body, operationOutcome), []);
  });
});
