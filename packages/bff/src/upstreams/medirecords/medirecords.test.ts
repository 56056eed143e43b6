import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { instantOf, localTime } from '../../platform/local-time.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import { AppointmentConflict, type NewAppointment } from '../../ports/records/appointment.ts';
import type { NewPatient } from '../../ports/records/patient.ts';
import {
  closedAddress,
  type ReceivedRequest,
  type StubAnswer,
  type StubServer,
  sendJson,
  startStubServer,
} from '../../testing/stub-server.ts';
import { intervalsIn } from './interval-codes.ts';
import { createMediRecords } from './medirecords.ts';

const practiceId = 'dea38c62-31bd-40d5-a437-2731f7ec9b1b';
const servers: StubServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const clientOf = (baseUrl: string, remindsItself?: boolean) =>
  createMediRecords(
    {
      ...{ baseUrl, apiKey: 'rest-key', practiceId, timeZone: 'Australia/Melbourne' },
      ...(remindsItself === undefined ? {} : { remindsItself }),
    },
    { clock: { now: () => new Date('2026-11-20T00:00:00Z') }, random: () => 0 },
  );

/** A MediRecords that answers by `METHOD path` (ids replaced by `:id`), from the shapes recorded in its contract. */
async function mediRecordsThat(routes: Record<string, StubAnswer>) {
  const server = await startStubServer((response, request) => {
    const path = request.url.pathname
      .replace(practiceId, ':practice')
      .replace(/(?<=\/(patients|appointments)\/)(?!exist|search)[^/]+/, ':id');
    const answer = routes[`${request.method} ${path}`];
    if (answer) answer(response, request);
    else sendJson(response, {}, 404);
  });
  servers.push(server);
  return { server, records: clientOf(server.url) };
}

const json =
  (body: unknown, status = 200): StubAnswer =>
  (response) =>
    sendJson(response, body, status);
const page = (data: unknown[], last = true) => ({
  data,
  last,
  first: true,
  size: 100,
  page: 0,
  totalPages: 1,
});

const patient: NewPatient = {
  firstName: 'Alex',
  lastName: 'Sample',
  dateOfBirth: '1988-04-17',
  email: 'alex@example.com',
  mobile: '+61 491 570 006',
};
const appointment: NewAppointment = {
  patientId: 'patient-1',
  providerId: 'provider-1',
  appointmentTypeId: 'type-1',
  start: new Date('2027-03-01T22:20:00Z'),
  durationMinutes: 15,
  notes: 'Booked online',
};
const appointmentWire = {
  id: 'appointment-1',
  patientId: 'patient-1',
  scheduleTime: '2027-03-02T09:20',
  appointmentStatus: 2,
  createdDateTime: '2026-02-20T01:15:22.101+0000',
};

function sent(server: StubServer, method: string): ReceivedRequest {
  const found = server.requests.filter((one) => one.method === method);
  assert.equal(found.length, 1);
  assert.ok(found[0]);
  return found[0];
}

const isReason = (reason: UpstreamError['reason']) => (error: unknown) =>
  error instanceof UpstreamError && error.reason === reason;

describe('finding patients in MediRecords', () => {
  it('looks up email and mobile in bare arrays, and reads each record once', async () => {
    const { server, records } = await mediRecordsThat({
      'GET /v1/patients/exist': (response, { url }) =>
        sendJson(
          response,
          url.searchParams.has('email') ? [{ id: 'a' }, { id: 'gone' }] : [{ id: 'a' }, { id: 'b' }],
        ),
      'GET /v1/patients/:id': (response, { url }) => {
        const id = url.pathname.split('/').at(-1);
        if (id === 'gone') sendJson(response, { message: 'No Patient for id: gone' }, 400);
        else
          sendJson(response, {
            id,
            firstName: null,
            lastName: 'Sample',
            dob: '1900-01-01',
            mobilePhone: '0491 570 006',
            futureField: {},
          });
      },
    });
    const found = await records.findPatientsByContact({ email: 'a+b@example.com', mobile: '+61491570006' });
    assert.deepEqual(found, [
      { id: 'a', firstName: null, lastName: 'Sample', dateOfBirth: null, email: null, mobile: '0491570006' },
      { id: 'b', firstName: null, lastName: 'Sample', dateOfBirth: null, email: null, mobile: '0491570006' },
    ]);
    const asked = server.requests.map((one) => one.url.search).filter((search) => search !== '');
    assert.deepEqual(asked.toSorted(), ['?email=a%2Bb%40example.com', '?mobileNumber=0491570006']);
    assert.equal(server.requests[0]?.headers.authorization, 'Bearer rest-key');
  });

  it('asks by day of birth over all pages, and believes no other day', async () => {
    const person = (id: string, firstName: string, lastName: string, dob = '1988-04-17') => ({
      id,
      firstName,
      lastName,
      dob,
    });
    const { server, records } = await mediRecordsThat({
      'GET /v1/patients/search': (response, { url }) =>
        sendJson(
          response,
          url.searchParams.get('page') === '0'
            ? page([person('a', 'ALEX', " O'Brien "), person('b', 'Sam', "O'Brien")], false)
            : page([person('c', 'Alex', "O'Brien", '1988-04-18'), person('d', 'alex', "o'brien")]),
        ),
    });
    const found = await records.findPatientsBornOn('1988-04-17');
    assert.deepEqual(
      found.map((one) => one.id),
      ['a', 'b', 'd'],
    );
    assert.deepEqual(
      server.requests.map((one) => one.url.searchParams.get('q')),
      ['dob==1988-04-17', 'dob==1988-04-17'],
    );
    assert.deepEqual(await records.findPatientsBornOn('1900-01-01'), [], 'a placeholder is no birth');
  });
});

describe('creating a patient in MediRecords', () => {
  it('sends every required field, and placeholders for what was not asked', async () => {
    const { server, records } = await mediRecordsThat({ 'POST /v2/patients': json({ id: 'new' }, 201) });
    assert.deepEqual(
      await records.createPatient({ ...patient, dateOfBirth: null, note: 'May be the same as x.' }),
      { id: 'new', leftOut: [] },
    );
    const { notes, ...body } = JSON.parse(sent(server, 'POST').text);
    assert.deepEqual(body, {
      defaultPracticeId: practiceId,
      usualDoctorId: null,
      titleCode: null,
      gender: 4,
      firstName: 'Alex',
      lastName: 'Sample',
      dob: '1900-01-01',
      email: 'alex@example.com',
      mobilePhone: '0491570006',
      patientStatusCode: 1,
      contactMethod: 1,
    });
    assert.match(notes, /^Date of birth, title and gender were not asked yet.*\nMay be the same as x\.$/);
  });

  it('keeps a name that is too long whole in the notes', async () => {
    const { server, records } = await mediRecordsThat({ 'POST /v2/patients': json({ id: 'new' }) });
    const lastName = 'Featherstonehaugh-Cholmondeley-Beauchamp-Marjoribanks';
    await records.createPatient({ ...patient, lastName });
    const body = JSON.parse(sent(server, 'POST').text);
    assert.equal(body.lastName, lastName.slice(0, 40));
    assert.ok(body.notes.includes(`Alex ${lastName}`));
    assert.equal(body.dob, '1988-04-17');
  });

  it('never ends a name in half of a character', async () => {
    const { server, records } = await mediRecordsThat({ 'POST /v2/patients': json({ id: 'new' }) });
    await records.createPatient({ ...patient, lastName: `${'x'.repeat(39)}🎻 Sample` });
    assert.equal(JSON.parse(sent(server, 'POST').text).lastName, 'x'.repeat(39));
  });

  it('uses the older path where the newer one is not there', async () => {
    const { server, records } = await mediRecordsThat({ 'POST /v1/patients': json({ id: 'new' }, 201) });
    assert.deepEqual(await records.createPatient(patient), { id: 'new', leftOut: [] });
    assert.deepEqual(
      server.requests.map((one) => one.url.pathname),
      ['/v2/patients', '/v1/patients'],
    );
  });

  it('never repeats itself, and says which field was refused without quoting it', async () => {
    const failing = await mediRecordsThat({ 'POST /v2/patients': json({}, 500) });
    await assert.rejects(failing.records.createPatient(patient), isReason('server_error'));
    sent(failing.server, 'POST');

    const errors = [
      { parameter: 'email', value: 'alex@example.com', message: 'size must be between 0 and 50' },
    ];
    const refusing = await mediRecordsThat({ 'POST /v2/patients': json({ errors }, 400) });
    await assert.rejects(refusing.records.createPatient(patient), (error) => {
      assert.ok(error instanceof UpstreamError);
      assert.deepEqual(error.details, [
        { field: 'email', code: null, message: 'size must be between 0 and 50' },
      ]);
      assert.equal(error.transient, false);
      return true;
    });
  });

  it('may be tried again later when no answer comes, or the answer is lost', async () => {
    const lost = await mediRecordsThat({ 'POST /v2/patients': (response) => response.destroy() });
    for (const records of [clientOf(await closedAddress()), lost.records]) {
      await assert.rejects(
        records.createPatient(patient),
        (error) => error instanceof UpstreamError && error.transient,
      );
    }
  });
});

describe('appointments in MediRecords', () => {
  const route = 'POST /v1/practices/:practice/appointments';
  const list = 'GET /v1/practices/:practice/appointments';

  it("are created at the practice's local time, with the code of their length", async () => {
    for (const status of [200, 201]) {
      const { server, records } = await mediRecordsThat({ [route]: json(appointmentWire, status) });
      assert.deepEqual(await records.createAppointment(appointment), {
        id: 'appointment-1',
        patientId: 'patient-1',
        start: appointment.start,
        status: 'booked',
      });
      assert.deepEqual(JSON.parse(sent(server, 'POST').text), {
        patientId: 'patient-1',
        providerId: 'provider-1',
        appointmentTypeId: 'type-1',
        scheduleTime: '2027-03-02T09:20',
        appointmentStatus: 2,
        appointmentIntervalCode: 6,
        notes: 'Booked online',
        allowDoubleBookingForPatient: false,
        allowDoubleBookingForProvider: false,
        emailReminder: true,
        reminderMethod: 1,
        reminderType: 7,
      });
    }
  });

  it('are created without reminders of their own where we remind the patient, and with them where we do not', async () => {
    for (const remindsItself of [true, false]) {
      const route = 'POST /v1/practices/:practice/appointments';
      const { server } = await mediRecordsThat({ [route]: json(appointmentWire, 200) });
      await clientOf(server.url, remindsItself).createAppointment(appointment);
      const { emailReminder, reminderMethod, reminderType } = JSON.parse(sent(server, 'POST').text);
      const on = [true, 1, 7];
      assert.deepEqual(
        [emailReminder, reminderMethod, reminderType],
        remindsItself ? on : [false, null, null],
      );
    }
  });

  it('take an unknown length from the code list, or the nearest with a note for staff', async () => {
    const hourLong = { ...appointment, durationMinutes: 60, notes: 'x'.repeat(600) };
    const codes = 'GET /v1/code-system/appointment-interval-code';
    const knowing = await mediRecordsThat({
      [route]: json(appointmentWire),
      [codes]: json([
        { code: 13, description: '1 hour' },
        { code: '6', description: '15 min' },
      ]),
    });
    await knowing.records.createAppointment(hourLong);
    await knowing.records.createAppointment(hourLong);
    assert.equal(knowing.server.requests.filter((one) => one.method === 'GET').length, 1);
    assert.equal(JSON.parse(knowing.server.requests.at(-1)?.text ?? '').appointmentIntervalCode, 13);

    for (const answer of [json({ surprise: true }), json({}, 404)]) {
      const { server, records } = await mediRecordsThat({ [route]: json(appointmentWire), [codes]: answer });
      await records.createAppointment(hourLong);
      const body = JSON.parse(sent(server, 'POST').text);
      assert.equal(body.appointmentIntervalCode, 7);
      assert.match(body.notes, /^Takes 60 minutes, shown here as 20: please lengthen by hand\. x/);
      assert.equal(body.notes.length, 500);
    }
  });

  it('say that patient or provider has another one, whichever way MediRecords says it', async () => {
    for (const answer of [
      json({ message: 'any text' }, 409),
      json({ errors: [{ parameter: 'scheduleTime', message: 'Provider is double booked' }] }, 400),
    ]) {
      const { records } = await mediRecordsThat({ [route]: answer });
      await assert.rejects(
        records.createAppointment(appointment),
        (error) => error instanceof AppointmentConflict && error.reason === 'rejected',
      );
    }
    const { records } = await mediRecordsThat({ [route]: json({ message: 'No Patient for id: x' }, 400) });
    await assert.rejects(
      records.createAppointment(appointment),
      (error) => isReason('rejected')(error) && !(error instanceof AppointmentConflict),
    );
  });

  it('are found by patient and local time, without cancelled ones, in each other status', async () => {
    const { server, records } = await mediRecordsThat({
      [list]: json(
        page([
          appointmentWire,
          { ...appointmentWire, id: 'cancelled', appointmentStatus: 8 },
          { ...appointmentWire, id: 'later', scheduleTime: '2027-03-02T10:20' },
          {
            ...appointmentWire,
            id: 'new-status',
            scheduleTime: '2027-03-02T09:20:00',
            appointmentStatus: 42,
          },
          { ...appointmentWire, id: 'another patient', patientId: 'patient-2' },
        ]),
      ),
    });
    const found = await records.findAppointments({ patientId: 'patient-1', start: appointment.start });
    assert.deepEqual(
      found.map((one) => [one.id, one.status]),
      [
        ['appointment-1', 'booked'],
        ['new-status', 'unknown'],
      ],
    );
    assert.deepEqual(Object.fromEntries(sent(server, 'GET').url.searchParams), {
      patientId: 'patient-1',
      appointmentDateRangeStart: '2027-03-02T07:20',
      appointmentDateRangeEnd: '2027-03-02T11:20',
      page: '0',
      size: '100',
    });
  });

  const provider = 'b0a05a90-19a9-11eb-a908-d3ad64a772f0';
  const typed = (more: object) => ({
    id: 'A1',
    patientId: 'P1',
    providerId: provider,
    scheduleTime: '2026-11-24T09:30',
    appointmentStatus: 2,
    appointmentIntervalCode: 7,
    ...more,
  });
  const morning = {
    providerId: provider,
    from: new Date('2026-11-23T22:00:00Z'),
    to: new Date('2026-11-24T02:00:00Z'),
  };
  const listed = async (data: unknown[], codes: unknown = []) => {
    const { records } = await mediRecordsThat({
      'GET /v1/practices/:practice/appointments': json(page(data)),
      'GET /v1/code-system/appointment-interval-code': json(codes),
    });
    const found = await records.listAppointments(morning);
    return found.map(({ id, start, end, status }) => {
      const minutes = (end.getTime() - start.getTime()) / 60_000;
      return `${id} ${start.toISOString().slice(11, 16)} ${minutes} ${status}`;
    });
  };

  it('are listed for a provider with their length, also cancelled ones and those without a patient', async () => {
    assert.deepEqual(
      await listed([
        typed({}),
        typed({ id: 'A2', patientId: null, scheduleTime: '2026-11-24T10:00:00' }),
        typed({ id: 'A3', scheduleTime: '2026-11-24T11:00', appointmentStatus: 8 }),
      ]),
      ['A1 22:30 20 booked', 'A2 23:00 20 booked', 'A3 00:00 20 cancelled'],
    );
  });

  it('are listed rightly whether or not MediRecords keeps to provider and range', async () => {
    const before = typed({ id: 'A0', scheduleTime: '2026-11-24T08:50' });
    const over = typed({ id: 'A4', scheduleTime: '2026-11-24T08:45', appointmentIntervalCode: 7 });
    const others = [
      typed({ id: 'B1', providerId: 'another' }),
      typed({ id: 'B2', providerId: null }),
      typed({ id: 'B3', scheduleTime: '2026-11-24T13:00' }),
      typed({ id: 'B4', scheduleTime: '2026-11-24T08:30' }),
    ];
    assert.deepEqual(await listed([before, over, ...others]), ['A0 21:50 20 booked', 'A4 21:45 20 booked']);
  });

  it('take the length of an unknown code from the code list, or the usual one', async () => {
    const odd = [typed({ appointmentIntervalCode: 33 })];
    assert.deepEqual(await listed(odd, [{ code: 33, description: '40 min' }]), ['A1 22:30 40 booked']);
    assert.deepEqual(await listed(odd, { unexpected: true }), ['A1 22:30 15 booked']);
    assert.deepEqual(await listed([typed({ appointmentIntervalCode: {} })]), ['A1 22:30 15 booked']);
  });

  it('are read one by one; gone is no appointment, and no answer is no statement', async () => {
    const path = 'GET /v1/practices/:practice/appointments/:id';
    for (const status of [400, 404]) {
      const { records } = await mediRecordsThat({ [path]: json({ message: 'No Appointment' }, status) });
      assert.equal(await records.readAppointment('A1'), null);
    }
    const { records } = await mediRecordsThat({ [path]: json(typed({})) });
    assert.equal((await records.readAppointment('A1'))?.providerId, provider);
    const away = clientOf(await closedAddress());
    await assert.rejects(away.readAppointment('A1'), UpstreamError);
  });

  it('are deleted, and gone already is success', async () => {
    const one = '/v1/practices/:practice/appointments/:id';
    const there = await mediRecordsThat({ [`DELETE ${one}`]: json({ id: 'a', message: 'deleted' }) });
    await there.records.deleteAppointment('a');
    const gone = await mediRecordsThat({ [`DELETE ${one}`]: json({ message: 'No Appointment' }, 400) });
    await gone.records.deleteAppointment('a');
    const refused = await mediRecordsThat({
      [`DELETE ${one}`]: json({}, 400),
      [`GET ${one}`]: json(appointmentWire),
    });
    await assert.rejects(refused.records.deleteAppointment('a'), isReason('rejected'));
    const down = await mediRecordsThat({ [`DELETE ${one}`]: json({}, 503) });
    await assert.rejects(down.records.deleteAppointment('a'), isReason('server_error'));
  });
});

describe("the practice's clock", () => {
  const zone = 'Australia/Melbourne';
  it('is read and written on days when clocks change', () => {
    const cases = [
      ['2026-10-03T15:30:00Z', '2026-10-04T01:30'],
      ['2026-10-03T16:30:00Z', '2026-10-04T03:30'],
      ['2027-04-03T14:30:00Z', '2027-04-04T01:30'],
      ['2027-04-03T15:30:00Z', '2027-04-04T02:30'],
      ['2027-04-03T17:30:00Z', '2027-04-04T03:30'],
    ] as const;
    for (const [instant, local] of cases) {
      assert.equal(localTime(new Date(instant), zone), local);
      assert.equal(instantOf(local, zone).toISOString(), new Date(instant).toISOString());
    }
  });

  it('takes the first of an hour shown twice, and moves on over an hour never shown', () => {
    assert.equal(localTime(new Date('2027-04-03T16:30:00Z'), zone), '2027-04-04T02:30');
    assert.equal(instantOf('2027-04-04T02:30', zone).toISOString(), '2027-04-03T15:30:00.000Z');
    assert.equal(localTime(instantOf('2026-10-04T02:30', zone), zone), '2026-10-04T03:30');
    assert.equal(
      instantOf('2027-04-04T01:45', 'Australia/Lord_Howe').toISOString(),
      '2027-04-03T14:45:00.000Z',
    );
  });
});

describe('the list of lengths', () => {
  it('is understood bare or in an envelope, and passes over what it cannot read', () => {
    const entries = [
      { code: 11, display: '30 minutes' },
      { id: 14, name: '1 hr 30 mins' },
      { code: 15, name: 'Long' },
      { code: 'x', name: '40 min' },
      { code: 16, name: '45 min', description: '50 min' },
    ];
    for (const answer of [entries, { data: entries, last: true }]) {
      assert.deepEqual(
        [...intervalsIn(answer)].toSorted(([a], [b]) => a - b),
        [
          [5, 2],
          [10, 4],
          [15, 6],
          [20, 7],
          [30, 11],
          [90, 14],
        ],
      );
    }
    assert.equal(intervalsIn({ '15': '60 mins', '21': 'Ages' }).get(60), 15);
    assert.equal(intervalsIn('nonsense').size, 4);
  });
});
