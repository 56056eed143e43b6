import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type DeskVisitor, deskVisitor } from '../support/desk-visitor.ts';
import { operationsOf } from '../support/openapi.ts';
import { type Stack, startStack } from '../support/stack.ts';

/** Who is let in at each staff route. A new route fails here until its line says so. */
const all = ['manager', 'consultant', 'practitioner', 'marketer'] as const;
type Role = (typeof all)[number];
const allowed: Readonly<Record<string, readonly Role[]>> = {
  'GET /api/staff/audit': ['manager'],
  'GET /api/staff/bookings': ['manager', 'consultant', 'practitioner'],
  'GET /api/staff/bookings/{id}': ['manager', 'consultant', 'practitioner'],
  'POST /api/staff/bookings/{id}/cancel': ['manager', 'consultant'],
  'POST /api/staff/bookings/{id}/no-show': ['manager', 'consultant'],
  'POST /api/staff/bookings/{id}/notes': ['manager', 'consultant', 'practitioner'],
  'POST /api/staff/bookings/{id}/refund': ['manager', 'consultant'],
  'POST /api/staff/bookings/{id}/resend': ['manager', 'consultant'],
  'POST /api/staff/bookings/{id}/reschedule': ['manager', 'consultant'],
  'GET /api/staff/bookings/{id}/tax-documents': ['manager', 'consultant', 'practitioner'],
  'GET /api/staff/bookings/{id}/tax-documents/{documentId}/pdf': ['manager', 'consultant', 'practitioner'],
  'GET /api/staff/calendars': ['manager', 'consultant', 'practitioner'],
  'POST /api/staff/calendars/reconcile': ['manager', 'consultant'],
  'GET /api/staff/calendars/report': ['manager', 'consultant', 'practitioner'],
  'GET /api/staff/counts': all,
  'GET /api/staff/forms': ['manager', 'consultant', 'practitioner'],
  'GET /api/staff/forms/{submissionId}/pdf': ['manager', 'consultant', 'practitioner'],
  'GET /api/staff/forms/{submissionId}': ['manager', 'consultant', 'practitioner'],
  'GET /api/staff/triage/queue': ['manager', 'consultant', 'practitioner'],
  'GET /api/staff/triage/colleagues': ['manager', 'consultant'],
  'POST /api/staff/triage/{sessionId}/claim': ['manager', 'consultant'],
  'POST /api/staff/triage/{sessionId}/release': ['manager', 'consultant'],
  'POST /api/staff/triage/{sessionId}/hand-over': ['manager', 'consultant'],
  'POST /api/staff/triage/{sessionId}/call': ['manager', 'consultant'],
  'GET /api/staff/phone-booking': ['manager', 'consultant'],
  'POST /api/staff/patients/search': ['manager', 'consultant'],
  'POST /api/staff/patients/records': ['manager', 'consultant'],
  'POST /api/bookings/phone': ['manager', 'consultant'],
  'GET /api/staff/live': all,
  'GET /api/staff/messages': ['manager', 'consultant'],
  'POST /api/staff/messages/resend': ['manager', 'consultant'],
  'GET /api/staff/numbers': ['manager', 'marketer'],
  'GET /api/staff/campaigns': ['manager', 'marketer'],
  'GET /api/staff/people': ['manager'],
  'POST /api/staff/sessions/{id}/end': ['manager'],
  'GET /api/staff/tasks': ['manager', 'consultant', 'practitioner'],
  'POST /api/staff/tasks/{id}/act': ['manager', 'consultant', 'practitioner'],
  'POST /api/staff/tasks/{id}/claim': ['manager', 'consultant', 'practitioner'],
  'POST /api/staff/tasks/{id}/done': ['manager', 'consultant', 'practitioner'],
  'GET /api/staff/themes': ['manager', 'marketer'],
  'GET /api/staff/themes/{name}': ['manager', 'marketer'],
  'POST /api/staff/themes/{name}': ['manager', 'marketer'],
  'POST /api/staff/themes/{name}/restore': ['manager', 'marketer'],
  'POST /api/staff/themes/{name}/remove': ['manager', 'marketer'],
  'GET /api/staff/today': ['manager', 'consultant', 'practitioner'],
  'GET /api/staff/triage': ['manager', 'consultant', 'practitioner'],
  'GET /api/staff/triage/{sessionId}': ['manager', 'consultant', 'practitioner'],
  'POST /api/staff/triage/{sessionId}': ['manager', 'consultant'],
  'GET /api/staff/waitlist': ['manager', 'consultant'],
  'POST /api/staff/waitlist/{service}/launch': ['manager', 'consultant'],
  'POST /api/staff/waitlist/{service}/stop': ['manager', 'consultant'],
};

const addresses: Readonly<Record<Role, string>> = {
  manager: 'manager@botaniqal.example',
  consultant: 'consultant@botaniqal.example',
  practitioner: 'dr.dia@botaniqal.example',
  marketer: 'marketer@botaniqal.example',
};

describe('what each role may do', () => {
  let stack: Stack;
  let staffOperations: ReturnType<typeof operationsOf>;
  const visitors = new Map<Role, DeskVisitor>();
  before(async () => {
    stack = await startStack();
    const document = (await stack.api.send('GET', '/api/openapi.json')).ok() as {
      paths: Record<string, Record<string, { security?: Record<string, unknown>[] }>>;
    };
    staffOperations = operationsOf(document).filter(({ method, path }) =>
      document.paths[path]?.[method.toLowerCase()]?.security?.some((scheme) => 'staff' in scheme),
    );
    for (const role of all) visitors.set(role, await deskVisitor(stack, addresses[role]));
  });
  after(() => stack?.stop());

  const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;
  const addressOf = ({ samplePath, sampleQuery }: (typeof staffOperations)[number]) => {
    const query = new URLSearchParams(sampleQuery).toString();
    return query ? `${samplePath}?${query}` : samplePath;
  };
  const statusOf = async (answer: Promise<Response>) => {
    const { status, body } = await answer;
    await body?.cancel();
    return status;
  };

  it('stands in the table for each staff route', () => {
    const known = Object.keys(allowed);
    assert.deepEqual(
      staffOperations.map(nameOf).filter((name) => !known.includes(name)),
      [],
    );
  });

  it('is nothing without a session or a token, and nothing from another site', async () => {
    for (const operation of staffOperations) {
      const address = stack.url + addressOf(operation);
      const { method } = operation;
      const own = { origin: stack.url, 'content-type': 'application/json' };
      const body = method === 'POST' ? { body: '{}' } : {};
      assert.equal(await statusOf(fetch(address, { method, headers: own, ...body })), 401, nameOf(operation));
      const forged = { ...own, cookie: `bq-desk=${'x'.repeat(43)}`, 'x-csrf-token': 'x' };
      assert.equal(
        await statusOf(fetch(address, { method, headers: forged, ...body })),
        401,
        `forged: ${nameOf(operation)}`,
      );
      if (method !== 'POST') continue;
      const foreign = { ...own, origin: 'https://evil.example' };
      assert.equal(
        await statusOf(fetch(address, { method, headers: foreign, ...body })),
        403,
        `foreign: ${nameOf(operation)}`,
      );
    }
  });

  for (const role of all) {
    it(`is what the table says for a ${role}`, async () => {
      const visitor = visitors.get(role);
      assert.ok(visitor);
      for (const operation of staffOperations) {
        const address = addressOf(operation);
        const answer =
          operation.method === 'GET' ? visitor.read(address) : visitor.write(operation.method, address, {});
        const status = await statusOf(answer);
        const mayEnter = allowed[nameOf(operation)]?.includes(role) ?? false;
        if (mayEnter) assert.ok(![401, 403].includes(status), `${nameOf(operation)}: ${status}`);
        else assert.equal(status, 403, nameOf(operation));
      }
    });
  }
});
