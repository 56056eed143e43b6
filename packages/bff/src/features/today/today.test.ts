import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import { staffMessages } from '@botaniqal/shared/contracts/staff/messages.ts';
import { staffTaskAnswer, staffTaskList } from '@botaniqal/shared/contracts/staff/tasks.ts';
import { staffCounts, staffToday } from '@botaniqal/shared/contracts/staff/today.ts';
import { eq } from 'drizzle-orm';
import { auditLog } from '../../platform/audit/tables.ts';
import { silentLog } from '../../platform/observability/log.ts';
import { createStaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import { testApp } from '../../testing/app.ts';
import {
  freshWorld,
  sealing,
  serverOn,
  type World,
} from '../../testing/fixtures/bookings/booking-fixture.ts';
import { confirmedFollowup, openFollowups } from '../../testing/fixtures/bookings/paid-fixture.ts';
import { serviceNames } from '../../testing/fixtures/service-names.ts';
import { staffHeader, staffSecret } from '../../testing/fixtures/waitlist/waitlist-fixture.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { confirmAgain } from '../bookings/index.ts';
import { messagesFeature, sendAgain } from '../messages/index.ts';
import { filingsOf } from '../records/index.ts';
import { openStaffTask, staffTasksFeature, type TaskActs } from '../staff-tasks/index.ts';
import { todayFeature } from './feature.ts';

const [first, second] = ['2026-11-23T22:30:00Z', '2026-11-24T01:00:00Z'];
const everything = ['bookings:read', 'bookings:manage', 'tasks:manage', 'calendars:read'];

describe('the day at the desk', () => {
  let store: Store;
  let world: World;
  let server: ReturnType<typeof serverOn>;
  let app: ReturnType<typeof testApp>;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshWorld(store);
    openFollowups(world, [first, second]);
    server = serverOn(world);
    const { clock } = world;
    const staff = createStaffAuth({ secret: staffSecret, clock });
    const { deps } = server;
    const acts: TaskActs = {
      send_mail_again: async (tx, { subject }) => {
        await sendAgain(tx, deps, subject);
        return 'under_way';
      },
    };
    const { routes = [] } = todayFeature({
      bookings: { ...deps, filingsOf: (ids) => filingsOf(store.db, ids) },
      staff,
      names: serviceNames,
      reads: {
        all: async () => [
          {
            practitionerId: 'dr_dia',
            source: 'mailbox',
            lastReadAt: null,
            failingSince: new Date('2026-11-20T04:00:00Z'),
          },
        ],
      },
      availability: {
        combined: () => Promise.reject(new UpstreamError('calendar', 'unreachable')),
      },
      mailboxes: null,
      counts: { formsNotFiled: async () => 3, waiting: async () => 41, failedMessages: async () => 1 },
    });
    app = testApp(
      [
        ...routes,
        ...(staffTasksFeature({ ...deps, names: serviceNames, staff, acts }).routes ?? []),
        ...(messagesFeature({
          ...deps,
          mailer: world.mailer,
          staff,
          confirmAgain: (tx, id, once) => confirmAgain(tx, deps, id, once),
        }).routes ?? []),
      ],
      { clock },
    );
  });

  const ask = (path: string, permissions = everything) =>
    app.request(path, { headers: staffHeader(world.clock, permissions) });
  const send = (path: string, body?: object) =>
    app.request(path, {
      method: 'POST',
      headers: {
        ...staffHeader(world.clock, everything),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const tasks = async (query = '') =>
    staffTaskList.parse(await (await ask(`/api/staff/tasks${query}`)).json()).tasks;
  const openTask = (kind: 'mail_not_sent' | 'red_flag' | 'filing_failed', subject: string) =>
    store.db.transaction((tx) =>
      openStaffTask(tx, { sealing, clock: world.clock }, { kind, subject, facts: { reason: 'Chest pain' } }),
    );

  it('has everybody side by side, with the state of each appointment', async () => {
    const { bookingId } = await confirmedFollowup(server, world, first, 1);
    await server.jobs.runAll();
    const answer = await ask('/api/staff/today?from=2026-11-24&to=2026-11-24');
    assert.equal(answer.status, 200, await answer.clone().text());
    const today = staffToday.parse(await answer.json());
    assert.deepEqual(
      today.appointments.map(({ bookingId: id, patientName, payment, filing, status }) => [
        id,
        patientName,
        payment,
        filing,
        status,
      ]),
      [[bookingId, 'Alex Sample1', 'paid', 'filed', 'confirmed']],
    );
    const column = today.practitioners.find(({ id }) => id === 'dr_dia');
    assert.equal(column?.freeTimes, 0);
    assert.equal(column?.unread.length, 1);
    const lines = await store.db.select().from(auditLog).where(eq(auditLog.subjectId, bookingId));
    assert.ok(
      lines.some(({ action, actor }) => action === 'booking.listed' && actor === 'staff:reception-1'),
    );
    assert.equal((await ask('/api/staff/today?from=2026-11-24&to=2026-12-24')).status, 422);
    assert.equal((await ask('/api/staff/today', ['insights:read'])).status, 403);
  });

  it('shows a red flag first, and a calendar that cannot be read', async () => {
    await openTask('filing_failed', crypto.randomUUID());
    world.clock.at = new Date('2026-11-20T05:10:00Z');
    await openTask('red_flag', crypto.randomUUID());
    const { needsPerson } = staffToday.parse(await (await ask('/api/staff/today')).json());
    assert.deepEqual(
      needsPerson.map(({ kind }) => kind),
      ['urgent', 'calendar', 'task'],
    );
    assert.equal(needsPerson[0]?.text, 'Chest pain');
    const withoutTasks = staffToday.parse(await (await ask('/api/staff/today', ['bookings:read'])).json());
    assert.deepEqual(withoutTasks.needsPerson, []);
  });

  it('counts only what the person may see', async () => {
    await openTask('red_flag', crypto.randomUUID());
    const counts = async (permissions: string[]) =>
      staffCounts.parse(await (await ask('/api/staff/counts', permissions)).json());
    assert.deepEqual(await counts(everything), {
      today: 0,
      tasks: 1,
      urgentTasks: 1,
      forms: null,
      waitlist: null,
      messages: 1,
      calendars: 1,
    });
    assert.equal((await counts(['insights:read'])).tasks, null);
  });

  it('lets one person have a task, and tells the second who has it', async () => {
    const id = await openTask('red_flag', crypto.randomUUID());
    const claimed = staffTaskAnswer.parse(
      await (await send(`/api/staff/tasks/${id}/claim`, { version: 0 })).json(),
    );
    assert.equal(claimed.claimed?.by, 'reception-1');
    assert.equal((await tasks('?whose=mine')).length, 1);
    assert.equal((await tasks('?whose=unclaimed')).length, 0);
    const late = await send(`/api/staff/tasks/${id}/done`, { version: 0, note: 'Called' });
    assert.equal(late.status, 409);
    const { change } = problem.parse(await late.json());
    assert.equal(change?.what, 'staff_task.claimed');
    assert.equal(change?.version, 1);
    assert.equal((await send(`/api/staff/tasks/${id}/done`, { version: 1, note: 'Called' })).status, 200);
    assert.equal((await send(`/api/staff/tasks/${id}/done`)).status, 200, 'a repeat without a body');
    assert.equal((await tasks('?state=done'))[0]?.done?.note, 'Called');
    const again = await send(`/api/staff/tasks/${id}/claim`);
    assert.equal(again.status, 409);
  });

  it('sends an email again by the button of its task, and the task closes when it is out', async () => {
    world.mailer.failNext(new UpstreamError('mail', 'rejected'));
    const { bookingId } = await confirmedFollowup(server, world, first, 1);
    await server.jobs.runAll();
    const open = (await tasks()).filter(({ kind }) => kind === 'mail_not_sent');
    const [task] = open;
    assert.ok(task);
    assert.deepEqual(
      task.actions.map(({ id }) => id),
      ['send_mail_again'],
    );
    const failed = staffMessages.parse(await (await ask('/api/staff/messages?state=failed')).json());
    assert.equal(failed.messages.length, open.length);
    assert.ok(failed.messages.every(({ canResend, to }) => canResend && to !== null));
    for (const one of open) {
      const answer = await send(`/api/staff/tasks/${one.id}/act`, {
        action: 'send_mail_again',
        version: one.version,
      });
      assert.equal(answer.status, 200, await answer.clone().text());
    }
    await server.jobs.runAll();
    assert.deepEqual(
      (await tasks()).filter(({ kind }) => kind === 'mail_not_sent'),
      [],
    );
    const about = staffMessages.parse(await (await ask(`/api/staff/messages?bookingId=${bookingId}`)).json());
    assert.ok(about.messages.length > 0 && about.messages.every(({ state }) => state === 'sent'));
    const wrong = await send(`/api/staff/tasks/${await openTask('red_flag', 'x')}/act`, {
      action: 'refund_again',
    });
    assert.equal(wrong.status, 422);
  });
});
