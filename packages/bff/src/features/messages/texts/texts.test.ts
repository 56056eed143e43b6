import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { eq } from 'drizzle-orm';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { freshWorld, serverOn, type World } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { confirmedFollowup, openFollowups } from '../../../testing/fixtures/bookings/paid-fixture.ts';
import { appointmentOn } from '../../../testing/fixtures/bookings/reminder-fixture.ts';
import { dies, killAtEachAct } from '../../../testing/fixtures/crash.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { textAnswers, textOptOuts, texts } from '../tables.ts';
import { followText, lookAtTexts } from './follow-text.ts';
import { queueText } from './queue-text.ts';
import { takeAnswer } from './take-answer.ts';

/** 9:30 am on a Tuesday in Melbourne, where the patient has booked. */
const start = '2026-11-23T22:30:00Z';
const otherStart = '2026-11-25T03:00:00Z';
const due = '2026-11-21T22:30:30Z';
const patient = '+61491570156';
const never = new AbortController().signal;

describe('text messages', () => {
  let store: Store;
  let world: World;
  let server: ReturnType<typeof serverOn>;
  let bookingId: string;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  const book = async () => {
    world = await freshWorld(store);
    openFollowups(world, [start, otherStart]);
    server = serverOn(world);
    ({ bookingId } = await confirmedFollowup(server, world, start));
    world.clock.at = new Date(due);
  };
  beforeEach(book);

  const remind = () => appointmentOn(server, bookingId).remind();
  const run = () => server.jobs.runAll(10_000);
  const look = async (time: string) => {
    world.clock.at = new Date(time);
    await lookAtTexts(server.texts, never);
    await run();
  };
  const load = () => appointmentOn(server, bookingId).load();
  const row = async () => {
    const [found] = await store.db
      .select()
      .from(texts)
      .where(eq(texts.key, `${bookingId}:reminder-48`));
    return found;
  };
  const answer = async (words: string) => {
    await takeAnswer(server.texts, world.texts.write(patient, words), never);
    await run();
  };

  it('ask for an answer, and the receipt tells that they arrived', async () => {
    await remind();
    await run();
    const [sent, ...more] = world.texts.sent;
    assert.deepEqual(more, []);
    assert.match(
      sent?.body ?? '',
      /^Botaniqal[^:]*: you have an appointment on Tue 24 Nov at 9:30am AEDT\. Reply Y/,
    );
    assert.equal((await row())?.state, 'sent');
    await followText(server.texts, sent?.messageId ?? '', never);
    const delivered = await row();
    assert.deepEqual([delivered?.state, delivered?.text], ['delivered', null]);
  });

  it('are sent once, and followed to their end, on a server that is killed between any two steps', async () => {
    const crashes = await killAtEachAct(async (crashBefore) => {
      await book();
      const doomed = serverOn(world, crashBefore);
      const killed = await dies(async () => {
        await appointmentOn(doomed, bookingId).remind();
        await doomed.jobs.runAll(10_000);
        await lookAtTexts(doomed.texts, never);
      });
      const at = `killed before act ${crashBefore}`;
      server = serverOn(world);
      await remind();
      // A killed run's claim ends after two minutes.
      await server.jobs.runAll(600_000);
      await look('2026-11-21T23:00:00Z');
      await look('2026-11-21T23:20:00Z');
      assert.equal(world.texts.sent.length, 1, at);
      assert.equal((await row())?.state, 'delivered', at);
      // An email whose receipt was lost is sent again under its Message-ID, which mail programs show once.
      const mails = world.mailer.sent.filter(({ text }) => text.includes('this is a reminder'));
      assert.equal(new Set(mails.map(({ messageId }) => messageId)).size, 1, at);
      return killed;
    });
    assert.ok(crashes > 8, `${crashes}`);
  });

  it('are not sent twice when answers are lost around midnight in UTC', async () => {
    await store.db.delete(texts);
    world.clock.at = new Date('2026-11-22T23:58:00Z');
    await store.db.transaction((tx) =>
      queueText(
        tx,
        { ...server.deps, now: world.clock.now() },
        { about: bookingId, kind: 'reminder-48', phone: patient, body: 'See you' },
      ),
    );
    world.texts.losesNextAnswer = true;
    await run();
    // The service's list cannot be read before midnight, and the claim of that try is as old.
    world.texts.unreachableTimes = 1;
    world.clock.at = new Date('2026-11-23T00:01:00Z');
    await run();
    world.clock.at = new Date('2026-11-23T00:05:00Z');
    await run();
    assert.equal(world.texts.sent.length, 1);
    assert.equal((await row())?.state, 'sent');
  });

  it('are read at the service when no receipt comes, and become a task where they did not arrive', async () => {
    await remind();
    world.texts.outcome = { state: 'failed', code: '30003' };
    await run();
    await look('2026-11-21T22:34:00Z');
    assert.equal((await row())?.state, 'sent');
    await look('2026-11-21T22:36:00Z');
    assert.deepEqual([(await row())?.state, (await row())?.code], ['failed', '30003']);
    assert.ok((await world.openTasks()).includes('text_not_delivered'));
  });

  it('count as not delivered when the service says nothing for a day', async () => {
    await remind();
    world.texts.outcome = { state: 'under_way', code: null };
    await run();
    for (const time of ['21T22:36', '21T23:00', '22T02:00', '22T12:00']) await look(`2026-11-${time}:00Z`);
    assert.equal((await row())?.state, 'sent');
    await look('2026-11-23T20:00:00Z');
    assert.deepEqual([(await row())?.state, (await row())?.code], ['failed', 'no_receipt']);
  });

  it('are tried by the service until quiet hours at most, and wait for the morning after that', async () => {
    await remind();
    world.clock.at = new Date('2026-11-22T08:30:00Z');
    await run();
    // 7:30 pm in Melbourne.
    assert.equal(world.texts.sent[0]?.validSeconds, 30 * 60);
    await book();
    await remind();
    world.clock.at = new Date('2026-11-22T09:30:00Z');
    await run();
    assert.equal(world.texts.sent.length, 0);
    await look('2026-11-22T20:59:00Z');
    assert.equal(world.texts.sent.length, 0);
    await look('2026-11-22T21:00:00Z');
    assert.equal(world.texts.sent.length, 1);
  });

  it('are not sent after the appointment has started: staff are told', async () => {
    await remind();
    world.clock.at = new Date('2026-11-23T22:29:30Z');
    await run();
    assert.equal(world.texts.sent.length, 0);
    assert.deepEqual([(await row())?.state, (await row())?.code], ['failed', 'too_late']);
    assert.ok((await world.openTasks()).includes('text_not_delivered'));
  });

  it('are not sent when the appointment was cancelled while they waited', async () => {
    await remind();
    await appointmentOn(server, bookingId).cancel();
    await run();
    assert.equal(world.texts.sent.length, 0);
    assert.equal(await row(), undefined);
  });

  describe('are answered', () => {
    beforeEach(async () => {
      await remind();
      await run();
      world.clock.at = new Date('2026-11-21T22:40:00Z');
    });

    it('with yes: the booking says so, once', async () => {
      const messageId = world.texts.write(patient, 'Yes!');
      await takeAnswer(server.texts, messageId, never);
      await takeAnswer(server.texts, messageId, never);
      assert.equal((await load()).comingSaidFor?.toISOString(), new Date(start).toISOString());
      assert.equal((await store.db.select().from(textAnswers)).length, 1);
      assert.equal(world.texts.sent.length, 1);
    });

    it('with no: cancelled where the whole price goes back, and told so', async () => {
      await answer('N');
      assert.equal((await load()).status, 'cancelled');
      assert.match(world.texts.sent.at(-1)?.body ?? '', /is cancelled/);
    });

    it('with no on a server that is killed between any two steps: cancelled once, and told once', async () => {
      const crashes = await killAtEachAct(async (crashBefore) => {
        await book();
        await remind();
        await run();
        world.clock.at = new Date('2026-11-21T22:40:00Z');
        const messageId = world.texts.write(patient, 'n');
        const doomed = serverOn(world, crashBefore);
        const killed = await dies(() => takeAnswer(doomed.texts, messageId, never));
        server = serverOn(world);
        await takeAnswer(server.texts, messageId, never);
        await run();
        const at = `killed before act ${crashBefore}`;
        assert.equal((await load()).status, 'cancelled', at);
        assert.equal(world.texts.sent.filter(({ body }) => body.includes('is cancelled')).length, 1, at);
        assert.equal((await store.db.select().from(textAnswers)).length, 1, at);
        return killed;
      });
      assert.ok(crashes > 3, `${crashes}`);
    });

    it('with no where it has a cost: the booking stays, and the patient gets the page with the terms', async () => {
      world.clock.at = new Date('2026-11-23T21:30:00Z');
      await answer('No');
      assert.equal((await load()).status, 'confirmed');
      assert.match(world.texts.sent.at(-1)?.body ?? '', /\/manage#booking=.+&cancel$/);
      assert.deepEqual(await world.openTasks(), []);
    });

    it('about the time that was asked for: after a move the patient is asked again, and nothing is cancelled', async () => {
      await appointmentOn(server, bookingId).move(otherStart);
      await run();
      await answer('N');
      assert.equal((await load()).status, 'confirmed');
      const [asked, ...more] = world.texts.sent.slice(1);
      assert.deepEqual(more, []);
      assert.match(asked?.body ?? '', /has a new time, Wed 25 Nov at 2:00pm AEDT\. Reply Y to confirm or N/);
      world.clock.at = new Date('2026-11-21T22:50:00Z');
      await answer('Y');
      assert.equal((await load()).comingSaidFor?.toISOString(), new Date(otherStart).toISOString());
    });

    it('in other words: a person reads them, and the patient is told so once a day', async () => {
      await answer('Can I bring my dog?');
      await answer('A small one');
      assert.deepEqual(await world.openTasks(), ['text_to_read', 'text_to_read']);
      const told = world.texts.sent.filter(({ body }) => body.includes('000'));
      assert.equal(told.length, 1);
    });

    it('with STOP: nothing more is sent, the wish is kept, and START ends it', async () => {
      await answer('Stop');
      assert.equal((await store.db.select().from(textOptOuts)).length, 1);
      const [noted] = await store.db.select().from(textAnswers);
      assert.deepEqual([noted?.answer, noted?.textKey], ['stop', `${bookingId}:reminder-48`]);
      const queue = (kind: string) =>
        store.db.transaction((tx) =>
          queueText(
            tx,
            { ...server.deps, now: world.clock.now() },
            { about: bookingId, kind, phone: '0491 570 156', body: 'Hello' },
          ),
        );
      assert.equal(await queue('one'), false);
      const [kept] = await store.db
        .select()
        .from(texts)
        .where(eq(texts.key, `${bookingId}:one`));
      assert.deepEqual([kept?.state, kept?.text], ['opted_out', null]);
      await answer('START');
      assert.equal(await queue('two'), true);
      await run();
      assert.equal(world.texts.sent.length, 2);
    });

    it('of one number for two appointments: a person decides which one is meant', async () => {
      const other = await confirmedFollowup(server, world, otherStart);
      world.clock.at = new Date('2026-11-23T03:00:30Z');
      await remind();
      await run();
      world.clock.at = new Date('2026-11-23T04:00:00Z');
      await answer('N');
      assert.equal((await load()).status, 'confirmed');
      const second = await appointmentOn(server, other.bookingId).load();
      assert.equal(second.status, 'confirmed');
      assert.deepEqual(await world.openTasks(), ['text_to_read']);
    });
  });
});
