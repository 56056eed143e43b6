import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { consultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import { dayMs, hourMs } from '@botaniqal/shared/time/duration.ts';
import { asc, eq, isNotNull, like, sql } from 'drizzle-orm';
import type { Clinic } from '../../../config/clinic/clinic.ts';
import { auditLog } from '../../../platform/audit/tables.ts';
import { nameOf, type SealedColumn } from '../../../platform/crypto/sealed-column.ts';
import { createSealing } from '../../../platform/crypto/sealing.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { createMetrics } from '../../../platform/observability/metrics.ts';
import { rowsOf } from '../../../platform/store/migrate.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { retentionPolicies, sealedColumns } from '../../../testing/declared.ts';
import { clinic, freeCall, sealing } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { fillClinic, personalWords } from '../../../testing/fixtures/filled-clinic.ts';
import { staffTasks } from '../../../testing/fixtures/staff/staff-tasks-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { loadSubmission, type SubmissionContent } from '../../forms/index.ts';
import { mails } from '../../messages/index.ts';
import { openStaffTask } from '../../staff-tasks/index.ts';
import { type DataProtectionGauges, dataProtectionGauges } from '../gauges.ts';
import { destroyedRecords } from '../tables.ts';
import { personPurpose, readRegister } from './destruction-register.ts';
import { eraseDue } from './erase-due.ts';
import { findDue } from './find-due.ts';
import { runRetentionRound } from './run-retention.ts';

type Settings = Partial<Clinic['retention']>;

describe('what is kept past its time', () => {
  let store: Store;
  let filled: Awaited<ReturnType<typeof fillClinic>>;
  let gauges: DataProtectionGauges;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    gauges = dataProtectionGauges(createMetrics());
    filled = await fillClinic(store);
    // The jobs of that afternoon: mails are sent, the call is filed, the time of who did not pay runs out.
    await filled.server.jobs.runAll(24 * hourMs);
  });

  const on = (day: string, settings: Settings = {}) => {
    const clock = { now: () => new Date(`${day}T02:00:00Z`) };
    return {
      db: store.db,
      sealing,
      clock,
      clinic: { ...clinic, retention: { ...clinic.retention, ...settings } },
      retentionPolicies,
    };
  };
  const dueOn = async (day: string, settings: Settings = {}) => {
    const due = await findDue(on(day, settings), store.db);
    return due
      .map((group) =>
        group.map(({ policy, keptUntil, rule }) => `${policy.name} ${rule} ${keptUntil}`).toSorted(),
      )
      .toSorted();
  };
  const eraseOn = async (day: string, settings: Settings = {}, signal?: AbortSignal) => {
    const asked = on(day, settings);
    return eraseDue(asked, await findDue(asked, store.db), { kind: 'system' }, signal);
  };
  const round = (day: string, settings: Settings = {}) =>
    runRetentionRound(
      { ...on(day, settings), store, jobs: filled.server.jobs, log: silentLog, gauges, sealedColumns },
      { signal: new AbortController().signal, log: silentLog },
    );
  const run = async (query: ReturnType<typeof sql>) => rowsOf(await store.db.execute(query));
  const known = async (table: string) => {
    const [row] = await run(sql`select count(*)::int as count from ${sql.identifier(table)}`);
    return Number(row?.count);
  };
  const trailOf = async (id: string) => {
    const trail = await store.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.subjectId, id))
      .orderBy(asc(auditLog.id));
    return trail.map(({ actor, action }) => `${actor} ${action}`);
  };

  /** Health records alone: of one person together, with rule and last day. */
  const recordsOn = async (day: string, settings: Settings = {}) => {
    const due = await dueOn(day, settings);
    return due.filter((group) => group.some((one) => /^(appointment|submission) /.test(one)));
  };
  /** The carer of the first call books again for the same patient. */
  const bookAgain = (start: string) =>
    bookCall(start, {
      dateOfBirth: '1988-04-17',
      contactPerson: { name: 'Jo Carer', relation: 'carer', consent: true },
    });
  const bookCall = async (start: string, more: object) => {
    const { world, server } = filled;
    world.clock.at = new Date(new Date(start).getTime() - 5 * dayMs);
    world.calendar.open({ ...freeCall, starts: [start] });
    const answer = await server.post('/api/consultations/book', {
      patientName: 'Alex Sample',
      email: 'alex@example.com',
      phone: '0491 570 156',
      preferredTimes: [start],
      primaryConcern: 'I sleep badly again',
      timezone: 'Australia/Melbourne',
      ...more,
    });
    assert.equal(answer.status, 201, await answer.clone().text());
    await server.jobs.runAll(hourMs);
    return consultationBooked.parse(await answer.json()).bookingId;
  };

  describe('of a health record', () => {
    // The call is on 24 November 2026 in Melbourne; its form says when its patient was born.
    const record = ['appointment adultYears 2033-11-24', 'submission adultYears 2033-11-24'];
    // A person who was stopped by a red flag, and gave no date of birth.
    const triage = ['submission birthUnknown 2051-11-20'];

    it('is nothing for seven years after the last entry, then all of it at once', async () => {
      assert.deepEqual(await recordsOn('2033-11-24'), []);
      assert.deepEqual(await recordsOn('2033-11-25'), [record]);
    });

    it('is counted from the last entry of the same patient, also where it is another booking', async () => {
      const later = await bookAgain('2029-03-01T01:00:00Z');
      assert.deepEqual(await recordsOn('2036-03-01'), []);
      const all = ['appointment', 'appointment', 'submission'].map((name) => `${name} adultYears 2036-03-01`);
      assert.deepEqual(await recordsOn('2036-03-02'), [all]);
      // Filed with another patient, it prolongs nothing.
      await run(sql`update record_filings set patient_id = 'x' where subject_id = ${later}`);
      assert.deepEqual(await recordsOn('2033-11-25'), [record]);
    });

    it('is kept longest where the date of birth is unknown, unless the clinic takes adults only', async () => {
      const { intakeId } = filled;
      await bookCall('2026-11-25T02:00:00Z', { patientName: 'Kim Other', email: 'kim@example.com' });
      // Filed for another person: then nothing says that it belongs to the same one.
      await run(sql`update form_submissions set booking_id = null where id = ${intakeId}`);
      await run(sql`update record_filings set patient_id = 'x' where subject_id = ${intakeId}`);
      const call = ['appointment birthUnknown 2051-11-20'];
      const known = [['appointment adultYears 2033-11-24'], ['submission adultYears 2033-11-20']];
      assert.deepEqual(await recordsOn('2051-11-20'), known);
      assert.deepEqual(await recordsOn('2051-11-21'), [known[0], call, known[1], triage]);
      assert.deepEqual(await recordsOn('2033-11-25', { birthUnknown: 'adult' }), [
        ['appointment adultYears 2033-11-24'],
        ['submission adultYears 2033-11-20'],
        ['submission adultYears 2033-11-20'],
      ]);
    });

    it('is until the 25th birthday of a minor', async () => {
      const content = await intake();
      await storeAgain({ ...content, answers: { ...content.answers, dateOfBirth: '2016-02-29' } });
      assert.deepEqual(await recordsOn('2041-03-01'), []);
      const until = ['appointment minorUntilAge 2041-03-01', 'submission minorUntilAge 2041-03-01'];
      assert.deepEqual(await recordsOn('2041-03-02'), [until]);
    });

    const intake = async () => {
      const submission = await loadSubmission({ sealing }, store.db, filled.intakeId);
      assert.ok(submission?.content);
      return submission.content;
    };
    const storeAgain = (content: SubmissionContent) => {
      const sealed = sealing.seal(content, purposeOf('form_submissions.content')(filled.intakeId));
      return run(sql`update form_submissions set content = ${sealed} where id = ${filled.intakeId}`);
    };
  });

  describe('of what passes', () => {
    const passingOn = async (day: string, settings: Settings = {}) =>
      (await dueOn(day, settings)).flat().filter((one) => !/^(appointment|submission) /.test(one));

    it('is a booking that was never paid, after its days', async () => {
      assert.deepEqual(await passingOn('2027-02-18'), []);
      assert.deepEqual(await passingOn('2027-02-19'), [
        'unfinished_booking unfinishedBookingsDays 2027-02-18',
      ]);
      assert.deepEqual(await passingOn('2026-12-21', { unfinishedBookingsDays: 30 }), [
        'unfinished_booking unfinishedBookingsDays 2026-12-20',
      ]);
    });

    it('is no booking whose money is not where it should be, or that waits for staff', async () => {
      const { paidBookingId: bookingId } = filled;
      await run(sql`update booking_payments set reconciled_at = null where booking_id = ${bookingId}`);
      assert.deepEqual(await passingOn('2027-02-19'), []);
      const settledAt = new Date('2026-11-20T05:00:00Z');
      await run(sql`update booking_payments set reconciled_at = now() where booking_id = ${bookingId}`);
      const taskId = await store.db.transaction((tx) =>
        openStaffTask(
          tx,
          { sealing, clock: { now: () => settledAt } },
          { kind: 'payment_not_released', subject: bookingId, facts: {} },
        ),
      );
      assert.deepEqual(await passingOn('2027-02-19'), []);
      await store.db
        .update(staffTasks)
        .set({ doneAt: settledAt })
        .where(eq(staffTasks.id, taskId ?? ''));
      assert.equal((await passingOn('2027-02-19')).length, 1);
    });

    it('is no booking for which money was taken: that is a record', async () => {
      const { paidBookingId: bookingId } = filled;
      await run(sql`update booking_payments set captured_cents = 7900 where booking_id = ${bookingId}`);
      assert.deepEqual(await passingOn('2027-02-19'), []);
      const paid = ['appointment adultYears 2033-11-25'];
      assert.deepEqual(await recordsOn('2033-11-26'), [
        ['appointment adultYears 2033-11-24', 'submission adultYears 2033-11-24'],
        paid,
      ]);
    });

    it('is a task that was done, a wait that has ended, an email that no server took', async () => {
      const { db } = store;
      const doneAt = new Date('2026-11-20T05:00:00Z');
      await db.update(staffTasks).set({ doneAt });
      await run(sql`update waitlist_entries set status = 'lapsed', book_by = '2027-01-10T05:00:00Z'`);
      const mail = sealing.seal('words', 'mail:x:confirmation');
      await db.insert(mails).values({ key: 'x:confirmation', mail, queuedAt: doneAt });
      const later = await passingOn('2028-03-01');
      const tasks = (await db.select().from(staffTasks)).map(() => 'done_task doneTasksDays 2027-11-20');
      assert.ok(tasks.length > 0);
      assert.deepEqual(later, [
        ...tasks,
        'ended_wait waitlistEndedDays 2028-01-10',
        'unfinished_booking unfinishedBookingsDays 2027-02-18',
        'unsent_mail unsentMailsDays 2026-12-20',
      ]);
      await eraseOn('2028-03-01');
      assert.deepEqual(await passingOn('2028-03-01'), []);
      assert.equal((await db.select().from(staffTasks)).length, 0);
      assert.deepEqual(await run(sql`select status, contact, person_key from waitlist_entries`), [
        { status: 'lapsed', contact: null, person_key: null },
      ]);
      const [unsent] = await db.select().from(mails).where(eq(mails.key, 'x:confirmation'));
      assert.equal(unsent?.mail, null);
    });

    it('is no wait that goes on, and no task that is still open', async () => {
      const far = await passingOn('2040-01-01');
      assert.deepEqual(far, ['unfinished_booking unfinishedBookingsDays 2027-02-18']);
    });
  });

  describe('when it is erased', () => {
    it('is gone, with all that hangs on it, and what belongs to others stays', async () => {
      const others = await known('form_drafts');
      assert.equal(await eraseOn('2033-11-25', { unfinishedBookingsDays: 3650 }), 2);
      assert.deepEqual(await run(sql`select 1 from bookings where id = ${filled.bookingId}`), []);
      const left = await store.db
        .select()
        .from(mails)
        .where(like(mails.key, `%${filled.bookingId}%`));
      assert.deepEqual(left, []);
      assert.deepEqual(
        await run(sql`select form_id, content, call_back, keep_until::text, erased_at is not null as erased
          from form_submissions where id = ${filled.intakeId}`),
        [{ form_id: 'mini_intake', content: null, call_back: null, keep_until: '2033-11-24', erased: true }],
      );
      const triage = sql`select 1 from form_submissions where id = ${filled.triageId} and content is not null`;
      assert.equal((await run(triage)).length, 1);
      assert.equal(await known('form_drafts'), others);
      assert.deepEqual(await known('bookings'), 1);
    });

    it('takes the notes of a triage session with it', async () => {
      await eraseOn('2051-11-21');
      assert.deepEqual(await run(sql`select reasons, patient, triage_notes, outcome from triage_sessions`), [
        { reasons: null, patient: null, triage_notes: null, outcome: 'referred' },
      ]);
    });

    it('is named in the register, as the law asks, sealed; and in the audit trail', async () => {
      await eraseOn('2033-11-25', { unfinishedBookingsDays: 3650 });
      const register = await readRegister(store.db, sealing);
      const booking = register.find(({ subjectId }) => subjectId === filled.bookingId);
      const form = register.find(({ subjectId }) => subjectId === filled.intakeId);
      assert.deepEqual(
        { ...booking, id: '' },
        {
          id: '',
          kind: 'booking',
          subjectId: filled.bookingId,
          person: 'Alex Sample',
          coveredFrom: '2026-11-20',
          coveredTo: '2026-11-24',
          rule: 'adultYears',
          keptUntil: '2033-11-24',
          destroyedAt: new Date('2033-11-25T02:00:00Z'),
          destroyedBy: 'system',
        },
      );
      assert.equal(form?.kind, 'submission');
      assert.match(form?.person ?? '', /^Alex/);
      const stored = JSON.stringify(await store.db.select().from(destroyedRecords));
      for (const words of personalWords) assert.ok(!stored.includes(words), words);
      assert.equal((await trailOf(filled.bookingId)).at(-1), 'system booking.erased');
      assert.equal((await trailOf(filled.intakeId)).at(-1), 'system submission.erased');
    });

    it('is erased once: a second run finds nothing, and one that is stopped goes on', async () => {
      const before = await known('destroyed_records');
      const stop = new AbortController();
      const asked = on('2051-11-21');
      const due = await findDue(asked, store.db);
      assert.ok(due.length > 1);
      const stopping = { ...asked, db: stopAfterOne(store.db, stop) };
      await assert.rejects(eraseDue(stopping, due, { kind: 'system' }, stop.signal), { name: 'AbortError' });
      assert.equal((await findDue(asked, store.db)).length, due.length - 1);
      // The same list again: what went already is not noted twice.
      await eraseDue(asked, due, { kind: 'system' });
      assert.equal((await known('destroyed_records')) - before, due.flat().length);
      assert.deepEqual(await findDue(asked, store.db), []);
      assert.equal(await eraseOn('2051-11-21'), 0);
    });

    const stopAfterOne = (db: Store['db'], stop: AbortController): Store['db'] =>
      new Proxy(db, {
        get: (target, name) => {
          if (name === 'transaction') stop.abort();
          return Reflect.get(target, name, target);
        },
      });
  });

  it('is kept as one without a date of birth where its key is lost', async () => {
    const unreadable = createSealing([{ id: 'test', key: randomBytes(32) }]);
    const asked = { ...on('2051-11-25', { birthUnknown: 'minor' }), sealing: unreadable };
    const due = await findDue(asked, store.db);
    assert.ok(due.flat().some(({ id, rule }) => id === filled.bookingId && rule === 'birthUnknown'));
    await eraseDue(asked, due, { kind: 'system' });
    const [line] = await store.db
      .select()
      .from(destroyedRecords)
      .where(eq(destroyedRecords.subjectId, filled.bookingId));
    assert.equal(line?.person, null);
    assert.deepEqual(await run(sql`select 1 from bookings where id = ${filled.bookingId}`), []);
  });

  describe('the register', () => {
    it('only grows; a name in it can be sealed anew, and nothing else', async () => {
      await eraseOn('2033-11-25');
      const [line] = await store.db.select().from(destroyedRecords).where(isNotNull(destroyedRecords.person));
      assert.ok(line);
      const refused = (change: Promise<unknown>) =>
        assert.rejects(change, (error) => /append-only/.test(String(error instanceof Error && error.cause)));
      const its = eq(destroyedRecords.id, line.id);
      await refused(store.db.delete(destroyedRecords).where(its));
      await refused(store.db.execute(sql`truncate destroyed_records`));
      await refused(store.db.update(destroyedRecords).set({ rule: 'x' }).where(its));
      await refused(store.db.update(destroyedRecords).set({ person: null }).where(its));
      await refused(
        store.db.update(destroyedRecords).set({ person: 'x', keptUntil: '2033-01-01' }).where(its),
      );
      const person = sealing.seal('Alex Sample', personPurpose(line.id));
      await store.db.update(destroyedRecords).set({ person }).where(its);
      const again = (await readRegister(store.db, sealing)).find(({ id }) => id === line.id);
      assert.equal(again?.person, 'Alex Sample');
    });
  });

  describe('the daily job', () => {
    const tasks = () => store.db.select().from(staffTasks).where(eq(staffTasks.kind, 'retention_due'));
    const gauge = async (kind: string) =>
      (await gauges.retentionDue.get()).values.find(({ labels }) => labels.kind === kind)?.value;

    it('reports, and erases nothing unless it is told to', async () => {
      await round('2033-11-25');
      assert.deepEqual(
        [
          await gauge('appointment'),
          await gauge('submission'),
          await gauge('unfinished_booking'),
          await gauge('done_task'),
        ],
        [1, 1, 1, 0],
      );
      assert.equal(await known('bookings'), 2);
      const [task] = await tasks();
      assert.ok(task);
      assert.deepEqual(sealing.open(task.facts, purposeOf('staff_tasks.facts')(task.id)), {
        reason: 'appointment: 1, submission: 1, unfinished_booking: 1',
      });
    });

    it('tells staff once, and again after a month', async () => {
      await round('2033-11-25');
      await round('2033-11-26');
      assert.equal((await tasks()).length, 1);
      await store.db.update(staffTasks).set({ doneAt: new Date('2033-11-27T02:00:00Z') });
      await round('2033-11-28');
      assert.equal((await tasks()).length, 1);
      await round('2033-12-26');
      assert.equal((await tasks()).length, 2);
    });

    it('says nothing when nothing is due', async () => {
      await round('2026-11-21');
      assert.deepEqual(await tasks(), []);
      assert.equal(await gauge('appointment'), 0);
    });

    it('erases what is due when clinic.yaml says so, and asks no confirmation', async () => {
      await round('2033-11-25', { erase: true });
      assert.equal(await known('bookings'), 0);
      assert.equal(await gauge('appointment'), 0);
      assert.deepEqual(await tasks(), []);
    });
  });
});

/** What values of a column are bound to. */
function purposeOf(name: string): SealedColumn['purpose'] {
  const found = sealedColumns.find((column) => nameOf(column) === name);
  assert.ok(found);
  return found.purpose;
}
