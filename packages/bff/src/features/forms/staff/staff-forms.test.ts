import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { staffForm, submissionReceived } from '@botaniqal/shared/contracts/forms.ts';
import { staffForms } from '@botaniqal/shared/contracts/staff/forms.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { eq } from 'drizzle-orm';
import { auditLog } from '../../../platform/audit/tables.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import type { World } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import {
  alex,
  type FormServer,
  formServer,
  freshForms,
  wholeAnswers,
} from '../../../testing/fixtures/forms/forms-fixture.ts';
import { staffHeader } from '../../../testing/fixtures/waitlist/waitlist-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';

describe('a form as staff read it', () => {
  let store: Store;
  let world: World;
  let server: FormServer;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshForms(store);
    server = formServer(world);
  });

  const path = (id: string) => `/api/staff/forms/${id}`;
  const get = (id: string, permissions = ['triage:read']) =>
    server.app.request(path(id), { headers: staffHeader(world.clock, permissions) });
  const send = async (words: string) => {
    const answers = wholeAnswers(await loadForm('triage'), { today: '2026-11-20' }, { words });
    const answer = await server.post('/api/forms/triage/submissions', { answers, patient: alex });
    assert.equal(answer.status, 202, await answer.clone().text());
    return submissionReceived.parse(await answer.json()).submissionId;
  };

  const readsOf = async (id: string) => {
    const lines = await store.db.select().from(auditLog).where(eq(auditLog.subjectId, id));
    return lines.filter(({ action }) => action === 'submission.read').map(({ actor }) => actor);
  };

  it('has every character that the patient typed, also those that no PDF of ours can draw', async () => {
    const words = 'ሰላም, 王小明, می‌خواهم, 👨‍👩‍👧‍👦, ≤ 5';
    const id = await send(words);
    const answer = await get(id);
    assert.equal(answer.status, 200, await answer.clone().text());
    assert.match(answer.headers.get('cache-control') ?? '', /no-store/);
    const form = staffForm.parse(await answer.json());
    assert.ok(form.sections.some(({ questions }) => questions.some((one) => one.answer.includes(words))));
    assert.match(form.reference, /^FORM-/);
    assert.equal(form.patientName, 'Alex Sample');
  });

  it('leaves a line in the trail of its patient, once it was read', async () => {
    const id = await send('I sleep badly');
    await get(id);
    assert.deepEqual(await readsOf(id), ['staff:reception-1']);
  });

  it('is shown to no one without the permission, and is not there under another id', async () => {
    const id = await send('I sleep badly');
    assert.equal((await server.app.request(path(id))).status, 401);
    assert.equal((await get(id, ['tasks:manage'])).status, 403);
    assert.equal((await get(randomUUID())).status, 404);
    assert.deepEqual(await readsOf(id), []);
  });

  it('stands in the list of those that came, newest first, each in the trail of its patient', async () => {
    const first = await send('I sleep badly');
    world.clock.at = new Date(world.clock.at.getTime() + 60_000);
    const second = await send('I still do');
    const answer = await server.app.request('/api/staff/forms?limit=1', {
      headers: staffHeader(world.clock, ['triage:read']),
    });
    assert.equal(answer.status, 200, await answer.clone().text());
    const { forms, next } = staffForms.parse(await answer.json());
    assert.deepEqual(
      forms.map(({ submissionId, patientName, filing }) => [submissionId, patientName, filing]),
      [[second, 'Alex Sample', 'kept']],
    );
    const older = await server.app.request(`/api/staff/forms?before=${next}`, {
      headers: staffHeader(world.clock, ['triage:read']),
    });
    assert.deepEqual(
      staffForms.parse(await older.json()).forms.map(({ submissionId }) => submissionId),
      [first],
    );
    const lines = await store.db.select().from(auditLog).where(eq(auditLog.subjectId, second));
    assert.ok(lines.some(({ action }) => action === 'submission.listed'));
  });

  it('is downloaded as a PDF, by those who may', async () => {
    const id = await send('I sleep badly');
    const pdf = (permissions: string[]) =>
      server.app.request(`${path(id)}/pdf`, { headers: staffHeader(world.clock, permissions) });
    const answer = await pdf(['triage:read']);
    assert.equal(answer.status, 200);
    assert.match(Buffer.from(await answer.arrayBuffer()).toString('latin1'), /^%PDF-/);
    assert.match(answer.headers.get('content-disposition') ?? '', /FORM-.*\.pdf/);
    assert.equal((await pdf(['tasks:manage'])).status, 403);
  });
});
