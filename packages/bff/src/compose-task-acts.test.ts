import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import { type StaffBooking, staffBooking } from '@botaniqal/shared/contracts/staff/bookings.ts';
import { staffTaskAnswer, staffTaskList } from '@botaniqal/shared/contracts/staff/tasks.ts';
import { sql } from 'drizzle-orm';
import { joinTaskActs, joinTaskEnds, ownTasks } from './compose-task-acts.ts';
import { bookByPhone, bookingsFeature } from './features/bookings/index.ts';
import { openStaffTask, staffTasksFeature, type TaskKind } from './features/staff-tasks/index.ts';
import { silentLog } from './platform/observability/log.ts';
import { permissionsOf } from './platform/staff-auth/roles.ts';
import type { StaffMember } from './platform/staff-auth/staff-member.ts';
import { openStore, type Store } from './platform/store/store.ts';
import { testApp } from './testing/app.ts';
import { freshWorld, sealing, serverOn, type World } from './testing/fixtures/bookings/booking-fixture.ts';
import { confirmedFollowup, followupWith, openFollowups } from './testing/fixtures/bookings/paid-fixture.ts';
import { migratedPostgres } from './testing/postgres.ts';

const [first, second, third] = ['2026-11-23T22:30:00Z', '2026-11-24T01:00:00Z', '2026-11-24T03:00:00Z'];
const manager: StaffMember = {
  id: 'manager@botaniqal.example',
  role: 'manager',
  permissions: permissionsOf.manager,
};
const practitioner = (practitionerId: string): StaffMember => ({
  id: `${practitionerId}@botaniqal.example`,
  role: 'practitioner',
  permissions: permissionsOf.practitioner,
  practitionerId,
});

describe('the buttons of tasks', () => {
  let store: Store;
  let world: World;
  let server: ReturnType<typeof serverOn>;
  let app: ReturnType<typeof testApp>;
  let member: StaffMember;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshWorld(store);
    openFollowups(world, [first, second, third]);
    server = serverOn(world);
    member = manager;
    const { deps } = server;
    const staff = { require: async () => member, requireAny: async () => member };
    const { routes: taskRoutes = [] } = staffTasksFeature({
      ...deps,
      staff,
      ownTasks,
      acts: joinTaskActs(deps),
      ends: joinTaskEnds(deps),
    });
    const { routes: bookingRoutes = [] } = bookingsFeature(deps, staff);
    app = testApp([...taskRoutes, ...bookingRoutes], { clock: world.clock });
  });

  const post = (path: string, body: object = {}) =>
    app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const open = async (kind: TaskKind, subject: string): Promise<string> => {
    const task = { kind, subject, facts: { bookingId: subject } };
    const id = await store.db.transaction((tx) => openStaffTask(tx, { sealing, clock: world.clock }, task));
    assert.ok(id);
    return id;
  };
  const press = async (id: string, action: string) => {
    const answer = await post(`/api/staff/tasks/${id}/act`, { action });
    assert.equal(answer.status, 200, await answer.clone().text());
    return staffTaskAnswer.parse(await answer.json());
  };
  const tasks = async () => staffTaskList.parse(await (await app.request('/api/staff/tasks')).json()).tasks;
  const booking = async (id: string): Promise<StaffBooking> =>
    staffBooking.parse(await (await app.request(`/api/staff/bookings/${id}`)).json());
  const takenByPhone = (payment: Parameters<typeof bookByPhone>[1]['payment']) =>
    bookByPhone(
      server.deps,
      {
        ...followupWith('dr_dia'),
        start: first,
        payment,
        patient: {
          name: 'Kim Taylor',
          firstName: 'Kim',
          lastName: 'Taylor',
          email: 'kim@example.com',
          phone: '0491 570 157',
          dateOfBirth: '1980-02-29',
          timeZone: 'Australia/Melbourne',
          primaryConcern: null,
          contactPerson: null,
          accessNeeds: null,
        },
        triageSessionId: null,
        notes: 'Prefers the phone',
      },
      { actor: { kind: 'staff', subject: 'sam' }, idempotencyKeyHash: null },
    );

  it('move the appointment in the records, and the task closes when it is done', async () => {
    const { bookingId } = await confirmedFollowup(server, world, first);
    await post(`/api/staff/bookings/${bookingId}/reschedule`, { start: second });
    const id = await open('record_not_moved', bookingId);
    await press(id, 'move_in_records_again');
    await server.jobs.runAll();
    assert.deepEqual(await tasks(), []);
    assert.equal(world.records.appointments[0]?.start.toISOString(), '2026-11-24T01:00:00.000Z');
  });

  it('correct what was changed in the records by hand', async () => {
    const { bookingId } = await confirmedFollowup(server, world, first);
    const [filed] = world.records.appointments;
    assert.ok(filed);
    filed.start = new Date(third);
    const id = await open('other_time_in_records', bookingId);
    await press(id, 'move_in_records_again');
    await server.jobs.runAll();
    assert.deepEqual(await tasks(), []);
    assert.equal(world.records.appointments[0]?.start.toISOString(), '2026-11-23T22:30:00.000Z');
  });

  it('file again what was deleted in the records', async () => {
    const { bookingId } = await confirmedFollowup(server, world, first);
    world.records.appointments.splice(0);
    const id = await open('missing_in_records', bookingId);
    await press(id, 'file_again');
    await server.jobs.runAll();
    assert.deepEqual(await tasks(), []);
    assert.equal(world.records.appointments.length, 1);
  });

  it('delete the appointment of a cancelled booking in the records', async () => {
    const { bookingId } = await confirmedFollowup(server, world, first);
    await post(`/api/staff/bookings/${bookingId}/cancel`, { refund: 'full' });
    const id = await open('record_not_removed', bookingId);
    await press(id, 'remove_from_records_again');
    await server.jobs.runAll();
    assert.deepEqual(await tasks(), []);
    assert.deepEqual(world.records.appointments, []);
  });

  it('cancel the old time of a moved booking in the calendar', async () => {
    const { bookingId } = await confirmedFollowup(server, world, first);
    await post(`/api/staff/bookings/${bookingId}/reschedule`, { start: second });
    const id = await open('old_event_not_cancelled', bookingId);
    const pressed = await press(id, 'cancel_old_event_again');
    assert.deepEqual(
      pressed.tries.map(({ action }) => action),
      ['cancel_old_event_again'],
    );
    await server.jobs.runAll();
    assert.deepEqual(await tasks(), []);
    const active = world.calendar.appointments.filter(({ status }) => status === 'active');
    assert.deepEqual(
      active.map(({ start }) => start.toISOString()),
      ['2026-11-24T01:00:00.000Z'],
    );
  });

  for (const how of ['act', 'done'] as const) {
    it(`note money as given back that staff had taken (${how}), and the story says so`, async () => {
      const { id: bookingId } = await takenByPhone({
        mode: 'collected',
        amountCents: 7900,
        method: 'eftpos',
        reference: 'R-17',
      });
      await server.jobs.runAll();
      const made = await booking(bookingId);
      assert.deepEqual(
        [made.payment?.method, made.payment?.reference, made.payment?.takenBy, made.payment?.amountCents],
        ['eftpos', 'R-17', 'staff:sam', 7900],
      );
      assert.deepEqual([made.phonePayment, made.bookedBy], ['collected', 'staff:sam']);
      assert.deepEqual(
        made.notes.map(({ by, text }) => [by, text]),
        [['staff:sam', 'Prefers the phone']],
      );
      await post(`/api/staff/bookings/${bookingId}/cancel`, { refund: 'full' });
      await server.jobs.runAll();
      const [task] = await tasks();
      assert.ok(task);
      assert.equal(task.kind, 'collected_payment_to_return');
      assert.deepEqual(
        task.actions.map(({ id }) => id),
        ['note_money_returned'],
      );
      assert.notEqual((await booking(bookingId)).payment?.status, 'refunded');
      if (how === 'act') await press(task.id, 'note_money_returned');
      else await post(`/api/staff/tasks/${task.id}/done`);
      const { payment, story } = await booking(bookingId);
      assert.deepEqual([payment?.status, payment?.refundedCents], ['refunded', 7900]);
      assert.deepEqual(await tasks(), []);
      const said = story.map(({ action, detail }) => `${action}: ${detail}`);
      for (const line of [
        'payment.collected: $79.00, EFTPOS, receipt R-17',
        'booking.accepted: by phone',
        'booking.booked: Tuesday 24 November, 9:30 am, with Dr Dia',
        'booking.cancelled_by_staff: with a refund of $79.00',
        'payment.returned: $79.00 in all',
        'mail.sent: cancellation',
        'task.opened: collected payment to return',
        'task.done: collected payment to return',
      ]) {
        assert.ok(said.includes(line), `${line} is not in\n${said.join('\n')}`);
      }
      const mail = world.mailer.sent.find(
        ({ to, subject }) => to === 'kim@example.com' && subject.startsWith('Cancelled'),
      );
      assert.match(mail?.text ?? '', /giving \$79\.00 back to you\. You paid by EFTPOS/);
      assert.doesNotMatch(mail?.text ?? '', /\bcard\b/);
    });
  }

  it('are not needed to send the payment link again while a booking waits for it', async () => {
    const { id: bookingId } = await takenByPhone({ mode: 'link', holdUntil: null });
    await server.jobs.runAll(0);
    const links = () =>
      world.mailer.sent.filter(({ subject }) => subject === 'Pay to confirm your appointment').length;
    assert.equal(links(), 1);
    const again = await post(`/api/staff/bookings/${bookingId}/resend`);
    assert.equal(again.status, 200, await again.clone().text());
    await server.jobs.runAll(0);
    assert.equal(links(), 2);
    const { story } = await booking(bookingId);
    assert.ok(
      story.some(
        ({ action, detail }) => action === 'booking.payment_link_resent' && detail === 'kim@example.com',
      ),
    );
    await post(`/api/staff/bookings/${bookingId}/cancel`);
    const ended = await post(`/api/staff/bookings/${bookingId}/resend`);
    assert.equal(problem.parse(await ended.json()).code, 'booking_not_reschedulable');
  });

  it('are a practitioner’s only for own bookings', async () => {
    const mine = await confirmedFollowup(server, world, first);
    openFollowups(world, [first], 'dr_shivani');
    const theirs = await confirmedFollowup(server, world, first, 1, 'dr_shivani');
    const own = await open('no_show_to_record', mine.bookingId);
    const other = await open('no_show_to_record', theirs.bookingId);
    const mail = await open('mail_not_sent', `${mine.bookingId}:confirmation`);
    member = practitioner('dr_dia');
    assert.deepEqual((await tasks()).map(({ id }) => id).sort(), [own, mail].sort());
    assert.equal((await post(`/api/staff/tasks/${other}/done`)).status, 404);
    assert.equal((await post(`/api/staff/tasks/${other}/claim`)).status, 404);
    assert.equal((await post(`/api/staff/tasks/${own}/done`)).status, 200);
    await store.db.execute(sql`truncate staff_tasks`);
  });
});
