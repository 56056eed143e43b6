import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Answer } from '../support/api.ts';
import { type Operation, operationsOf } from '../support/openapi.ts';
import { oneFreeTime, requestFor } from '../support/patients.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { staffToken } from '../support/staff.ts';

/** Values that are always refused, each as JSON; every one of them in place of every field. */
const wrongValues: unknown[] = [
  null,
  42,
  true,
  [],
  {},
  { deep: { deeper: [] } },
  '',
  ' ',
  '\u0000',
  'x'.repeat(100_000),
];

const wrongBodies: { name: string; raw: string; contentType?: string; status?: number }[] = [
  { name: 'nothing', raw: '' },
  { name: 'no JSON', raw: '{"patientName": ' },
  { name: 'null', raw: 'null' },
  { name: 'a list', raw: '[]' },
  { name: 'a text', raw: '"hello"' },
  { name: 'a number', raw: '1e400' },
  { name: 'an empty object', raw: '{}' },
  { name: 'a poisoned prototype', raw: '{"__proto__":{"admin":true},"constructor":{"prototype":{}}}' },
  { name: 'bytes that are not UTF-8', raw: '\xff\xfe\x00' },
  { name: 'deep nesting', raw: `${'['.repeat(20_000)}${']'.repeat(20_000)}` },
  { name: 'a form', raw: 'a=1&b=2', contentType: 'application/x-www-form-urlencoded', status: 415 },
  { name: 'more than 256 KB', raw: JSON.stringify({ patientName: 'x'.repeat(300_000) }), status: 413 },
];

/** Parameters for which some of these values are right: text to search for, the number of an entry, what a vendor wants to read back. */
const freeText = new Set(['q', 'patient', 'actor', 'before', 'validationToken']);

const everyPermission = [
  'triage:read',
  'triage:update',
  'booking:create',
  'practitioner:availability',
  'waitlist:manage',
  'tasks:manage',
  'bookings:read',
  'bookings:manage',
  'calendars:read',
  'insights:read',
  'themes:manage',
  'people:manage',
];

const wrongQueries: Record<string, string[]> = {
  any: ['', ' ', '\u0000', '<script>', "' or 1=1 --", 'x'.repeat(3000), '😀'],
  date: ['2026-02-30', '20261123', '0000-00-00', '2026-13-01', '9999-99-99', '-1'],
};

describe('bad input', () => {
  let stack: Stack;
  let operations: Operation[];
  let sender = 0;
  /** Each request comes from an address of its own, so that the limit per address does not answer for the check. */
  const from = () => {
    sender += 1;
    return { 'x-forwarded-for': `10.${sender >> 16}.${(sender >> 8) & 255}.${sender & 255}` };
  };
  before(async () => {
    stack = await startStack({ env: { TRUSTED_PROXIES: '127.0.0.1,::1,::ffff:127.0.0.1' } });
    operations = operationsOf((await stack.api.send('GET', '/api/openapi.json')).ok());
  });
  after(() => stack?.stop());

  it('finds every route of the description', () => {
    const described = operations.map(({ method, path }) => `${method} ${path}`);
    for (const route of [
      'GET /api/catalogue',
      'GET /api/calendars/combined',
      'POST /api/consultations/book',
    ]) {
      assert.ok(described.includes(route), `${route} is described; found ${described.join(', ')}`);
    }
  });

  it('is refused in every query parameter, with the name of the parameter', async () => {
    const token = staffToken(stack, everyPermission);
    for (const operation of operations) {
      // Routes of staff say nothing to others, not even what would be right.
      const signedIn = operation.path.startsWith('/api/staff/') ? { authorization: `Bearer ${token}` } : {};
      const headers = () => ({ ...from(), ...signedIn });
      for (const parameter of operation.query) {
        for (const value of [...(wrongQueries.any ?? []), ...(wrongQueries.date ?? [])]) {
          const query = new URLSearchParams({ ...operation.sampleQuery, [parameter.name]: value });
          const answer = await stack.api.send(operation.method, `${operation.samplePath}?${query}`, {
            headers: headers(),
          });
          if (freeText.has(parameter.name)) {
            assert.ok(answer.status < 500, `${operation.path} with ${parameter.name}: ${answer.text}`);
            continue;
          }
          assertRefused(
            answer,
            `${operation.method} ${operation.path} with ${parameter.name}=${value.slice(0, 20)}`,
          );
          // A token or secret that opens nothing is refused as one, in any shape.
          const opens = ['token', 'secret'].includes(parameter.name);
          if (!opens || answer.status !== 401) assertNames(answer, parameter.name);
        }
        if (!parameter.required) continue;
        const { [parameter.name]: _left, ...rest } = operation.sampleQuery;
        const answer = await stack.api.send(
          operation.method,
          `${operation.samplePath}?${new URLSearchParams(rest)}`,
          { headers: headers() },
        );
        assertRefused(answer, `${operation.method} ${operation.path} without ${parameter.name}`);
        assertNames(answer, parameter.name);
      }
    }
  });

  it('is refused as a body, on every route that takes one', async () => {
    for (const operation of operations.filter(({ takesBody }) => takesBody)) {
      for (const { name, raw, contentType = 'application/json', status } of wrongBodies) {
        const address = `${operation.samplePath}?${new URLSearchParams(operation.sampleQuery)}`;
        const answer = await stack.api.send(operation.method, address, {
          raw: name === 'bytes that are not UTF-8' ? Buffer.from(raw, 'latin1') : raw,
          // Some routes of staff answer pages of ours only.
          headers: { 'content-type': contentType, origin: stack.url, ...from() },
        });
        const what = `${operation.method} ${operation.path} with ${name}`;
        assertRefused(answer, what);
        // A route that asks who you are may say so first.
        if (status && answer.status !== 401) assert.equal(answer.status, status, `${what}: ${answer.text}`);
      }
    }
  });

  it('is refused in every field of a booking, with the name of the field', async () => {
    const valid = requestFor([await oneFreeTime(stack)]);
    for (const field of [
      'patientName',
      'email',
      'phone',
      'preferredTimes',
      'primaryConcern',
      'timezone',
      'service',
    ]) {
      for (const value of wrongValues) {
        const answer = await stack.api.send('POST', '/api/consultations/book', {
          body: { ...valid, [field]: value },
          headers: from(),
        });
        assert.equal(
          answer.status,
          422,
          `${field}: ${JSON.stringify(value).slice(0, 40)} answered ${answer.text}`,
        );
        assertNames(answer, field);
      }
    }
  });

  it('is refused in dates and zones that do not exist, and in ranges that are too long or run backwards', async () => {
    const valid = {
      service: 'gaps_coaching',
      visit: 'followup',
      from: '2026-11-23',
      to: '2026-11-29',
      timeZone: 'Australia/Melbourne',
    };
    for (const change of [
      { from: '2026-02-29' },
      { to: '2026-11-31' },
      { from: '2026-11-29', to: '2026-11-23' },
      { from: '2026-11-01', to: '2027-01-15' },
      { timeZone: 'Australia/Atlantis' },
      { timeZone: '../../etc/passwd' },
      { service: 'surgery' },
      { visit: 'operation' },
      { practitioner: 'nobody' },
    ]) {
      const answer = await stack.api.calendar({ ...valid, ...change });
      assertRefused(answer, JSON.stringify(change));
      const { fields } = answer.problem();
      const names = Object.keys(change);
      assert.ok(
        fields?.some(({ path }) => names.includes(path)),
        `${JSON.stringify(change)}: ${answer.text}`,
      );
    }
  });

  it('is refused as an address or a method that does not exist', async () => {
    for (const [method, path, status] of [
      ['GET', '/api/nothing', 404],
      ['GET', '/api/bookings/not-a-booking', 401],
      ['GET', '/api/%', 404],
      ['GET', '/api/bookings/%00', 401],
      ['DELETE', '/api/catalogue', 405],
      ['PUT', '/api/consultations/book', 405],
      ['GET', `/api/${'x'.repeat(4000)}`, 404],
    ] as const) {
      const answer = await stack.api.send(method, path, { headers: from() });
      assertRefused(answer, `${method} ${path.slice(0, 60)}`);
      assert.ok(
        [status, 400, 404].includes(answer.status),
        `${method} ${path.slice(0, 60)} answered ${answer.status}`,
      );
    }
  });
});

function assertRefused(answer: Answer<unknown>, what: string): void {
  assert.ok(
    answer.status >= 400 && answer.status < 500,
    `${what} answered ${answer.status}: ${answer.text.slice(0, 300)}`,
  );
  assert.ok(answer.problem().code, what);
}

function assertNames(answer: Answer<unknown>, field: string): void {
  const { fields } = answer.problem();
  assert.ok(
    fields?.some(({ path }) => path === field || path.startsWith(`${field}.`)),
    `${field} is named in ${answer.text.slice(0, 500)}`,
  );
}
