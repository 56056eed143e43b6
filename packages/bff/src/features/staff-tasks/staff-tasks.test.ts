import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import { staffTaskDone, staffTaskList } from '@botaniqal/shared/contracts/staff/tasks.ts';
import { eq, sql } from 'drizzle-orm';
import { auditLog } from '../../platform/audit/tables.ts';
import { silentLog } from '../../platform/observability/log.ts';
import { createMetrics } from '../../platform/observability/metrics.ts';
import { createStaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import { testApp } from '../../testing/app.ts';
import { sealing } from '../../testing/fixtures/bookings/booking-fixture.ts';
import { serviceNames } from '../../testing/fixtures/service-names.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { openStaffTask } from './opening/open-task.ts';
import { staffTaskRoutes } from './routes.ts';
import { staffTasks } from './tables.ts';
import { gaugeOpenTasks } from './tasks.ts';

const secret = 'a secret of at least 32 characters';
const clock = { now: () => new Date('2026-11-20T05:00:00Z') };

function bearer(permissions: readonly string[] = ['tasks:manage']) {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = clock.now().getTime() / 1000 + 3600;
  const signed = `${part({ alg: 'HS256' })}.${part({ sub: 'reception-1', role: 'staff', permissions, exp })}`;
  return {
    Authorization: `Bearer ${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`,
  };
}

describe('what only a person can mend', () => {
  let store: Store;
  let app: ReturnType<typeof testApp>;
  const metrics = createMetrics();

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
    const staff = createStaffAuth({ secret, clock });
    app = testApp(staffTaskRoutes({ store, sealing, clock, metrics, names: serviceNames, staff }));
  });
  after(() => store.close());
  beforeEach(() => store.db.execute(sql`truncate staff_tasks`));

  const open = (subject: string) =>
    store.db.transaction((tx) =>
      openStaffTask(
        tx,
        { sealing, clock },
        {
          kind: 'filing_failed',
          subject,
          facts: { patientName: 'Alex Sample', reason: 'MediRecords refused: mobileNumber' },
        },
      ),
    );
  const list = async () => {
    const answer = await app.request('/api/staff/tasks', { headers: bearer() });
    assert.equal(answer.status, 200);
    return staffTaskList.parse(await answer.json()).tasks;
  };
  const done = (id: string, headers: Record<string, string> = bearer()) =>
    app.request(`/api/staff/tasks/${id}/done`, { method: 'POST', headers });

  it('is listed with what to do and what there is to know, once per trouble', async () => {
    assert.notEqual(await open('booking-1'), null);
    assert.equal(await open('booking-1'), null);
    const tasks = await list();
    assert.equal(tasks.length, 1);
    assert.equal(tasks[0]?.kind, 'filing_failed');
    assert.match(tasks[0]?.todo ?? '', /by hand/);
    assert.equal(tasks[0]?.facts.patientName, 'Alex Sample');
    const [row] = await store.db.select().from(staffTasks);
    assert.ok(!JSON.stringify(row).includes('Alex'), 'sealed at rest');
  });

  it('is done once, and answered the same when it is done again', async () => {
    const id = await open('booking-2');
    assert.ok(id);
    const [one, two] = [await done(id), await done(id)];
    assert.equal(one.status, 200);
    assert.deepEqual(staffTaskDone.parse(await two.json()), staffTaskDone.parse(await one.json()));
    assert.deepEqual(await list(), []);
    assert.notEqual(await open('booking-2'), null, 'the same trouble can come again');
    const trail = await store.db.select().from(auditLog).where(eq(auditLog.subjectId, id));
    assert.deepEqual(
      trail.map((row) => [row.actor, row.action]),
      [['staff:reception-1', 'staff_task.done']],
    );
  });

  it('is in the audit trail whenever a person reads it', async () => {
    const id = await open('booking-3');
    await list();
    const trail = await store.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.subjectId, id ?? ''));
    assert.deepEqual(
      trail.map((row) => row.action),
      ['staff_task.read'],
    );
  });

  it('is for staff with the permission only', async () => {
    const id = (await open('booking-4')) ?? '';
    const code = async (answer: Response) => problem.parse(await answer.json()).code;
    const without = await app.request('/api/staff/tasks');
    assert.deepEqual([without.status, await code(without)], [401, 'unauthorized']);
    const other = await app.request('/api/staff/tasks', { headers: bearer(['triage:read']) });
    assert.deepEqual([other.status, await code(other)], [403, 'forbidden']);
    assert.equal((await done(id, {})).status, 401);
    assert.equal((await done(id, bearer([]))).status, 403);
    assert.equal((await done(randomUUID())).status, 404);
    assert.equal((await done('nonsense')).status, 404);
    assert.equal((await list()).length, 1);
  });

  it('is counted by kind', async () => {
    await open('booking-5');
    await open('booking-6');
    await gaugeOpenTasks({ store, metrics });
    assert.match(await metrics.registry.metrics(), /bq_staff_tasks_open\{kind="filing_failed"\} 2/);
    await store.db.execute(sql`truncate staff_tasks`);
    await gaugeOpenTasks({ store, metrics });
    assert.doesNotMatch(await metrics.registry.metrics(), /bq_staff_tasks_open\{/);
  });
});
