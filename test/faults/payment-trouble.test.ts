import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { nextBookingMinute } from '../support/booking-minute.ts';
import { bookAtCalendly } from '../support/calendly-bookings.ts';
import { mailsTo } from '../support/holdings.ts';
import {
  act,
  agreePaid,
  confirm,
  followupTimes,
  hold,
  oneFollowupTime,
  paidRequestFor,
  pay,
  paymentsOf,
  viewOf,
} from '../support/paid.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

const create = 'POST /v1/payment_intents';
const minute = 60_000;

describe('paying online, on the running stack', () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack();
  });
  afterEach(async () => {
    await stack.sandbox.clearFaults();
    await stack.sandbox.configure('stripe', { delivery: 'normal', refunds: 'succeed' });
  });
  after(() => stack?.stop());

  it('holds, pays, books, takes the money, files and writes, each once', async () => {
    const request = paidRequestFor(await oneFollowupTime(stack, 0));
    const held = await hold(stack, request);
    await pay(stack, held);
    assert.equal((await confirm(stack, held)).status, 'confirmed');
    await agreePaid(stack, held, request, 'confirmed');
  });

  it('keeps the time when a card is declined, and takes the next one', async () => {
    const request = paidRequestFor(await oneFollowupTime(stack, 1));
    const held = await hold(stack, request);
    await pay(stack, held, 'declines');
    const declined = await confirm(stack, held);
    assert.equal(declined.status, 'awaiting_payment');
    assert.equal(declined.payment?.lastDecline, 'declined');
    await pay(stack, held);
    assert.equal((await confirm(stack, held)).status, 'confirmed');
    await agreePaid(stack, held, request, 'confirmed');
  });

  it('charges nothing when the time is gone at Calendly after the card was taken', async () => {
    const time = await oneFollowupTime(stack, 2);
    const request = paidRequestFor(time);
    const held = await hold(stack, request);
    await pay(stack, held);
    await bookAtCalendly(stack, time);
    const lost = await confirm(stack, held);
    assert.equal(lost.failure, 'slot_lost');
    assert.equal(lost.payment?.status, 'released');
    assert.ok(lost.alternatives.length > 0 && !lost.alternatives.includes(time));
    await agreePaid(stack, held, request, 'nothing');
  });

  for (const [what, route] of [
    ['the making of the payment', create],
    ['the booking at Calendly', 'POST /invitees'],
    ['the capture', 'POST /v1/payment_intents/*/capture'],
  ] as const) {
    it(`does everything once when the answer to ${what} is lost`, async () => {
      const service = route === 'POST /invitees' ? 'calendly' : 'stripe';
      const request = paidRequestFor(await oneFollowupTime(stack, 3));
      await stack.sandbox.fault({ service, route, kind: 'drop_after_commit', times: 1 });
      const held = await hold(stack, request);
      await pay(stack, held);
      await confirm(stack, held);
      await agreePaid(stack, held, request, 'confirmed');
    });
  }

  it('lets the money go once when the answer to its cancelling is lost', async () => {
    const request = paidRequestFor(await oneFollowupTime(stack, 4));
    const held = await hold(stack, request);
    const route = 'POST /v1/payment_intents/*/cancel';
    await stack.sandbox.fault({ service: 'stripe', route, kind: 'drop_after_commit', times: 1 });
    assert.equal((await act(stack, held, 'release')).status, 200);
    await agreePaid(stack, held, request, 'nothing');
    assert.ok((await followupTimes(stack)).includes(request.start), 'the time is free again');
  });

  it('gives the money back once when the patient cancels and the answer to the refund is lost', async () => {
    const request = paidRequestFor(await oneFollowupTime(stack, 5));
    const held = await hold(stack, request);
    await pay(stack, held);
    await confirm(stack, held);
    await agreePaid(stack, held, request, 'confirmed');
    await stack.sandbox.fault({
      service: 'stripe',
      route: 'POST /v1/refunds',
      kind: 'drop_after_commit',
      times: 1,
    });
    assert.equal((await act(stack, held, 'cancel')).status, 200);
    await agreePaid(stack, held, request, 'refunded');
    await eventually(async () => {
      assert.equal((await viewOf(stack, held)).payment?.status, 'refunded');
    });
  });

  it('corrects what the patient reads, and tells them and staff, when the bank sends the refund back', async () => {
    const request = paidRequestFor(await oneFollowupTime(stack, 5));
    const held = await hold(stack, request);
    await pay(stack, held);
    await confirm(stack, held);
    await agreePaid(stack, held, request, 'confirmed');
    await stack.sandbox.configure('stripe', { refunds: 'wait' });
    assert.equal((await act(stack, held, 'cancel')).status, 200);
    await agreePaid(stack, held, request, 'refunded');
    await stack.sandbox.configure('stripe', { refunds: 'fail' });
    await eventually(async () => {
      assert.equal((await viewOf(stack, held)).payment?.status, 'refund_failed');
      const mails = (await mailsTo(stack, request.patient.email)).map(({ subject }) => subject);
      assert.equal(mails.filter((subject) => subject.startsWith('Your refund')).length, 1);
    });
  });

  it('books for a patient whose browser closed right after paying: the webhook is enough', async () => {
    const request = paidRequestFor(await oneFollowupTime(stack, 6));
    await stack.sandbox.configure('stripe', { delivery: 'duplicate' });
    const held = await hold(stack, request);
    await pay(stack, held);
    await act(stack, held, 'release');
    await agreePaid(stack, held, request, 'confirmed');
  });

  it('takes no time while Stripe is down, says so, and goes on when it is back', async () => {
    const request = paidRequestFor(await oneFollowupTime(stack, 7));
    await stack.sandbox.fault({ service: 'stripe', route: create, kind: 'drop' });
    const refused = await stack.api.send('POST', endpoints.bookings, { body: request });
    assert.equal(refused.status, 503, refused.text);
    assert.equal(refused.problem().code, 'payment_unavailable');
    await stack.sandbox.clearFaults();
    assert.ok((await followupTimes(stack)).includes(request.start), 'nothing is held');
    const held = await eventually(() => hold(stack, request));
    await act(stack, held, 'release');
    await agreePaid(stack, held, request, 'nothing');
  });

  it('gives one of a hundred patients at once the time; 99 hear it before there is a payment', async () => {
    await nextBookingMinute(stack);
    const time = await oneFollowupTime(stack, 8);
    const made = (await stack.sandbox.calls('stripe')).filter(({ path }) => path === '/v1/payment_intents');
    const requests = Array.from({ length: 100 }, () => paidRequestFor(time));
    const answers = await Promise.all(
      requests.map((body) => stack.api.send('POST', endpoints.bookings, { body })),
    );
    const granted = answers.filter(({ status }) => status === 201);
    assert.equal(granted.length, 1);
    assert.equal(answers.filter(({ status }) => status === 409).length, 99);
    const now = (await stack.sandbox.calls('stripe')).filter(({ path }) => path === '/v1/payment_intents');
    assert.equal(now.length - made.length, 1, 'one payment was made');
    const winner = answers.findIndex(({ status }) => status === 201);
    const held = JSON.parse(answers[winner]?.text ?? '');
    const request = requests[winner];
    assert.ok(request);
    await pay(stack, held);
    assert.equal((await confirm(stack, held)).status, 'confirmed');
    await agreePaid(stack, held, request, 'confirmed');
  });

  it('goes on after a kill between the booking and the capture', async () => {
    const request = paidRequestFor(await oneFollowupTime(stack, 9));
    const held = await hold(stack, request);
    await stack.sandbox.configure('stripe', { delivery: 'never' });
    await pay(stack, held);
    const asked = async () =>
      (await stack.sandbox.calls('stripe')).filter(({ path }) => path.endsWith('/capture')).length;
    const before = await asked();
    const route = 'POST /v1/payment_intents/*/capture';
    await stack.sandbox.fault({ service: 'stripe', route, kind: 'latency', value: 1000, times: 1 });
    const unanswered = act(stack, held, 'confirm').catch(() => null);
    await eventually(async () => assert.ok((await asked()) > before, 'the money was asked for'));
    await stack.bff().kill();
    await unanswered;
    await stack.startAgain();
    await eventually(async () => assert.equal((await confirm(stack, held)).status, 'confirmed'));
    await agreePaid(stack, held, request, 'confirmed');
  });

  it('ends what was not paid in time, so that it cannot be paid later', async () => {
    const request = paidRequestFor(await oneFollowupTime(stack, 10));
    const held = await hold(stack, request);
    await stack.advance(12 * minute);
    assert.ok((await followupTimes(stack)).includes(request.start), 'others can have it');
    // The job waits by the database's clock; a page that asks is answered by ours.
    await pay(stack, held);
    const late = await confirm(stack, held);
    assert.equal(late.status, 'confirmed', 'no one else had taken it');
    const [payment] = await paymentsOf(stack, held.bookingId);
    assert.equal(payment?.status, 'succeeded');
  });
});

/** A person books at Calendly itself, past us. */
