import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { WrongCall } from '@botaniqal/bff/cli/command-line.ts';
import { runWaitlist } from '@botaniqal/bff/cli/waitlist.ts';
import { advanceQueue } from '@botaniqal/bff/testing/queue-clock.ts';
import { type ConsultationBooked, consultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import {
  type WaitlistJoined,
  waitlistEntryView,
  waitlistJoined,
} from '@botaniqal/shared/contracts/waitlist.ts';
import { inviteesAt, inviteesOf, mailsTo } from '../support/holdings.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

const hour = 3_600_000;

describe('a waitlist, on the running stack', () => {
  let stack: Stack;
  before(async () => {
    // Command line and server must agree on the time: staff tokens are dated by it.
    stack = await startStack({ now: new Date() });
  });
  after(() => stack?.stop());

  const join = async (name: string, service: string, interestLevel = 3): Promise<WaitlistJoined> => {
    const answer = await fetch(new URL(endpoints.waitlist, stack.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        service,
        name,
        email: `${name}@example.com`,
        interestLevel,
        contactPreference: 'email',
        consent: true,
      }),
    });
    assert.equal(answer.status, 201);
    return waitlistJoined.parse(await answer.json());
  };
  const view = async ({ entryId, manageToken }: WaitlistJoined) => {
    const answer = await fetch(new URL(endpoints.waitlistEntry(entryId), stack.url), {
      headers: { authorization: `Bearer ${manageToken}` },
    });
    assert.equal(answer.status, 200);
    return waitlistEntryView.parse(await answer.json());
  };
  const commandLine = async (...args: string[]) => {
    const lines: string[] = [];
    const env = { ...stack.env, PUBLIC_URL: stack.url };
    await runWaitlist(args, { env, print: (text) => lines.push(text) });
    return lines.join('\n');
  };
  const subjectsTo = async (name: string) =>
    (await mailsTo(stack, `${name}@example.com`)).map((mail) => mail.subject);

  const invitedOnce = (name: string) =>
    eventually(async () => {
      const turns = (await subjectsTo(name)).filter((subject) => /your turn/.test(subject));
      assert.equal(turns.length, 1, name);
    });

  it('goes from joining over the launch to the booking', async () => {
    const ann = await join('ann', 'weight_loss');
    const ben = await join('ben', 'weight_loss');
    assert.match(await commandLine('preview', 'weight_loss', '--batch', '1'), /ann@example\.com/);
    assert.equal((await view(ann)).status, 'waiting');
    assert.match(
      await commandLine('launch', 'weight_loss', '--batch', '1'),
      /^1 invited.*1 more is waiting/m,
    );
    assert.equal((await view(ann)).status, 'invited');
    await eventually(async () => assert.equal((await subjectsTo('ann')).length, 2));
    assert.ok((await subjectsTo('ann')).includes('It is your turn at Botaniqal'));

    await book('ann', 'weight_loss');
    assert.equal((await view(ann)).status, 'booked');
    assert.deepEqual([(await view(ben)).status, (await view(ben)).position], ['waiting', 1]);
    const metrics = await (await fetch(new URL('/metrics', stack.url))).text();
    assert.match(metrics, /bq_waitlist_people\{service="weight_loss",stage="booked"\} 1/);
  });

  it('invites everybody once, although the server is killed between two batches', async () => {
    const names = ['cleo', 'dora', 'emil', 'fred', 'gina'];
    for (const name of names) await join(name, 'equine_therapy');
    await commandLine('launch', 'equine_therapy', '--batch', '2');
    for (const name of names.slice(0, 2)) await invitedOnce(name);
    await stack.bff().kill();
    await stack.startAgain();
    await commandLine('launch', 'equine_therapy', '--batch', '2', '--all');
    for (const name of names) await invitedOnce(name);
    const list = await commandLine('list', 'equine_therapy', '--csv');
    assert.equal(list.split('\r\n').length, 1 + names.length);
    assert.match(await commandLine('stop', 'equine_therapy'), /Stopped/);
  });

  it('says in a sentence what was wrong with the command', async () => {
    for (const [args, words] of [
      [['launch'], /Usage/],
      [['dance', 'counseling'], /Usage/],
      [['list', 'massage'], /service/],
      [['launch', 'counseling', '--batch', 'many'], /batchSize/],
      [['list', 'counseling', '--server', 'http://127.0.0.1:1'], /does not answer/],
    ] as const) {
      await assert.rejects(
        commandLine(...args),
        (error) => error instanceof WrongCall && words.test(error.message),
      );
    }
  });

  it('offers a time that is cancelled to one after the other, also when the server is killed meanwhile', async () => {
    const service = 'gaps_coaching';
    // The free first call is one practitioner's: a person who waits for another service's is asked behind these.
    const hana = await join('hana', service, 5);
    const ivan = await join('ivan', service, 4);
    const jade = await join('jade', service, 4);
    const quitter = await book('quitter', service);
    await cancel(quitter);
    await offeredTo(hana);
    const { offer } = await view(hana);
    assert.equal(offer?.start, quitter.scheduledTime);
    assert.ok(!(await freeStarts(service)).includes(quitter.scheduledTime), 'no one else sees it');

    await stack.bff().kill();
    await stack.startAgain();
    assert.equal((await answerOffer(hana, 'decline')).status, 200);
    await offeredTo(ivan);

    const printed = await commandLine('offers', service);
    assert.match(printed, /declined\thana/);
    assert.match(printed, /offered until .*\tivan/);
    assert.match(printed, /^2 offers\. 2 people were ever offered a time\.$/m);

    // There is no answer, and the server is down when the offer runs out. That may be tomorrow: an offer that is made
    // in the evening waits for the morning.
    const { expiresAt } = (await view(ivan)).offer ?? {};
    assert.ok(expiresAt);
    const longEnough = Date.parse(expiresAt) - stack.now().getTime() + 60_000;
    await stack.advance(longEnough);
    await stack.bff().kill();
    await advanceQueue(stack.env.DATABASE_URL ?? '', longEnough, { noServerRuns: true });
    await stack.startAgain();
    await eventually(async () => assert.equal((await view(ivan)).offer?.status, 'timed_out'));
    await offeredTo(jade);

    const accepted = await answerOffer(jade, 'accept', { primaryConcern: 'Sleep', phone: '0491 570 156' });
    assert.equal(accepted.status, 201);
    assert.equal(accepted.body.scheduledTime, quitter.scheduledTime);
    assert.equal((await view(jade)).status, 'booked');
    assert.equal((await inviteesOf(stack, 'jade@example.com')).length, 1);
    assert.equal((await inviteesAt(stack, quitter.scheduledTime)).length, 1);
    for (const name of ['hana', 'ivan', 'jade']) {
      // A kill while a mail is handed over delays it, and may send it again under the same Message-ID.
      await eventually(async () => {
        const mails = await mailsTo(stack, `${name}@example.com`);
        const offers = mails.filter(({ subject }) => /is available/.test(subject));
        assert.equal(new Set(offers.map(({ messageId }) => messageId)).size, 1, name);
      });
    }
  });

  /** Books the first free first call of a service. */
  async function book(name: string, service: string): Promise<ConsultationBooked> {
    const [start] = await freeStarts(service);
    const answer = await fetch(new URL(endpoints.consultations, stack.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        patientName: name,
        email: `${name}@example.com`,
        phone: '0491 570 156',
        preferredTimes: [start],
        primaryConcern: 'Sleep',
        timezone: 'Australia/Melbourne',
        service,
      }),
    });
    assert.equal(answer.status, 201);
    return consultationBooked.parse(await answer.json());
  }

  async function freeStarts(service: string): Promise<string[]> {
    const day = (days: number) =>
      new Date(stack.now().getTime() + days * 24 * hour).toISOString().slice(0, 10);
    const calendar = await stack.api.calendar({
      service,
      visit: 'consultation',
      from: day(2),
      to: day(14),
      timeZone: 'Australia/Melbourne',
    });
    return calendar.ok().days.flatMap((one) => one.slots.map((slot) => slot.start));
  }

  async function cancel({ bookingId, manageToken }: ConsultationBooked): Promise<void> {
    const answer = await fetch(new URL(endpoints.cancelBooking(bookingId), stack.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${manageToken}` },
    });
    assert.equal(answer.status, 200);
  }

  function offeredTo(entry: WaitlistJoined): Promise<void> {
    return eventually(async () => assert.equal((await view(entry)).offer?.status, 'offered'));
  }

  async function answerOffer(entry: WaitlistJoined, verb: 'accept' | 'decline', body: object = {}) {
    const { offer } = await view(entry);
    const where = { accept: endpoints.acceptWaitlistOffer, decline: endpoints.declineWaitlistOffer };
    const answer = await fetch(new URL(where[verb](entry.entryId, offer?.offerId ?? ''), stack.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${entry.manageToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }
});
