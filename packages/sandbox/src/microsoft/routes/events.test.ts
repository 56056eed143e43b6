import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Sandbox } from '../../start.ts';
import { startForTest } from '../../testing/running-sandbox.ts';
import {
  appToken,
  bookingProperty,
  consultation,
  dia,
  forApp,
  type Graph,
  graphOf,
  list,
  login,
  melbourne,
  monday,
  subjects,
} from '../testing.ts';

let sandbox: Sandbox;
let graph: Graph;
before(async () => {
  sandbox = await startForTest();
  graph = graphOf(sandbox, await appToken(sandbox));
});
beforeEach(() => sandbox.reset());
after(() => sandbox.stop());

describe('the app’s token', () => {
  it('is given for the secret, as a form or as basic authentication', async () => {
    const { status, body } = await login(sandbox, forApp);
    assert.equal(status, 200);
    assert.deepEqual([body.token_type, body.expires_in, body.ext_expires_in], ['Bearer', 3599, 3599]);
    const { client_id, client_secret, ...rest } = forApp;
    const basic = Buffer.from(`${client_id}:${client_secret}`).toString('base64');
    assert.equal((await login(sandbox, rest, { authorization: `Basic ${basic}` })).status, 200);
  });

  it('is refused in Microsoft’s words', async () => {
    const refused = async (change: Record<string, string>) => {
      const { status, body } = await login(sandbox, { ...forApp, ...change });
      return [status, body.error, list(body.error_codes)[0]];
    };
    assert.deepEqual(await refused({ client_secret: 'wrong' }), [401, 'invalid_client', 7000215]);
    assert.deepEqual(await refused({ client_secret: '' }), [401, 'invalid_client', 7000218]);
    assert.deepEqual(await refused({ client_id: 'other' }), [400, 'unauthorized_client', 700016]);
    assert.deepEqual(await refused({ scope: 'Calendars.Read' }), [400, 'invalid_scope', 1002012]);
    assert.deepEqual(await refused({ grant_type: 'password' }), [400, 'unsupported_grant_type', 70003]);
    const json = await fetch(`${sandbox.urls.microsoft}/elsewhere/oauth2/v2.0/token`, { method: 'POST' });
    assert.equal(json.status, 400);
  });

  it('ends after an hour, and Graph says so', async () => {
    const token = await appToken(sandbox);
    sandbox.setClock(new Date('2026-11-20T02:00:00Z'));
    const { status, body } = await graph(`GET /users/${dia}/events`, { token });
    assert.deepEqual([status, body.error?.code], [401, 'InvalidAuthenticationToken']);
    assert.equal((await graph(`GET /users/${dia}/events`, { token: null })).status, 401);
    assert.equal((await graph(`GET /users/${dia}/events`, { token: 'e.e.e' })).status, 401);
  });
});

describe('an event', () => {
  it('is made, read in the zone that the request prefers, changed and deleted', async () => {
    const headers = { prefer: `outlook.timezone="${melbourne}"` };
    const made = await graph(`POST /users/${dia}/calendar/events`, { body: consultation(), headers });
    assert.equal(made.status, 201);
    assert.deepEqual(made.body.start, { dateTime: '2026-11-23T09:00:00.0000000', timeZone: melbourne });
    assert.match(made.headers.get('preference-applied') ?? '', /outlook\.timezone/);
    assert.ok(made.headers.get('request-id'));
    const path = `/users/${dia}/events/${made.body.id}`;
    const utc = (await graph(`GET ${path}`)).body;
    assert.deepEqual(utc.start, { dateTime: '2026-11-22T22:00:00.0000000', timeZone: 'UTC' });
    const changed = await graph(`PATCH ${path}`, {
      body: { end: { dateTime: '2026-11-22T23:00:00Z', timeZone: 'UTC' } },
    });
    assert.equal(changed.body.end?.dateTime, '2026-11-22T23:00:00.0000000');
    assert.notEqual(changed.body['@odata.etag'], made.body['@odata.etag']);
    const stale = { 'if-match': String(made.body['@odata.etag']) };
    assert.equal((await graph(`DELETE ${path}`, { headers: stale })).status, 412);
    assert.equal((await graph(`DELETE ${path}`)).status, 204);
    assert.deepEqual(
      [(await graph(`GET ${path}`)).body.error?.code, (await graph(`DELETE ${path}`)).status],
      ['ErrorItemNotFound', 404],
    );
  });

  it('is made once for one transactionId, whichever way Microsoft answers the second time', async () => {
    const body = consultation({ transactionId: '7E163156-7762-4BEB-A1C6-729EA81755A7' });
    const post = () => graph(`POST /users/${dia}/events`, { body });
    const first = await post();
    const second = await post();
    assert.deepEqual([second.status, second.body.id], [201, first.body.id]);
    sandbox.configure('microsoft', { repeatedTransaction: 'existing_200' });
    assert.equal((await post()).status, 200);
    sandbox.configure('microsoft', { repeatedTransaction: 'conflict_409' });
    const third = await post();
    assert.deepEqual([third.status, third.body.error?.code], [409, 'ErrorDuplicateTransactionId']);
    assert.deepEqual(subjects(await graph(`GET /users/${dia}/events`)), ['Consultation']);
    const ours = { $filter: "transactionId eq '7E163156-7762-4BEB-A1C6-729EA81755A7'" };
    assert.equal(subjects(await graph(`GET /users/${dia}/events`, { query: ours })).length, 1);
  });

  it('is found by our id in an extended property, which only $expand shows', async () => {
    const properties = [{ id: bookingProperty, value: 'BK-1' }];
    const body = consultation({ singleValueExtendedProperties: properties });
    await graph(`POST /users/${dia}/events`, { body });
    const find = async (value: string, expand = {}) =>
      list(
        (
          await graph(`GET /users/${dia}/events`, {
            query: {
              $filter: `singleValueExtendedProperties/Any(ep: ep/id eq '${bookingProperty}' and ep/value eq '${value}')`,
              ...expand,
            },
          })
        ).body.value,
      );
    assert.equal((await find('BK-2')).length, 0);
    const [plain] = await find('BK-1');
    assert.equal(plain?.singleValueExtendedProperties, undefined);
    const expand = { $expand: `singleValueExtendedProperties($filter=id eq '${bookingProperty}')` };
    const [whole] = await find('BK-1', expand);
    assert.deepEqual(whole?.singleValueExtendedProperties, properties);
    const bad = await graph(`GET /users/${dia}/events`, { query: { $filter: "color eq 'red'" } });
    assert.equal(bad.status, 400);
  });

  it('has one id that stays and one that does not, as the request prefers', async () => {
    const headers = { prefer: 'IdType="ImmutableId"' };
    const { id } = (await graph(`POST /users/${dia}/events`, { body: consultation(), headers })).body;
    const [other] = list((await graph(`GET /users/${dia}/events`)).body.value);
    assert.notEqual(other?.id, id);
    assert.equal((await graph(`GET /users/${dia}/events/${other?.id}`, { headers })).body.id, id);
  });

  it('is refused without times, with an end before its start, and with an unknown zone', async () => {
    const status = async (change: Record<string, unknown>) =>
      (await graph(`POST /users/${dia}/events`, { body: consultation(change) })).status;
    assert.equal(await status({ start: undefined }), 400);
    assert.equal(await status({ end: { dateTime: '2026-11-23T08:00:00', timeZone: melbourne } }), 400);
    assert.equal(await status({ end: { dateTime: '2026-11-23T10:00:00', timeZone: 'Mars' } }), 400);
    const iana = { end: { dateTime: '2026-11-23T10:00:00', timeZone: 'Australia/Melbourne' } };
    assert.equal(await status(iana), 201);
    sandbox.configure('microsoft', { ianaTimeZones: 'refused' });
    assert.equal(await status(iana), 400);
    const text = await graph(`POST /users/nobody@botaniqal.example/events`, { body: consultation() });
    assert.deepEqual([text.status, text.body.error?.code], [404, 'ErrorInvalidUser']);
  });
});

describe('the calendar view', () => {
  const view = (query: Record<string, string> = monday, headers = {}) =>
    graph(`GET /users/${dia}/calendarView`, { query, headers });
  const add = (subject: string, start: string, end: string, more = {}) =>
    graph(`POST /users/${dia}/events`, {
      body: {
        subject,
        start: { dateTime: start, timeZone: melbourne },
        end: { dateTime: end, timeZone: melbourne },
        ...more,
      },
    });

  it('has what overlaps the window, whose offsets count', async () => {
    await add('before', '2026-11-22T23:00:00', '2026-11-23T00:00:00');
    await add('over midnight', '2026-11-22T23:30:00', '2026-11-23T00:30:00');
    await add('noon', '2026-11-23T12:00:00', '2026-11-23T12:30:00');
    await add('after', '2026-11-24T00:00:00', '2026-11-24T00:30:00');
    assert.deepEqual(subjects(await view()), ['over midnight', 'noon']);
    const utc = { startDateTime: '2026-11-23T00:00:00', endDateTime: '2026-11-24T00:00:00' };
    assert.deepEqual(subjects(await view(utc)), ['noon', 'after']);
    assert.equal((await view({})).status, 400);
    assert.equal((await view({ ...utc, endDateTime: 'soon' })).status, 400);
  });

  it('comes in pages, with the properties that are selected', async () => {
    for (const hour of ['09', '10', '11', '12', '13']) {
      await add(hour, `2026-11-23T${hour}:00:00`, `2026-11-23T${hour}:30:00`);
    }
    const first = await view({
      ...monday,
      $top: '2',
      $select: 'subject,start',
      $orderby: 'start/dateTime desc',
    });
    assert.deepEqual(subjects(first), ['13', '12']);
    assert.deepEqual(Object.keys(list(first.body.value)[0] ?? {}).sort(), [
      '@odata.etag',
      'id',
      'start',
      'subject',
    ]);
    const second = await graph(`GET ${first.body['@odata.nextLink']}`);
    const third = await graph(`GET ${second.body['@odata.nextLink']}`);
    assert.deepEqual([...subjects(second), ...subjects(third)], ['11', '10', '09']);
    assert.equal(third.body['@odata.nextLink'], undefined);
  });

  it('shows each occurrence of a series; one that was deleted or moved is as it is now', async () => {
    const recurrence = {
      pattern: { type: 'weekly', interval: 1, daysOfWeek: ['monday', 'wednesday'] },
      range: { type: 'noEnd', startDate: '2026-09-28' },
    };
    const series = await add('supervision', '2026-09-28T09:00:00', '2026-09-28T10:00:00', { recurrence });
    assert.equal(series.body.type, 'seriesMaster');
    const week = { startDateTime: '2026-10-04T13:00:00Z', endDateTime: '2026-10-11T13:00:00Z' };
    const starts = async () =>
      list((await view(week, { prefer: `outlook.timezone="${melbourne}"` })).body.value).map(
        ({ start, type }) => [String(start?.dateTime).slice(0, 16), type],
      );
    // The clocks changed on the Sunday before; the series stays at nine.
    assert.deepEqual(await starts(), [
      ['2026-10-05T09:00', 'occurrence'],
      ['2026-10-07T09:00', 'occurrence'],
    ]);
    const [one, other] = list((await view(week)).body.value);
    await graph(`DELETE /users/${dia}/events/${one?.id}`);
    await graph(`PATCH /users/${dia}/events/${other?.id}`, {
      body: {
        start: { dateTime: '2026-10-08T14:00:00', timeZone: melbourne },
        end: { dateTime: '2026-10-08T15:00:00', timeZone: melbourne },
      },
    });
    assert.deepEqual(await starts(), [['2026-10-08T14:00', 'exception']]);
    assert.equal(subjects(await graph(`GET /users/${dia}/events`)).length, 1);
  });

  it('starts an all-day event at midnight, in each zone in which it is read', async () => {
    await add('leave', '2026-11-23T00:00:00', '2026-11-24T00:00:00', { isAllDay: true, showAs: 'oof' });
    const [utc] = list((await view()).body.value);
    assert.deepEqual(utc?.start, { dateTime: '2026-11-23T00:00:00.0000000', timeZone: 'UTC' });
  });

  it('is refused for a mailbox that may not be read', async () => {
    sandbox.configure('microsoft', { unreadableMailboxes: [dia] });
    assert.equal((await view()).status, 403);
  });
});

describe('getSchedule', () => {
  const ask = (schedules: string[], more: Record<string, unknown> = {}) =>
    graph(`POST /users/${dia}/calendar/getSchedule`, {
      headers: { prefer: `outlook.timezone="${melbourne}"` },
      body: {
        schedules,
        startTime: { dateTime: '2026-11-23T09:00:00', timeZone: melbourne },
        endTime: { dateTime: '2026-11-23T12:00:00', timeZone: melbourne },
        availabilityViewInterval: 60,
        ...more,
      },
    });

  it('answers what is busy, and how', async () => {
    await graph(`POST /users/${dia}/events`, { body: consultation({ sensitivity: 'private' }) });
    const later = { start: { dateTime: '2026-11-23T10:30:00', timeZone: melbourne } };
    const end = { dateTime: '2026-11-23T11:30:00', timeZone: melbourne };
    await graph(`POST /users/${dia}/events`, { body: consultation({ ...later, end, showAs: 'tentative' }) });
    await graph(`POST /users/${dia}/events`, { body: consultation({ ...later, end, showAs: 'free' }) });
    const [schedule] = list((await ask([dia])).body.value);
    assert.deepEqual([schedule?.scheduleId, schedule?.availabilityView], [dia, '211']);
    const [busy, tentative, ...none] = list(schedule?.scheduleItems);
    assert.deepEqual(busy, {
      isPrivate: true,
      status: 'busy',
      start: { dateTime: '2026-11-23T09:00:00.0000000', timeZone: melbourne },
      end: { dateTime: '2026-11-23T09:30:00.0000000', timeZone: melbourne },
    });
    assert.deepEqual([tentative?.status, tentative?.subject, none], ['tentative', 'Consultation', []]);
  });

  it('says inside a 200 which mailbox it cannot read', async () => {
    sandbox.configure('microsoft', { unreadableMailboxes: ['equine@botaniqal.example'] });
    const answer = await ask([dia, 'nobody@botaniqal.example']);
    assert.equal(answer.status, 200);
    const [good, unknown] = list(answer.body.value);
    assert.deepEqual([good?.error, good?.availabilityView], [undefined, '000']);
    assert.equal(unknown?.error?.responseCode, 'ErrorMailRecipientNotFound');
  });

  it('refuses an interval under five minutes, and an empty question', async () => {
    assert.equal((await ask([dia], { availabilityViewInterval: 4 })).status, 400);
    assert.equal((await ask([])).status, 400);
  });
});

describe('the limits of a mailbox', () => {
  it('are four requests at the same time', async () => {
    sandbox.fault({ service: 'microsoft', kind: 'latency', value: 50 });
    const read = (address: string) => graph(`GET /users/${address}/events`);
    const answers = await Promise.all([dia, dia, dia, dia, dia, 'consultant@botaniqal.example'].map(read));
    const refused = answers.filter(({ status }) => status === 429);
    assert.deepEqual(
      refused.map(({ headers, body }) => [headers.get('retry-after'), body.error?.message]),
      [['1', 'Application is over its MailboxConcurrency limit.']],
    );
    sandbox.clearFaults();
    assert.equal((await read(dia)).status, 200);
  });

  it('are so many requests in ten minutes', async () => {
    sandbox.limit('microsoft', { requestsPerTenMinutes: 2 });
    const status = async () => (await graph(`GET /users/${dia}`)).status;
    assert.deepEqual([await status(), await status(), await status()], [200, 200, 429]);
    sandbox.setClock(new Date('2026-11-20T00:11:00Z'));
    assert.equal(await status(), 200);
  });

  it('answer a fault in the shape of the address', async () => {
    sandbox.fault({ service: 'microsoft', kind: 'status', value: 503 });
    assert.equal((await graph(`GET /users/${dia}`)).body.error?.code, 'ServiceUnavailable');
    assert.equal((await login(sandbox, forApp)).body.error, 'temporarily_unavailable');
    sandbox.clearFaults();
    sandbox.fault({ service: 'microsoft', kind: 'rate_limit', value: 7, match: dia });
    const limited = await graph(`GET /users/${encodeURIComponent(dia)}`);
    assert.deepEqual([limited.status, limited.headers.get('retry-after')], [429, '7']);
  });
});
