import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Sandbox } from '../start.ts';
import { caller, friday, ids, startForTest } from '../testing/running-sandbox.ts';

describe('the sandbox’s controls', () => {
  let sandbox: Sandbox;
  const control = caller(() => sandbox.urls.panel, '');
  const calendly = caller(() => sandbox.urls.calendly, 'sandbox-calendly-token');
  const medirecords = caller(() => sandbox.urls.medirecords, 'sandbox-medirecords-token');

  before(async () => {
    sandbox = await startForTest();
  });
  beforeEach(() => sandbox.reset());
  after(() => sandbox.stop());

  const fault = (body: Record<string, unknown>) => control('POST /__sandbox/faults', { body });

  it('answers with a status, so many times, on the routes that are named', async () => {
    const added = await fault({
      service: 'calendly',
      route: 'GET /users',
      kind: 'status',
      value: 503,
      times: 2,
    });
    assert.equal(added.status, 201);
    assert.equal((await calendly('GET /event_types/none')).status, 404);
    assert.equal((await calendly('GET /users/me')).status, 503);
    assert.equal((await calendly('GET /users/me')).status, 503);
    assert.equal((await calendly('GET /users/me')).status, 200);
  });

  it('says in JSON that there is nothing at an address', async () => {
    for (const address of ['GET /__sandbox/reset', 'POST /__sandbox/resets', 'PUT /__sandbox/faults']) {
      const answer = await control(address);
      assert.equal(answer.status, 404);
      assert.deepEqual(answer.body, { error: `There is no ${address} here.`, fields: [] });
    }
  });

  it('can be told which event type, by text in the address or the body', async () => {
    await fault({ service: 'calendly', kind: 'status', value: 500, match: ids.diaInitial });
    const available = (id: string) =>
      calendly('GET /event_type_available_times', {
        query: {
          event_type: `https://api.calendly.com/event_types/${id}`,
          start_time: '2026-11-21T00:00:00Z',
          end_time: '2026-11-22T00:00:00Z',
        },
      });
    assert.equal((await available(ids.diaInitial)).status, 500);
    assert.equal((await available(ids.freeCall)).status, 200);
    const body = { event_type: `https://api.calendly.com/event_types/${ids.diaInitial}` };
    assert.equal((await calendly('POST /invitees', { body })).status, 500);
  });

  it('limits with and without Retry-After', async () => {
    await fault({ service: 'calendly', kind: 'rate_limit', value: 7, times: 1 });
    const told = await calendly('GET /users/me');
    assert.deepEqual([told.status, told.headers.get('retry-after')], [429, '7']);
    assert.equal(told.headers.get('x-ratelimit-remaining'), '0');
    await fault({ service: 'calendly', kind: 'rate_limit', value: null, times: 1 });
    assert.equal((await calendly('GET /users/me')).headers.get('retry-after'), null);
    await fault({ service: 'medirecords', kind: 'rate_limit', value: 3, times: 1 });
    assert.equal((await medirecords('GET /v1/code-system/title-code')).headers.get('retry-after'), '3');
  });

  it('drops the connection before the act, or after it', async () => {
    const create = () =>
      medirecords('POST /v1/patients', {
        body: {
          defaultPracticeId: ids.practice,
          firstName: 'A',
          lastName: 'Dropped',
          gender: 1,
          dob: '1990-01-01',
        },
      });
    const count = async () =>
      (await medirecords('GET /v1/patients/search', { query: { q: 'lastName==Dropped' } })).body
        .totalElements;
    await fault({ service: 'medirecords', route: 'POST /v1/patients', kind: 'drop', times: 1 });
    await assert.rejects(create());
    assert.equal(await count(), 0);
    await fault({ service: 'medirecords', route: 'POST /v1/patients', kind: 'drop_after_commit', times: 1 });
    await assert.rejects(create());
    assert.equal(await count(), 1);
  });

  it('waits before it answers, and others need not wait', async () => {
    await fault({ service: 'calendly', route: 'GET /event_types', kind: 'latency', value: 600_000 });
    let answered = false;
    const patience = new AbortController();
    const slow = fetch(`${sandbox.urls.calendly}/event_types`, { signal: patience.signal }).then(() => {
      answered = true;
    });
    assert.equal((await calendly('GET /users/me')).status, 200);
    assert.equal(answered, false);
    patience.abort();
    await assert.rejects(slow, { name: 'AbortError' });
  });

  it('lets latency go together with another fault', async () => {
    await fault({ service: 'calendly', kind: 'latency', value: 1 });
    await fault({ service: 'calendly', kind: 'status', value: 500 });
    assert.equal((await calendly('GET /users/me')).status, 500);
    const { body } = await control('GET /__sandbox/faults');
    assert.deepEqual(Array.isArray(body.faults) && body.faults.map(({ hits }) => hits), [1, 1]);
  });

  it('clears one fault, or all', async () => {
    const { id } = (await fault({ service: 'calendly', kind: 'drop' })).body;
    await fault({ service: 'calendly', route: '/users/*', kind: 'status', value: 418 });
    await control(`DELETE /__sandbox/faults/${id}`);
    assert.equal((await calendly('GET /users/me')).status, 418);
    await control('DELETE /__sandbox/faults');
    assert.equal((await calendly('GET /users/me')).status, 200);
  });

  it('counts calls per route, with ids written as :id', async () => {
    await calendly(`GET /event_types/${ids.freeCall}`);
    await calendly(`GET /event_types/${ids.diaInitial}`);
    await medirecords('GET /v1/code-system/title-code');
    const { body } = await control('GET /__sandbox/calls', { query: { service: 'calendly' } });
    assert.deepEqual(body.counts, { calendly: { 'GET /event_types/:id': 2 } });
    assert.equal(body.total, 2);
    assert.equal((await control('GET /__sandbox/calls')).body.total, 3);
  });

  it('moves the clock', async () => {
    const set = await control('POST /__sandbox/clock', { body: { now: '2027-01-01T00:00:00+11:00' } });
    assert.match(String(set.body.now), /^2026-12-31T13:00:0/);
    const moved = await control('POST /__sandbox/clock', { body: { advanceSeconds: 3600 } });
    assert.match(String(moved.body.now), /^2026-12-31T14:00:0/);
  });

  it('resets everything', async () => {
    await fault({ service: 'calendly', kind: 'drop' });
    await control('POST /__sandbox/clock', { body: { advanceSeconds: 86_400 } });
    await control('POST /__sandbox/limits', { body: { service: 'calendly', requestsPerMinute: 1 } });
    await control('POST /__sandbox/settings', { body: { service: 'calendly', slotTaken: 409 } });
    await control('POST /__sandbox/reset');
    assert.equal((await control('GET /__sandbox/calls')).body.total, 0);
    assert.deepEqual((await control('GET /__sandbox/faults')).body.faults, []);
    const now = new Date(String((await control('GET /__sandbox/clock')).body.now));
    assert.ok(Math.abs(now.getTime() - friday.getTime()) < 3_600_000);
    const { body } = await control('GET /__sandbox/calendly/state');
    assert.equal(body.settings?.slotTaken, 400);
    assert.equal(body.limits?.requestsPerMinute, 500);
  });

  it('refuses bad input and names the field', async () => {
    const cases: [call: string, body: unknown, path: string][] = [
      ['POST /__sandbox/faults', { service: 'nobody', kind: 'drop' }, 'service'],
      ['POST /__sandbox/faults', { service: 'calendly', kind: 'explode' }, 'kind'],
      ['POST /__sandbox/faults', { service: 'calendly', kind: 'latency' }, 'value'],
      ['POST /__sandbox/faults', { service: 'calendly', kind: 'status', value: 99 }, 'value'],
      ['POST /__sandbox/faults', { service: 'calendly', kind: 'drop', times: 0 }, 'times'],
      ['POST /__sandbox/faults', { service: 'calendly', kind: 'drop', route: 'users' }, 'route'],
      ['POST /__sandbox/faults', { service: 'calendly', kind: 'drop', sometimes: true }, 'sometimes'],
      ['POST /__sandbox/clock', {}, 'now'],
      ['POST /__sandbox/clock', { now: 'soon' }, 'now'],
      ['POST /__sandbox/settings', { service: 'calendly', slotTaken: 500 }, 'slotTaken'],
      ['POST /__sandbox/limits', { service: 'medirecords' }, 'service'],
      ['GET /__sandbox/nobody/state', undefined, 'service'],
    ];
    for (const [call, body, path] of cases) {
      const answer = await control(call, { body });
      assert.equal(answer.status, 400, call);
      const [field] = Array.isArray(answer.body.fields) ? answer.body.fields : [];
      assert.equal(field?.path, path, JSON.stringify(answer.body));
    }
  });

  it('shows a page without inline scripts or styles', async () => {
    await calendly('GET /users/me');
    const page = await fetch(sandbox.urls.panel);
    const words = await page.text();
    assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.equal(/<style|style="|<script>|onclick/.test(words), false);
    for (const title of ['Calendars', 'Patients', 'Mails', 'Faults', 'Calls'])
      assert.match(words, new RegExp(title));
    assert.equal((await fetch(`${sandbox.urls.panel}/panel.css`)).status, 200);
    assert.equal((await fetch(`${sandbox.urls.panel}/panel.js`)).status, 200);
    assert.equal((await fetch(`${sandbox.urls.panel}/?week=nonsense`)).status, 200);
  });

  it('lets no other site press its buttons', async () => {
    const press = (origin: string) =>
      fetch(`${sandbox.urls.panel}/panel/reset`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
        body: '',
      });
    assert.equal((await press('https://elsewhere.example.com')).status, 403);
    assert.equal((await press(sandbox.urls.panel)).status, 303);
  });
});
