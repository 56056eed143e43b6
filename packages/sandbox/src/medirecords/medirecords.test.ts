import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Sandbox } from '../start.ts';
import { caller, ids, type Json, startForTest } from '../testing/running-sandbox.ts';
import { fhirToken, newAddress, newAppointment, newPatient, refusedFields, restToken } from './testing.ts';

describe('MediRecords in the sandbox', () => {
  let sandbox: Sandbox;
  const medirecords = caller(() => sandbox.urls.medirecords, restToken);
  const appointments = `/v1/practices/${ids.practice}/appointments`;

  before(async () => {
    sandbox = await startForTest();
  });
  beforeEach(() => sandbox.reset());
  after(() => sandbox.stop());

  const rows = (body: Json): Json[] =>
    Array.isArray(body) ? body : Array.isArray(body.data) ? body.data : [];
  const exist = async (query: Record<string, string>) =>
    rows((await medirecords('GET /v1/patients/exist', { query })).body);
  const create = async (changes: Record<string, unknown> = {}) =>
    medirecords('POST /v2/patients', { body: { ...newPatient, ...changes } });

  it('takes its REST token for REST and its FHIR token for FHIR, and no other', async () => {
    const path = `/v1/practices/${ids.practice}`;
    assert.equal((await medirecords(`GET ${path}`)).status, 200);
    for (const token of [null, 'nonsense', fhirToken]) {
      assert.equal((await medirecords(`GET ${path}`, { token })).status, 401);
    }
    assert.equal((await medirecords('GET /fhir/v1/Encounter/none')).status, 401);
    assert.equal((await medirecords('GET /fhir/v1/Encounter/none', { token: fhirToken })).status, 404);
  });

  it('answers 404 to calls that no sample shows', async () => {
    assert.equal((await medirecords('GET /v1/free-slots')).status, 404);
    assert.equal((await medirecords('GET /fhir/v1/Appointment', { token: fhirToken })).status, 404);
  });

  it('tells a family’s shared email address and mobile as a bare list of ids', async () => {
    const { body } = await medirecords('GET /v1/patients/exist', { query: { mobileNumber: '0491570156' } });
    assert.ok(Array.isArray(body));
    assert.equal(rows(body).length, 3);
    assert.deepEqual(Object.keys(rows(body)[0] ?? {}), ['id']);
    assert.equal((await exist({ email: 'Rivera.Family@example.com' })).length, 3);
    assert.deepEqual(await exist({ email: 'nobody@example.com' }), []);
  });

  it('searches by RSQL, page counted from 0', async () => {
    const search = (q: string) => medirecords('GET /v1/patients/search', { query: { q, size: '2' } });
    const found = (await search('firstName==ella;lastName==Rivera;dob==2009-06-21')).body;
    assert.equal(found.totalElements, 1);
    assert.equal(found.page, 0);
    const family = (await search('lastName==Rivera')).body;
    assert.deepEqual([family.totalPages, family.last, family.numberOfElements], [2, false, 2]);
    assert.equal((await search('lastName==Sample,lastName==Testcase')).body.totalElements, 2);
    assert.equal((await search('email==a@example.com')).status, 400);
    assert.equal((await search('lastName=like=R')).status, 400);
  });

  it('creates a patient with 201 and audit stamps without a colon', async () => {
    const { status, body } = await create();
    assert.equal(status, 201);
    assert.match(String(body.createdDateTime), /^2026-11-20T\d{2}:\d{2}:\d{2}\.\d{3}\+0000$/);
    assert.equal((await exist({ email: newPatient.email })).length, 1);
    const again = await medirecords(`GET /v1/patients/${body.id}`);
    assert.equal(again.body.dob, '1990-02-28');
    assert.equal((await medirecords(`DELETE /v1/patients/${body.id}`)).status, 200);
    assert.deepEqual(await exist({ email: newPatient.email }), []);
  });

  it('changes a patient by the whole record, or not at all, as the switch says', async () => {
    const made = (await create({ preferredName: 'Joey' })).body;
    const path = `/v1/patients/${made.id}`;
    for (const status of [404, 405, 501]) {
      sandbox.configure('medirecords', { patientUpdateStatus: status });
      assert.equal((await medirecords(`PUT ${path}`, { body: made })).status, status);
    }
    sandbox.configure('medirecords', { patientUpdateStatus: 200 });
    const { body } = await medirecords(`PUT ${path}`, { body: { ...made, atsiStatus: 4 } });
    const { updatedDateTime, ...changed } = body;
    const { updatedDateTime: before, ...same } = made;
    assert.ok(String(updatedDateTime) >= String(before));
    assert.deepEqual(changed, { ...same, atsiStatus: 4 });
    const { preferredName: _, ...partly } = made;
    assert.equal((await medirecords(`PUT ${path}`, { body: partly })).body.preferredName, null);
    const bad = await medirecords(`PUT ${path}`, { body: { ...made, lastName: null, gender: 12 } });
    assert.deepEqual(refusedFields(bad.body).toSorted(), ['gender', 'lastName']);
    assert.equal((await medirecords('PUT /v1/patients/none', { body: made })).status, 400);
  });

  it('refuses a patient field by field, or by one message', async () => {
    const fields = async (changes: Record<string, unknown>) => {
      const { status, body } = await create(changes);
      assert.equal(status, 400);
      assert.deepEqual(Object.keys(body), ['errors']);
      return refusedFields(body);
    };
    assert.deepEqual(await fields({ lastName: undefined, dob: null }), ['lastName', 'dob']);
    assert.deepEqual(await fields({ dob: '1990-02-30' }), ['dob']);
    assert.deepEqual(await fields({ mobilePhone: '0491 570 159' }), ['mobilePhone']);
    assert.deepEqual(await fields({ gender: 9, email: 'jo' }), ['gender', 'email']);
    assert.deepEqual(await fields({ patientStatusCode: undefined }), ['patientStatusCode']);
    const first = await medirecords('POST /v1/patients', {
      body: { ...newPatient, patientStatusCode: undefined },
    });
    assert.equal(first.status, 201);
    const practice = await create({ defaultPracticeId: 'none' });
    assert.deepEqual(practice.body, { message: 'No Practice for id: none' });
  });

  it('says 400, not 404, of a patient it does not know', async () => {
    for (const path of ['', '/addresses', '/relationships', '/settings']) {
      const { status, body } = await medirecords(`GET /v1/patients/none${path}`);
      assert.equal(status, 400);
      assert.deepEqual(body, { message: 'No Patient for id: none' });
    }
  });

  it('keeps addresses as a bare list, and refuses a place that does not exist', async () => {
    const patient = (await create()).body.id;
    const path = `/v1/patients/${patient}/addresses`;
    const post = (changes: Record<string, unknown>) =>
      medirecords(`POST ${path}`, { body: { ...newAddress, ...changes } });
    const long = await post({ addressLine1: 'x'.repeat(51) });
    assert.deepEqual(long.body, {
      errors: [
        { parameter: 'addressLine1', value: 'x'.repeat(51), message: 'size must be between 0 and 50' },
      ],
    });
    assert.deepEqual(refusedFields((await post({ stateCode: 'vic' })).body), ['stateCode']);
    assert.deepEqual(refusedFields((await post({ postcode: '2000' })).body), ['postcode']);
    assert.deepEqual(refusedFields((await post({ postcode: '3121' })).body), ['cityCode']);
    const made = await post({});
    assert.equal(made.status, 201);
    const changed = await medirecords(`PUT ${path}/${made.body.id}`, {
      body: { ...newAddress, addressLine2: 'Rear' },
    });
    assert.equal(changed.body.addressLine2, 'Rear');
    const { body } = await medirecords(`GET ${path}`);
    assert.ok(Array.isArray(body));
    assert.equal(rows(body).length, 1);
  });

  it('keeps one emergency contact and one next of kin, in a page', async () => {
    const patient = (await create()).body.id;
    const path = `/v1/patients/${patient}/relationships`;
    const contact = {
      relationshipCode: 26,
      contactName: 'Sam Sample',
      contactMethod: 3,
      mobilePhone: '0491570156',
      isEmergency: true,
      isNOK: true,
    };
    assert.equal((await medirecords(`POST ${path}`, { body: contact })).status, 201);
    const second = await medirecords(`POST ${path}`, { body: contact });
    assert.deepEqual(refusedFields(second.body), ['isEmergency', 'isNOK']);
    assert.equal((await medirecords(`GET ${path}`)).body.totalElements, 1);
  });

  it('keeps Medicare details', async () => {
    const patient = (await create()).body.id;
    const path = `/v1/patients/${patient}/settings`;
    const body = {
      patientId: patient,
      medicareNo: '2123456701',
      medicareIRN: '1',
      medicareExpiry: '2027-05',
      eprescribing: true,
    };
    assert.equal((await medirecords(`POST ${path}`, { body })).status, 201);
    assert.equal((await medirecords(`GET ${path}`)).body.medicareNo, '2123456701');
    const bad = await medirecords(`POST ${path}`, { body: { medicareExpiry: '05/2027' } });
    assert.deepEqual(refusedFields(bad.body), ['medicareExpiry']);
  });

  it('takes settings once or again, and has none at first, in either way', async () => {
    const path = `/v1/patients/${(await create()).body.id}/settings`;
    sandbox.configure('medirecords', { secondSettings: 'refused', missingSettingsStatus: 404 });
    assert.equal((await medirecords(`GET ${path}`)).status, 404);
    assert.equal((await medirecords(`POST ${path}`, { body: { dvaNo: 'NBUR9080' } })).status, 201);
    assert.equal((await medirecords(`POST ${path}`, { body: { dvaNo: 'NBUR9081' } })).status, 400);
    sandbox.configure('medirecords', { secondSettings: 'updates' });
    assert.equal((await medirecords(`POST ${path}`, { body: { eprescribing: true } })).status, 201);
    const { dvaNo, eprescribing } = (await medirecords(`GET ${path}`)).body;
    assert.deepEqual({ dvaNo, eprescribing }, { dvaNo: 'NBUR9080', eprescribing: true });
  });

  it('files an appointment at local time, with links for telehealth', async () => {
    const patient = (await create()).body.id;
    const { status, body } = await medirecords(`POST ${appointments}`, { body: newAppointment(patient) });
    assert.equal(status, 201);
    assert.equal(body.scheduleTime, '2026-11-23T09:00');
    assert.match(String(body.telehealthLinkForPatient), /^https:/);
    assert.equal('allowDoubleBookingForPatient' in body, false);
    const query = { patientId: String(patient), appointmentStatus: '2' };
    assert.equal((await medirecords(`GET ${appointments}`, { query })).body.totalElements, 1);
    const otherDay = { ...query, appointmentDateRangeStart: '2026-11-24T00:00' };
    assert.equal((await medirecords(`GET ${appointments}`, { query: otherDay })).body.totalElements, 0);
    sandbox.configure('medirecords', { appointmentCreatedStatus: 200 });
    const later = { ...newAppointment(patient), scheduleTime: '2026-11-23T10:00' };
    assert.equal((await medirecords(`POST ${appointments}`, { body: later })).status, 200);
  });

  it('refuses an appointment field by field', async () => {
    const patient = (await create()).body.id;
    const refused = async (changes: Record<string, unknown>) => {
      const { status, body } = await medirecords(`POST ${appointments}`, {
        body: { ...newAppointment(patient), ...changes },
      });
      assert.equal(status, 400);
      return body;
    };
    assert.deepEqual(refusedFields(await refused({ scheduleTime: '2026-11-22T22:00:00Z' })), [
      'scheduleTime',
    ]);
    assert.deepEqual(refusedFields(await refused({ scheduleTime: undefined })), ['scheduleTime']);
    assert.deepEqual(refusedFields(await refused({ appointmentIntervalCode: 1 })), [
      'appointmentIntervalCode',
    ]);
    assert.deepEqual(refusedFields(await refused({ appointmentStatus: 9 })), ['appointmentStatus']);
    assert.deepEqual(refusedFields(await refused({ appointmentStatus: 8 })), ['cancellationReason']);
    assert.deepEqual(refusedFields(await refused({ notes: 'x'.repeat(501) })), ['notes']);
    assert.deepEqual(await refused({ patientId: 'none' }), { message: 'No Patient for id: none' });
    assert.deepEqual(await refused({ providerId: 'none' }), { message: 'No Provider for id: none' });
  });

  it('refuses a double booking when the flag says so, as 400 or 409: intervals, not equal starts', async () => {
    const patient = (await create()).body.id;
    const file = (changes: Record<string, unknown>) =>
      medirecords(`POST ${appointments}`, { body: { ...newAppointment(patient), ...changes } });
    await file({});
    const overlapping = { scheduleTime: '2026-11-23T09:10' };
    assert.equal((await file(overlapping)).status, 400);
    sandbox.configure('medirecords', { doubleBookingStatus: 409 });
    assert.equal((await file(overlapping)).status, 409);
    assert.equal((await file({ scheduleTime: '2026-11-23T09:15' })).status, 201);
    assert.equal((await file({ ...overlapping, allowDoubleBookingForPatient: true })).status, 201);
    const provider = { allowDoubleBookingForPatient: null, allowDoubleBookingForProvider: false };
    assert.equal((await file({ ...overlapping, ...provider })).status, 409);
  });

  it('changes an appointment by the whole record, and deletes it once', async () => {
    const patient = (await create()).body.id;
    const made = (await medirecords(`POST ${appointments}`, { body: newAppointment(patient) })).body;
    const path = `${appointments}/${made.id}`;
    const changed = await medirecords(`PUT ${path}`, { body: { ...made, appointmentStatus: 3 } });
    assert.equal(changed.body.appointmentStatus, 3);
    assert.equal(changed.body.telehealthLinkForPatient, made.telehealthLinkForPatient);
    assert.deepEqual(Object.keys((await medirecords(`DELETE ${path}`)).body), ['id', 'message']);
    assert.equal((await medirecords(`DELETE ${path}`)).status, 404);
    sandbox.configure('medirecords', { missingAppointmentStatus: 400 });
    assert.equal((await medirecords(`GET ${path}`)).status, 400);
  });

  it('lists people, types, sessions and codes of the clinic’s file', async () => {
    const base = `/v1/practices/${ids.practice}`;
    const providers = (
      await medirecords(`GET ${base}/providers`, { query: { status: 'Active', size: '100' } })
    ).body;
    assert.ok(rows(providers).some(({ id }) => String(id) === ids.consultantProvider));
    const types = (await medirecords(`GET ${base}/appointment-types`, { query: { telehealth: 'false' } }))
      .body;
    assert.ok(rows(types).every(({ name }) => /Equine/.test(String(name))));
    assert.equal(
      (await medirecords(`GET ${base}/appointment-types/${ids.freeCallType}`)).body.duration,
      '15 mins',
    );
    const sessions = await medirecords(`GET ${base}/regular-sessions`, {
      query: { userId: ids.consultantProvider },
    });
    assert.ok(rows(sessions.body).some(({ dayOfWeek }) => Number(dayOfWeek) === 8));
    const codes = (await medirecords('GET /v1/code-system/appointment-Interval-Code')).body;
    assert.ok(Array.isArray(codes));
    sandbox.configure('medirecords', { codeSystemShape: 'map' });
    assert.equal((await medirecords('GET /v1/code-system/appointment-interval-code')).body['6'], '15 mins');
    sandbox.configure('medirecords', { codeSystemShape: 'page' });
    assert.equal((await medirecords('GET /v1/code-system/title-code')).body.first, true);
    assert.equal((await medirecords('GET /v1/code-system/colours')).status, 404);
  });

  it('takes a document into the inbound correspondence, and gives it back without a token', async () => {
    const patient = String((await create()).body.id);
    const path = `/v1/upload/patients/${patient}/correspondences/inbounds`;
    const form = new FormData();
    const facts = {
      subject: 'Intake',
      practiceId: ids.practice,
      patientId: patient,
      importDate: '2026-11-20',
      category: '1',
      senderType: '2',
      senderId: ids.practice,
      recipientId: ids.consultantProvider,
    };
    for (const [name, value] of Object.entries(facts)) form.set(name, value);
    sandbox.configure('medirecords', { emptyInboxStatus: 500 });
    assert.equal((await medirecords(`GET ${path}`)).status, 500);
    const without = await medirecords(`POST ${path}`, { body: form });
    assert.deepEqual(refusedFields(without.body), ['attachment']);
    form.set('attachment', new File(['%PDF-1.7'], 'intake.pdf', { type: 'application/pdf' }));
    const { status, body } = await medirecords(`POST ${path}`, { body: form });
    assert.equal(status, 201);
    assert.equal(body.letterStatus, 2);
    const file = await fetch(String(body.attachmentUrl));
    assert.equal(await file.text(), '%PDF-1.7');
    assert.equal((await medirecords(`GET ${path}`)).body.totalElements, 1);
    assert.equal((await medirecords(`GET ${path.replace('inbounds', 'outbounds')}`)).body.totalElements, 0);
  });

  it('takes a finished encounter, and a note within an hour of its end', async () => {
    const patient = (await create()).body.id;
    const encounter = {
      resourceType: 'Encounter',
      status: 'finished',
      subject: { reference: `Patient/${patient}` },
      serviceProvider: { reference: `Organization/${ids.practice}` },
      period: { start: '2026-11-20T10:40:00+11:00', end: '2026-11-20T10:55:00+11:00' },
    };
    const post = (changes: Record<string, unknown>) =>
      medirecords('POST /fhir/v1/Encounter', { token: fhirToken, body: { ...encounter, ...changes } });
    assert.equal((await post({ status: 'in-progress' })).status, 409);
    assert.equal((await post({ serviceProvider: undefined })).status, 500);
    const made = await post({});
    assert.equal(made.status, 201);
    const append = () =>
      medirecords(`POST /v1/patients/${patient}/consults/${made.body.id}/consultnote/append`, {
        body: { consultNote: '<p>Seen.</p>' },
      });
    assert.equal((await append()).status, 200);
    sandbox.setClock(new Date('2026-11-20T01:00:00Z'));
    assert.equal((await append()).status, 400);
  });
});
