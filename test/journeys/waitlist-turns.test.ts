import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { runWaitlist } from '@botaniqal/bff/cli/waitlist.ts';
import { advanceQueue } from '@botaniqal/bff/testing/queue-clock.ts';
import { type ConsultationBooked, consultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import {
  type WaitlistEntryView,
  type WaitlistJoin,
  type WaitlistJoined,
  waitlistEntryView,
  waitlistJoined,
} from '@botaniqal/shared/contracts/waitlist.ts';
import type { Browser } from 'playwright-core';
import { assertAccessible } from '../support/axe.ts';
import { bookingWidget } from '../support/booking-widget.ts';
import { launchBrowser, newVisitor, takePicture, type VisitorOptions } from '../support/browser.ts';
import { assertFits } from '../support/form-widget.ts';
import { inviteesAt, inviteesOf, mailsTo } from '../support/holdings.ts';
import { act, hold, paidRequestFor, pay } from '../support/paid.ts';
import { newPatient, type TypedDetails } from '../support/patients.ts';
import { cards, payingPatient, paymentWidget } from '../support/payment-widget.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

const hour = 3_600_000;

interface Waiting {
  readonly patient: TypedDetails;
  readonly joined: WaitlistJoined;
}

describe('the turn of a person who waited', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    // Command line and server must agree on the time: staff tokens are dated by it.
    [stack, browser] = await Promise.all([startStack({ now: new Date() }), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('is booked on the page by the link of the invitation, although the service is not open', async () => {
    const waiting = await join('Invited', { service: 'counseling' });
    await runWaitlist(['launch', 'counseling', '--batch', '1'], {
      env: { ...stack.env, PUBLIC_URL: stack.url },
      print: () => undefined,
    });
    const { page, watch, close } = await open(await linkTo(waiting, /your turn/), { device: 'phone' });
    const widget = bookingWidget(page);
    await widget.heading('It is your turn').waitFor();
    await widget.times().first().waitFor();
    await assertAccessible(page, 'where an invited person chooses a time');
    await assertFits(page);
    await takePicture(page, 'waitlist-3-invited');
    await widget.times().first().click();
    await widget.continueButton().click();
    await widget.fill(waiting.patient);
    const booked = await widget.booked(() => widget.bookButton().click());
    await widget.heading('You are booked').waitFor();
    await assertAccessible(page, 'when an invited person has booked');
    await takePicture(page, 'waitlist-4-invited-booked');
    await watch.assertClean();
    await close();
    assert.equal((await view(waiting)).status, 'booked');
    const invitees = await inviteesOf(stack, waiting.patient.email);
    assert.deepEqual(
      invitees.map(({ bookingId }) => bookingId),
      [booked.bookingId],
    );
  });

  it('comes when a person cancels: the time is let go by one, passes by the next, and is taken by the third', async () => {
    const service = 'gaps_coaching';
    const first = await join('First', { service, interestLevel: 5 });
    const second = await join('Second', { service, interestLevel: 4 });
    const third = await join('Third', { service, interestLevel: 3 });
    const { scheduledTime } = await bookAndCancel(service);

    const declines = await open(await linkTo(first, /is available/, 'decline'));
    await declines.page.getByRole('heading', { name: 'Let this time go?' }).waitFor();
    await assertAccessible(declines.page, 'where a freed time is let go');
    await takePicture(declines.page, 'waitlist-5-let-go');
    assert.equal(
      (await view(first)).offer?.status,
      'offered',
      'a link that is followed does nothing by itself',
    );
    await declines.page.getByRole('button', { name: /^Yes, let it go/ }).click();
    await declines.page.getByText('You let a time go. You are still on the list.').waitFor();
    await declines.watch.assertClean();
    await declines.close();

    const late = await linkTo(second, /is available/, 'accept');
    await passBy(second);
    const looks = await open(late);
    await looks.page.getByText('was offered to the next person').waitFor();
    assert.equal(await looks.page.getByRole('button', { name: /^Take this time/ }).count(), 0);
    await assertAccessible(looks.page, 'where a freed time has passed on');
    await looks.close();

    const takes = await open(await linkTo(third, /is available/, 'accept'), { device: 'phone' });
    await takes.page.getByRole('heading', { name: 'A time is available for you' }).waitFor();
    await assertAccessible(takes.page, 'where a freed time is offered');
    await assertFits(takes.page);
    await takePicture(takes.page, 'waitlist-6-offered');
    await takes.page.getByRole('button', { name: /^Take this time/ }).tap();
    await takes.page.getByRole('textbox', { name: 'Mobile' }).fill(third.patient.phone);
    await takes.page
      .getByRole('textbox', { name: 'What would you like help with?' })
      .fill(third.patient.primaryConcern);
    await takePicture(takes.page, 'waitlist-7-asked');
    await takes.page.getByRole('button', { name: /^Take this time/ }).tap();
    await takes.page.getByRole('heading', { name: 'You are booked' }).waitFor();
    await assertAccessible(takes.page, 'when a freed time was taken');
    await takePicture(takes.page, 'waitlist-8-taken');
    await takes.watch.assertClean();
    await takes.close();
    assert.equal((await view(third)).status, 'booked');
    assert.equal((await inviteesOf(stack, third.patient.email)).length, 1);
    assert.equal((await inviteesAt(stack, scheduledTime)).length, 1);
  });

  it('is paid like any visit when the time that came free costs something', async () => {
    const service = 'alternative_medicine';
    const waiting = await join('Pays', {
      service,
      wishes: { visit: 'followup', practitionerId: 'dr_dia' },
    });
    const [start] = await freeStarts(service, 'followup', 'dr_dia');
    const held = await hold(stack, paidRequestFor(start ?? ''));
    await pay(stack, held);
    assert.equal((await act(stack, held, 'confirm')).status, 200);
    assert.equal((await act(stack, held, 'cancel')).status, 200);

    const { page, watch, close } = await open(await linkTo(waiting, /is available/, 'accept'), {
      payments: stack.env.STRIPE_API_BASE ?? '',
    });
    const widget = paymentWidget(page);
    await page.getByRole('button', { name: /^Take this time and pay/ }).click();
    await widget.heading('Your details').waitFor();
    await assertAccessible(page, 'where a freed time is paid for');
    await takePicture(page, 'waitlist-9-paid-details');
    await widget.fillPatient({ ...payingPatient('Pays'), email: waiting.patient.email });
    const { request } = await widget.hold();
    assert.equal(request.start, start);
    await page.getByLabel('Card number').waitFor();
    await widget.fillCard(cards.pays);
    await widget.payButton().click();
    await widget.heading('You are booked').waitFor();
    await watch.assertClean();
    await close();
    await eventually(async () => assert.equal((await view(waiting)).status, 'booked'));
  });

  async function open(link: string, options: Partial<VisitorOptions> = {}) {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url, ...options });
    await visitor.page.goto(link);
    return visitor;
  }

  async function join(name: string, wish: Partial<WaitlistJoin>): Promise<Waiting> {
    const patient = newPatient(name);
    const { status, text } = await stack.api.send('POST', endpoints.waitlist, {
      body: {
        name: patient.patientName,
        email: patient.email,
        interestLevel: 3,
        contactPreference: 'email',
        consent: true,
        ...wish,
      },
    });
    assert.equal(status, 201, text);
    return { patient, joined: waitlistJoined.parse(JSON.parse(text)) };
  }

  async function view({ joined }: Waiting): Promise<WaitlistEntryView> {
    const { text } = await stack.api.send('GET', endpoints.waitlistEntry(joined.entryId), {
      headers: { authorization: `Bearer ${joined.manageToken}` },
    });
    return waitlistEntryView.parse(JSON.parse(text));
  }

  /** Where a mail to a person leads; of its buttons the one with this answer. */
  function linkTo({ patient }: Waiting, subject: RegExp, answer = ''): Promise<string> {
    return eventually(async () => {
      const mail = (await mailsTo(stack, patient.email)).find((each) => subject.test(each.subject));
      const links = mail?.html.replaceAll('&amp;', '&').match(/https?:\/\/[^\s"<]+#entry=[^\s"<]+/g) ?? [];
      const link = links.find((each) => !answer || each.endsWith(`answer=${answer}`));
      assert.ok(link, `a mail "${subject}" has a link:\n${mail?.text}`);
      return link;
    });
  }

  async function bookAndCancel(service: string): Promise<ConsultationBooked> {
    const [start] = await freeStarts(service, 'consultation');
    const patient = newPatient('Quits');
    const { status, text } = await stack.api.book({
      ...patient,
      preferredTimes: [start ?? ''],
      timezone: 'Australia/Melbourne',
      service: 'gaps_coaching',
    });
    assert.equal(status, 201, text);
    const booked = consultationBooked.parse(JSON.parse(text));
    const cancelled = await stack.api.send('POST', endpoints.cancelBooking(booked.bookingId), {
      headers: { authorization: `Bearer ${booked.manageToken}` },
    });
    assert.equal(cancelled.status, 200, cancelled.text);
    return booked;
  }

  async function freeStarts(service: string, visit: string, practitioner?: string): Promise<string[]> {
    const day = (days: number) =>
      new Date(stack.now().getTime() + days * 24 * hour).toISOString().slice(0, 10);
    const calendar = await stack.api.calendar({
      service,
      visit,
      from: day(3),
      to: day(14),
      timeZone: 'Australia/Melbourne',
      ...(practitioner && { practitioner }),
    });
    return calendar.ok().days.flatMap((one) => one.slots.map((slot) => slot.start));
  }

  /** They do not answer for as long as a time is kept for them. */
  async function passBy(waiting: Waiting): Promise<void> {
    const { offer } = await view(waiting);
    assert.ok(offer);
    const longEnough = Date.parse(offer.expiresAt) - stack.now().getTime() + 60_000;
    await stack.advance(longEnough);
    await stack.bff().kill();
    await advanceQueue(stack.env.DATABASE_URL ?? '', longEnough, { noServerRuns: true });
    await stack.startAgain();
  }
});
