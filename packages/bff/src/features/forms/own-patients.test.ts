import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { consultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import { submissionReceived } from '@botaniqal/shared/contracts/forms.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { silentLog } from '../../platform/observability/log.ts';
import { permissionsOf } from '../../platform/staff-auth/roles.ts';
import type { StaffMember } from '../../platform/staff-auth/staff-member.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import {
  alex,
  callStart,
  formServer,
  freshForms,
  wholeAnswers,
} from '../../testing/fixtures/forms/forms-fixture.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { listForms } from './staff/list-forms.ts';
import { readForm } from './staff/read-form.ts';
import { listSessions, readSession } from './triage/staff-triage.ts';
import { triageQueueOf } from './triage/triage-queue.ts';

const practitioner = (practitionerId: string): StaffMember => ({
  id: `${practitionerId}@botaniqal.example`,
  role: 'practitioner',
  permissions: permissionsOf.practitioner,
  practitionerId,
});

describe('triage and forms, for a practitioner', () => {
  let store: Store;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());

  it('are those of own patients only', async () => {
    const world = await freshForms(store);
    const server = formServer(world);
    const answers = wholeAnswers(await loadForm('triage'), { today: '2026-11-20' }, {});
    const sent = await server.post('/api/forms/triage/submissions', { answers, patient: alex });
    const { submissionId } = submissionReceived.parse(await sent.json());
    const booked = await server.post('/api/consultations/book', {
      patientName: 'Alex Sample',
      email: 'alex@example.com',
      phone: '0491 570 156',
      preferredTimes: [callStart],
      primaryConcern: 'I sleep badly',
      timezone: 'Australia/Melbourne',
      triageSessionId: submissionId,
    });
    consultationBooked.parse(await booked.json());
    await server.settle();
    const query = { state: 'all', limit: 50 } as const;
    const own = practitioner('consultant');
    const other = practitioner('dr_dia');
    assert.equal((await listSessions(server.deps, own, 'r')).sessions.length, 1);
    assert.equal((await triageQueueOf(server.deps, own, 'r')).sessions.length, 1);
    assert.equal((await listForms(server.deps, query, own, 'r')).forms.length, 1);
    assert.equal((await readSession(server.deps, submissionId, own, 'r')).sessionId, submissionId);
    assert.equal((await listSessions(server.deps, other, 'r')).sessions.length, 0);
    assert.equal((await triageQueueOf(server.deps, other, 'r')).sessions.length, 0);
    assert.equal((await listForms(server.deps, query, other, 'r')).forms.length, 0);
    await assert.rejects(readSession(server.deps, submissionId, other, 'r'), { code: 'not_found' });
    await assert.rejects(readForm(server.deps, submissionId, other, 'r'), { code: 'not_found' });
  });
});
