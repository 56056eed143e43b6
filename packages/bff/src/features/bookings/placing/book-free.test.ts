import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { dayMs, hourMs } from '@botaniqal/shared/time/duration.ts';
import { byPatient } from '../../../platform/audit/actor.ts';
import { createEvents } from '../../../platform/events/events.ts';
import { createJobs } from '../../../platform/jobs/jobs.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { plugIn } from '../../../platform/plug-in.ts';
import { Problem } from '../../../platform/problem.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import {
  freeCall,
  freshWorld,
  serverOn,
  type World,
} from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { until } from '../../../testing/until.ts';
import { messagesFeature } from '../../messages/index.ts';
import { recordsFeature } from '../../records/index.ts';
import { bookingsFeature } from '../feature.ts';
import { bookFree } from './book-free.ts';

const folder = mkdtempSync(join(tmpdir(), 'bq-bookings-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const first = '2026-11-23T22:30:00Z';
const second = '2026-11-23T22:45:00Z';
const third = '2026-11-24T01:00:00Z';
const once = { idempotencyKeyHash: null, ...byPatient('request-1') };

const request = (more: object = {}) => ({
  patientName: 'Alex Sample',
  email: 'alex@example.com',
  phone: '0491 570 156',
  preferredTimes: [first],
  primaryConcern: 'I sleep badly',
  timezone: 'Australia/Perth',
  ...more,
});

const stores = {
  'an embedded database': async () => ({ dataDir: join(folder, 'suite') }),
  'a PostgreSQL': async () => ({ databaseUrl: await migratedPostgres() }),
};

for (const [name, where] of Object.entries(stores)) {
  describe(`booking a free consultation on ${name}`, () => {
    let store: Store;
    let world: World;
    let server: ReturnType<typeof serverOn>;

    before(async () => {
      store = await openStore({ ...(await where()), log: silentLog });
    });
    after(() => store.close());
    beforeEach(async () => {
      world = await freshWorld(store);
      world.calendar.open({
        ...freeCall,
        starts: [first, second, third],
      });
      server = serverOn(world);
    });

    const book = (more: object = {}) => bookFree(server.deps, request(more), once);
    const refused = async (act: Promise<unknown>): Promise<Problem> => {
      const error = await act.then(
        () => null,
        (thrown: unknown) => thrown,
      );
      assert.ok(error instanceof Problem, `refused with a problem, not ${error}`);
      return error;
    };
    const active = () => world.calendar.appointments.filter((one) => one.status === 'active');
    const mailsTo = (to: string) => world.mailer.sent.filter((mail) => mail.to === to);

    it('confirms the time, files it, and writes to patient and reception, once', async () => {
      const { status, body } = await book();
      assert.equal(status, 201);
      assert.equal(body.scheduledTime, first);
      assert.equal(body.status, 'confirmed');
      assert.equal(body.preparationEmailSent, true);
      assert.equal(body.consultantName, 'Casey Morgan');
      assert.equal(body.zoomLink, 'https://video.example.com/meeting');
      assert.match(body.manageUrl, /^https:\/\/clinic\.example\.com\/manage#/);

      await server.jobs.runAll();
      assert.equal(active().length, 1);
      assert.deepEqual(world.calendar.attempts[0]?.answers, [
        { question: 'What would you like help with?', answer: 'I sleep badly' },
        { question: 'Mobile number', answer: '0491 570 156' },
      ]);
      assert.equal(world.records.patients.length, 1);
      assert.equal(world.records.appointments[0]?.start.toISOString(), new Date(first).toISOString());
      assert.deepEqual(
        mailsTo('alex@example.com').map((mail) => mail.subject),
        ['Your appointment on Tuesday 24 November, 6:30 am AWST'],
      );
      const [copy] = mailsTo('enquiries@clinic.example.com');
      assert.ok(copy);
      assert.ok(copy.text.includes('https://practice.example.com/patients/'), 'links to the filed record');
      assert.ok(!copy.text.includes('I sleep badly') && !copy.html.includes('I sleep badly'));
    });

    // One whole way proves that this feature runs on the embedded database. The store and the jobs have tests of
    // their own on both databases.
    if (name !== 'a PostgreSQL') return;

    it('gives one of fifty people at once the time, and the others the nearest ones', async () => {
      const asked = Array.from({ length: 50 }, (_, index) => book({ email: `p${index}@example.com` }));
      const answers = await Promise.allSettled(asked);
      const given = answers.filter((one) => one.status === 'fulfilled');
      assert.equal(given.length, 1);
      for (const answer of answers.filter((one) => one.status === 'rejected')) {
        assert.ok(answer.reason instanceof Problem);
        assert.equal(answer.reason.code, 'slot_unavailable');
        assert.deepEqual(answer.reason.alternatives, [second, third]);
      }
      assert.equal(active().length, 1);
      assert.equal(world.calendar.attempts.length, 1);
    });

    it('gives fifty people who want the same two times one each', async () => {
      const asked = Array.from({ length: 50 }, (_, index) =>
        book({
          email: `p${index}@example.com`,
          preferredTimes: index % 2 ? [first, second] : [second, first],
        }),
      );
      const answers = await Promise.allSettled(asked);
      const given = answers.flatMap((one) =>
        one.status === 'fulfilled' ? [one.value.body.scheduledTime] : [],
      );
      assert.deepEqual(given.sort(), [first, second]);
      assert.equal(active().length, 2);
    });

    it('takes the next preferred time when the calendar has given the first away', async () => {
      world.calendar.close(freeCall, [first]);
      const { status, body } = await book({ preferredTimes: [first, second] });
      assert.equal(status, 201);
      assert.equal(body.scheduledTime, second);
      assert.equal(active().length, 1);
    });

    it('names the nearest free times, never the lost one, when the calendar has given all away', async () => {
      world.calendar.close(freeCall, [first]);
      const problem = await refused(book());
      assert.equal(problem.code, 'slot_unavailable');
      assert.deepEqual(problem.alternatives, [second, third]);
      await server.jobs.runAll();
      assert.deepEqual(world.mailer.sent, [], 'the answer on the screen says it all');
    });

    it('gives a stranger with the same email the usual answer, so they do not learn who has an appointment', async () => {
      await book();
      const again = await refused(book());
      const stranger = await refused(book({ email: 'other@example.com' }));
      assert.equal(again.code, stranger.code);
      assert.equal(again.message, stranger.message);
      assert.deepEqual(again.alternatives, stranger.alternatives);
    });

    it('answers a repeat with the same key from the booking that it made', async () => {
      const keyed = { idempotencyKeyHash: 'key-1', ...byPatient('request-1') };
      const one = await bookFree(server.deps, request(), keyed);
      const two = await bookFree(server.deps, request(), keyed);
      assert.deepEqual(two, one);
      assert.equal(world.calendar.attempts.length, 1);
    });

    it('books once under a key whose first booking has ended, also when it is sent again', async () => {
      const keyed = { idempotencyKeyHash: 'key-1', ...byPatient('request-1') };
      const wished = request({ preferredTimes: [second, third] });
      world.calendar.failNextBookings('refused');
      await refused(bookFree(server.deps, wished, keyed));
      const one = await bookFree(server.deps, wished, keyed);
      assert.equal(one.status, 201);
      assert.deepEqual(await bookFree(server.deps, wished, keyed), one);
      assert.equal(active().length, 1);
    });

    it('tells a person when the calendar refuses the visit as it is configured', async () => {
      world.calendar.failNextBookings('refused');
      const problem = await refused(book());
      assert.equal(problem.code, 'calendar_unavailable');
      await server.jobs.runAll();
      assert.deepEqual(await world.openTasks(), ['booking_refused']);
      const { status } = await book();
      assert.equal(status, 201, 'the time is free again');
    });

    it('finds a booking whose answer was lost, and confirms it in the same request', async () => {
      world.calendar.failNextBookings('lost_after');
      const { status } = await book();
      assert.equal(status, 201);
      assert.equal(active().length, 1);
    });

    it('keeps the time after a lost answer, and books again only when the calendar certainly has nothing', async () => {
      world.calendar.failNextBookings('lost_before');
      const { status, body } = await book();
      assert.equal(status, 202);
      assert.deepEqual([body.status, body.zoomLink, body.preparationEmailSent], ['confirming', null, false]);
      await server.jobs.runAll(60_000);
      assert.equal(world.calendar.attempts.length, 1, 'not repeated within the grace period');
      await server.jobs.runAll();
      assert.equal(world.calendar.attempts.length, 2);
      assert.equal(active().length, 1);
      assert.equal(mailsTo('alex@example.com').length, 1);
    });

    it('waits less when the calendar did answer, with an error of its own', async () => {
      const { calendar } = world;
      const cause = new UpstreamError('calendly', 'server_error', { status: 500 });
      server.deps.scheduler = {
        displayName: calendar.displayName,
        book: async () => {
          server.deps.scheduler = calendar;
          return { kind: 'unknown', cause };
        },
        find: (query) => calendar.find(query),
        read: (query) => calendar.read(query),
        trace: (query) => calendar.trace(query),
        cancel: (query) => calendar.cancel(query),
      };
      const { status } = await book();
      assert.equal(status, 202);
      await server.jobs.runAll(10_000);
      assert.equal(active().length, 0, 'not at once');
      await server.jobs.runAll(20_000);
      assert.equal(active().length, 1);
    });

    it('shares the times between two servers', async () => {
      const other = serverOn(world);
      const asked = Array.from({ length: 40 }, (_, index) =>
        bookFree((index % 2 ? server : other).deps, request({ email: `p${index}@example.com` }), once),
      );
      const answers = await Promise.allSettled(asked);
      assert.equal(answers.filter((one) => one.status === 'fulfilled').length, 1);
      assert.equal(world.calendar.attempts.length, 1);
    });

    it('finds a booking that landed late, after a lost answer', async () => {
      world.calendar.failNextBookings('lost_before');
      const { body } = await book();
      await server.jobs.runAll(30_000);
      await world.landLate(body.bookingId);
      await server.jobs.runAll();
      assert.equal(world.calendar.attempts.length, 2, 'the second is the one that landed late');
      assert.equal(active().length, 1);
      assert.equal(mailsTo('alex@example.com').length, 1);
    });

    for (const fault of ['limited', 'unreachable'] as const) {
      it(`keeps the time when the calendar is ${fault}, and books when it can`, async () => {
        world.calendar.failNextBookings(fault, fault);
        const { status } = await book();
        assert.equal(status, 202);
        const other = await refused(book({ email: 'other@example.com' }));
        assert.ok(!other.alternatives?.includes(first));
        await server.jobs.runAll();
        assert.equal(active().length, 1);
        assert.match(mailsTo('alex@example.com')[0]?.subject ?? '', /^Your appointment on/);
      });
    }

    it('says so honestly when the time was lost while it waited', async () => {
      world.calendar.failNextBookings('unreachable');
      await book();
      world.calendar.close(freeCall, [first]);
      await server.jobs.runAll();
      const [mail] = mailsTo('alex@example.com');
      assert.equal(mail?.subject, 'We could not confirm your appointment');
      assert.ok(mail.text.includes('6:45 am'), 'names another free time');
      assert.deepEqual(await world.openTasks(), ['booking_not_confirmed']);
      assert.equal(active().length, 0);
    });

    it('gives up after hours of silence, tells patient and staff, and takes back what lands later', async () => {
      world.calendar.failNextBookings('lost_after');
      world.calendar.breakReading('consultant');
      const { status } = await book();
      assert.equal(status, 202);
      await server.jobs.runAll(5 * hourMs);
      assert.equal(mailsTo('alex@example.com')[0]?.subject, 'We could not confirm your appointment');
      assert.deepEqual(await world.openTasks(), ['booking_uncertain']);
      world.calendar.mend('consultant');
      await server.jobs.runAll();
      assert.equal(active().length, 0, 'no one waits for a patient who was told not to come');
      assert.equal(world.calendar.attempts.length, 1);
    });

    it('runs on the real queue, with the real clock', async () => {
      const { metrics, clock } = server.deps;
      world.clock.now = () => new Date();
      const start = new Date(Math.ceil(Date.now() / 900_000) * 900_000 + 3 * dayMs).toISOString();
      world.calendar.open({ ...freeCall, starts: [start] });
      const jobs = createJobs({ store, log: silentLog, metrics });
      const events = createEvents({ jobs, clock }, jobs);
      const deps = {
        ...server.deps,
        jobs,
        events,
        timings: { ...server.deps.timings, receptionDelaySeconds: 0 },
      };
      const messages = messagesFeature({ store, mailer: world.mailer, sealing: deps.sealing, clock });
      const { records, personKeys } = world;
      const filing = recordsFeature({ ...deps, records, personKeys, drawForm: async () => new Uint8Array() });
      plugIn([bookingsFeature(deps), messages, filing], { store, jobs, workers: jobs, events });
      await jobs.start();
      try {
        const { status } = await bookFree(deps, request({ preferredTimes: [start] }), once);
        assert.equal(status, 201);
        await until(() => world.mailer.sent.length === 2 && world.records.appointments.length === 1);
      } finally {
        await jobs.stop(2_000);
      }
    });

    it('sends the confirmation when the video link is there', async () => {
      world.calendar.joinUrl = null;
      const { status, body } = await book();
      assert.deepEqual([status, body.zoomLink], [201, null]);
      const [appointment] = active();
      assert.ok(appointment);
      appointment.joinUrl = 'https://video.example.com/late';
      await server.jobs.runAll();
      const mails = mailsTo('alex@example.com');
      assert.equal(mails.length, 1);
      assert.ok(mails[0]?.text.includes('https://video.example.com/late'));
    });

    it('sends the confirmation without the link when it takes too long, and the link after it', async () => {
      world.calendar.joinUrl = null;
      await book();
      await server.jobs.runAll(60_000);
      assert.equal(mailsTo('alex@example.com').length, 1);
      const [appointment] = active();
      assert.ok(appointment);
      appointment.joinUrl = 'https://video.example.com/late';
      await server.jobs.runAll();
      const mails = mailsTo('alex@example.com');
      assert.deepEqual(
        mails.map((mail) => mail.text.includes('https://video.example.com/late')),
        [false, true],
      );
      assert.match(String(mails[1]?.attachments?.[0]?.content), /SEQUENCE:1\r\n/);
    });
  });
}
