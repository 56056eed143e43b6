import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { NewPatient } from '../../ports/records/patient.ts';
import { RecordsRefusal } from '../../ports/records/refusal.ts';
import {
  type ReceivedRequest,
  type StubAnswer,
  type StubServer,
  sendJson,
  startStubServer,
} from '../../testing/stub-server.ts';
import { createMediRecords } from './medirecords.ts';

const practiceId = 'dea38c62-31bd-40d5-a437-2731f7ec9b1b';
/** The one full sample that was found (contract 2.6). */
const patientSample = {
  id: '2e6f9df4-23ba-11eb-ba03-c77fdfbcd9a7',
  defaultPracticeId: '0076b99c-294f-11eb-80f0-077af7b65082',
  usualDoctorId: 'b0a05a90-19a9-11eb-a908-d3ad64a772f0',
  titleCode: 315890000,
  firstName: 'Timothy',
  lastName: 'Mark',
  middleName: 'David',
  preferredName: 'Tim',
  previouslyKnownAs: 'Jake',
  fullName: 'Timothy Mark',
  genderCode: 2,
  dob: '1970-08-05',
  estimated: true,
  oneNameOnly: false,
  dateOfDeath: '2015-09-01',
  causeOfDeath: 'Cancer',
  patientStatusCode: 2,
  ethnicityCode: 55,
  englishAsSecondLanguage: true,
  atsiStatus: 3,
  ctgCoPaymentRelief: true,
  placeOfBirth: 'Sydney',
  skinCode: 16,
  languageSpokenAtHome: 1,
  homePhone: '0255501234',
  mobilePhone: '0491570006',
  workPhone: '0255505678',
  email: 'timothy.mark@example.com',
  contactMethod: 1,
  notes: 'Patient had a mild fever',
  createdBy: '2e6f9df4-23ba-11eb-ba03-c77fdfbcd9a7',
  createdDateTime: '2019-08-24T14:15:22Z',
  updatedBy: '037dbf27-f7a0-411d-a7e9-35986108ef70',
  updatedDateTime: '2019-08-24T14:15:22Z',
};
const servers: StubServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** A MediRecords that answers by `METHOD path`, from the shapes recorded in its contract; ids are `:id`. */
async function mediRecordsThat(routes: Record<string, StubAnswer>) {
  const server = await startStubServer((response, request) => {
    const path = request.url.pathname.replace(/(?<=\/(patients|addresses)\/)[^/]+/g, ':id');
    const answer = routes[`${request.method} ${path}`];
    if (answer) answer(response, request);
    else sendJson(response, {}, 404);
  });
  servers.push(server);
  const records = createMediRecords(
    { baseUrl: server.url, apiKey: 'rest-key', practiceId, timeZone: 'Australia/Melbourne' },
    { clock: { now: () => new Date('2026-11-20T00:00:00Z') }, random: () => 0 },
  );
  return { server, records };
}

const json =
  (body: unknown, status = 200): StubAnswer =>
  (response) =>
    sendJson(response, body, status);

function sent(server: StubServer, method: string): ReceivedRequest {
  const found = server.requests.filter((one) => one.method === method);
  assert.equal(found.length, 1);
  assert.ok(found[0]);
  return found[0];
}

const patientPath = '/v1/patients/:id';
const titleCodes = 'GET /v1/code-system/title-code';

describe('reading a patient of MediRecords', () => {
  it('reads the vendor’s own sample', async () => {
    const { records } = await mediRecordsThat({ [`GET ${patientPath}`]: json(patientSample) });
    const { id, ...facts } = (await records.readPatient('p1')) ?? {};
    assert.equal(id, patientSample.id);
    assert.deepEqual(facts, {
      title: 'mr',
      firstName: 'Timothy',
      lastName: 'Mark',
      preferredName: 'Tim',
      dateOfBirth: '1970-08-05',
      gender: 'male',
      email: 'timothy.mark@example.com',
      mobilePhone: '0491570006',
      homePhone: '0255501234',
      indigenousStatus: '3',
    });
  });

  it('takes an unknown code for a value, and an empty one for none', async () => {
    const strange = { titleCode: 315890099, gender: 'x', genderCode: null, atsiStatus: 7 };
    const empty = { titleCode: '', gender: null, genderCode: '4', atsiStatus: null };
    const readOf = async (fields: object) => {
      const record = { ...patientSample, ...fields };
      const { records } = await mediRecordsThat({ [`GET ${patientPath}`]: json(record) });
      const read = await records.readPatient('p1');
      return [read?.title, read?.gender, read?.indigenousStatus];
    };
    assert.deepEqual(await readOf(strange), ['unrecognised', 'unrecognised', 'unrecognised']);
    assert.deepEqual(await readOf(empty), [null, null, null]);
    assert.deepEqual(await readOf({ titleCode: '315890002', gender: '3', atsiStatus: '9' }), [
      'ms',
      'other',
      '9',
    ]);
  });
});

describe('changing a patient of MediRecords', () => {
  it('sends the whole record, as it was read just before, with the change in it', async () => {
    const { server, records } = await mediRecordsThat({
      [`GET ${patientPath}`]: json({ ...patientSample, fieldOfTomorrow: { kept: true } }),
      [`PUT ${patientPath}`]: json({}),
    });
    await records.updatePatient('p1', { firstName: 'Tom', gender: 'other', homePhone: '(03) 7010 4321' });
    assert.deepEqual(JSON.parse(sent(server, 'PUT').text), {
      ...patientSample,
      firstName: 'Tom',
      fullName: 'Tom Mark',
      gender: 3,
      genderCode: 3,
      homePhone: '0370104321',
      fieldOfTomorrow: { kept: true },
    });
    assert.equal(server.requests.filter(({ url }) => url.pathname.includes('code-system')).length, 0);
  });

  it('takes a title beyond the documented ones from the vendor’s list, else leaves it out and says so', async () => {
    const routes = { [`GET ${patientPath}`]: json(patientSample), [`PUT ${patientPath}`]: json({}) };
    const list = json([{ code: 315890012, description: 'Mx' }]);
    const knowing = await mediRecordsThat({ ...routes, [titleCodes]: list });
    assert.deepEqual(await knowing.records.updatePatient('p1', { title: 'mx' }), { leftOut: [] });
    assert.equal(JSON.parse(sent(knowing.server, 'PUT').text).titleCode, 315890012);

    const silent = await mediRecordsThat(routes);
    assert.deepEqual(await silent.records.updatePatient('p1', { title: 'mx' }), { leftOut: ['title'] });
    assert.equal(silent.server.requests.filter(({ method }) => method === 'PUT').length, 0);
    const both = await silent.records.updatePatient('p1', { title: 'mx', gender: 'male' });
    assert.deepEqual(both, { leftOut: ['title'] });
    assert.equal(JSON.parse(sent(silent.server, 'PUT').text).titleCode, patientSample.titleCode);
  });

  it('leaves out what is too long for the record, instead of cutting it', async () => {
    const { server, records } = await mediRecordsThat({
      [`GET ${patientPath}`]: json(patientSample),
      [`PUT ${patientPath}`]: json({}),
    });
    const change = { lastName: 'x'.repeat(41), email: `${'x'.repeat(100)}@example.com` };
    assert.deepEqual((await records.updatePatient('p1', change)).leftOut, ['lastName', 'email']);
    assert.equal(server.requests.filter(({ method }) => method === 'PUT').length, 0);
  });

  it('is not repeated by itself, and tells a refusal from trouble', async () => {
    const errors = [{ parameter: 'dob', value: '1970-01-01', message: 'must be in the past' }];
    for (const [answer, expected] of [
      [json({ errors }, 400), ['dateOfBirth']],
      [json({ errors: [{ parameter: 'somethingElse', message: 'no' }] }, 422), ['somethingElse']],
      [json({ message: 'No' }, 400), []],
    ] as const) {
      const { server, records } = await mediRecordsThat({
        [`GET ${patientPath}`]: json(patientSample),
        [`PUT ${patientPath}`]: answer,
      });
      await assert.rejects(records.updatePatient('p1', { gender: 'male' }), (error) => {
        assert.ok(error instanceof RecordsRefusal && !error.notOffered);
        assert.deepEqual(error.fields, expected);
        assert.ok(!JSON.stringify(error).includes('1970-01-01'), 'quotes no patient');
        return true;
      });
      sent(server, 'PUT');
    }
    const down = await mediRecordsThat({
      [`GET ${patientPath}`]: json(patientSample),
      [`PUT ${patientPath}`]: json({}, 503),
    });
    await assert.rejects(
      down.records.updatePatient('p1', { gender: 'male' }),
      (error) => error instanceof UpstreamError && error.transient,
    );
    sent(down.server, 'PUT');
  });
});

describe('a new patient of MediRecords whom a form has told all about', () => {
  it('has no placeholder, and no note of one', async () => {
    const { server, records } = await mediRecordsThat({ 'POST /v2/patients': json({ id: 'new' }, 201) });
    const patient: NewPatient = {
      firstName: 'Alex',
      lastName: 'Sample',
      dateOfBirth: '1988-04-17',
      email: '',
      mobile: '',
      facts: { title: 'dr', gender: 'other', preferredName: 'Lexi', indigenousStatus: '4' },
      note: 'From a form.',
    };
    const expected = { id: 'new', leftOut: ['title'] };
    assert.deepEqual(await records.createPatient(patient), expected);
    assert.deepEqual(JSON.parse(sent(server, 'POST').text), {
      defaultPracticeId: practiceId,
      usualDoctorId: null,
      titleCode: null,
      gender: 3,
      firstName: 'Alex',
      lastName: 'Sample',
      preferredName: 'Lexi',
      atsiStatus: 4,
      dob: '1988-04-17',
      email: null,
      mobilePhone: null,
      patientStatusCode: 1,
      contactMethod: 1,
      notes: 'From a form.',
    });
  });
});

describe('addresses, cards and contacts in MediRecords', () => {
  it('writes an address in the vendor’s words', async () => {
    const { server, records } = await mediRecordsThat({
      'POST /v1/patients/:id/addresses': json({ id: 'a1' }, 201),
    });
    const address = { line1: '1 Example Road', line2: null, suburb: 'Darwin', state: 'nt', postcode: '0800' };
    assert.deepEqual(await records.createAddress('p1', address), { id: 'a1' });
    assert.deepEqual(JSON.parse(sent(server, 'POST').text), {
      addressType: 1,
      addressLine1: '1 Example Road',
      addressLine2: null,
      addressLine3: null,
      cityCode: 'Darwin',
      postcode: '0800',
      stateCode: 'NT',
      countryCode: 'AU',
    });
  });

  it('calls an address touched that another person has changed, or where this is unknown', async () => {
    const address = { id: 'a', addressLine1: '1', cityCode: 'Darwin', postcode: '0800', stateCode: 'NT' };
    const { records } = await mediRecordsThat({
      'GET /v1/patients/:id/addresses': json([
        { ...address, createdBy: 'us', updatedBy: 'us' },
        { ...address, createdBy: 'us', updatedBy: 'reception' },
        address,
      ]),
    });
    const touched = (await records.readAddresses('p1')).map((one) => one.touched);
    assert.deepEqual(touched, [false, true, true]);
  });

  it('reads cards whichever way they are written, and sends back what else stood there', async () => {
    const settings = {
      ...{ id: 's1', patientId: 'p1', createdBy: 'x', updatedDateTime: '2026-02-20T01:15:22.101+0000' },
      ...{ medicareNo: 21234567011, medicareIRN: null, medicareExpiry: '2029-05-01', eprescribing: 'true' },
      ...{ dvaCardtype: 'G', chartNo: '77', safetyNetNo: '' },
    };
    const path = '/v1/patients/:id/settings';
    const { server, records } = await mediRecordsThat({
      [`GET ${path}`]: json(settings),
      [`POST ${path}`]: json({}),
    });
    assert.deepEqual(await records.readCards('p1'), {
      medicareNumber: '2123456701',
      medicareIrn: '1',
      medicareExpiry: '2029-05',
      dvaNumber: null,
      dvaColour: 'unrecognised',
      concessionNumber: null,
      concessionType: null,
      concessionExpiry: null,
      electronicPrescriptions: true,
    });
    await records.saveCards('p1', { dvaNumber: 'NBUR9080' });
    const {
      id: _,
      createdBy: __,
      updatedDateTime: ___,
      safetyNetNo: ____,
      medicareIRN: _____,
      ...kept
    } = settings;
    assert.deepEqual(JSON.parse(sent(server, 'POST').text), { ...kept, dvaNo: 'NBUR9080' });
  });

  it('reads no cards where none are, however it says so', async () => {
    for (const answer of [json({}, 404), json({}, 400), json(null), json([]), json({ id: 's1' })]) {
      const { records } = await mediRecordsThat({ 'GET /v1/patients/:id/settings': answer });
      assert.equal((await records.readCards('p1')).medicareNumber, null);
    }
  });

  it('finds the emergency contact among the relationships of all pages', async () => {
    const row = { relationshipCode: 99, contactName: ' Kim ', workPhone: '03 7010 4321' };
    const { records } = await mediRecordsThat({
      'GET /v1/patients/:id/relationships': (response, { url }) =>
        sendJson(
          response,
          url.searchParams.get('page') === '0'
            ? { data: [{ ...row, isEmergency: false }], last: false }
            : { data: [{ ...row, isEmergency: true }], last: true },
        ),
    });
    assert.deepEqual(await records.readEmergencyContact('p1'), {
      name: 'Kim',
      relationship: null,
      phone: '0370104321',
    });
  });
});

describe('documents in MediRecords', () => {
  const path = '/v1/upload/patients/:id/correspondences/inbounds';

  it('are sent as one form, with the file in it', async () => {
    const { server, records } = await mediRecordsThat({ [`POST ${path}`]: json({ id: 'd1' }, 201) });
    const document = {
      subject: 'New patient form (FORM-1F3A9C2E)',
      date: '2026-11-20',
      recipientId: 'provider-1',
      filename: 'FORM-1F3A9C2E.pdf',
      pdf: new TextEncoder().encode('xx%PDF-1.7 content').subarray(2),
    };
    assert.deepEqual(await records.fileDocument('p1', document), { id: 'd1' });
    const { headers, text } = sent(server, 'POST');
    assert.equal(headers.authorization, 'Bearer rest-key');
    const type = headers['content-type'] ?? '';
    assert.match(type, /^multipart\/form-data; boundary=/);
    const form = await new Response(text, { headers: { 'content-type': type } }).formData();
    const file = form.get('attachment');
    assert.ok(file instanceof File);
    assert.deepEqual(
      [file.name, file.type, await file.text()],
      ['FORM-1F3A9C2E.pdf', 'application/pdf', '%PDF-1.7 content'],
    );
    form.delete('attachment');
    assert.deepEqual(Object.fromEntries(form), {
      subject: 'New patient form (FORM-1F3A9C2E)',
      practiceId,
      patientId: 'p1',
      importDate: '2026-11-20',
      category: '1',
      senderType: '2',
      senderId: practiceId,
      recipientId: 'provider-1',
    });
  });

  it('are listed without the link that opens them', async () => {
    const row = { id: 'd1', subject: 'Intake', attachmentUrl: 'https://files.example.com/secret' };
    const { records } = await mediRecordsThat({ [`GET ${path}`]: json({ data: [row], last: true }) });
    assert.deepEqual(await records.listDocuments('p1'), [{ id: 'd1', subject: 'Intake' }]);
  });
});
