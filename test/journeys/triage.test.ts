import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import {
  type SubmissionReceived,
  submissionReceived,
  type TriageSession,
} from '@botaniqal/shared/contracts/forms.ts';
import type { StaffTaskList } from '@botaniqal/shared/contracts/staff/tasks.ts';
import { triageFlags } from '@botaniqal/shared/forms/triage/red-flags.ts';
import type { Browser, Page } from 'playwright-core';
import { agree } from '../support/agree.ts';
import { assertAccessible } from '../support/axe.ts';
import { bookingWidget } from '../support/booking-widget.ts';
import { launchBrowser, newVisitor, takePicture, type VisitorOptions } from '../support/browser.ts';
import { inviteesOf } from '../support/holdings.ts';
import { newPatient } from '../support/patients.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { askAsStaff } from '../support/staff.ts';
import { concernOf, triageWidget, well } from '../support/triage-widget.ts';
import { eventually } from '../support/until.ts';

const examplePage = '/webflow/triage.html';

describe('triage, as the people meet it who do not know where to start', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  const visit = async (path: string, options: Partial<VisitorOptions> = {}) => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url, ...options });
    await visitor.page.goto(stack.url + path);
    return { ...visitor, triage: triageWidget(visitor.page) };
  };
  const session = (id: string | undefined) =>
    askAsStaff<TriageSession>(stack, `/api/staff/triage/${id}`, ['triage:read']);

  it('leads a person with an ordinary concern to a free call, and the consultant has the answers', async () => {
    const { page, triage, watch, close } = await visit(examplePage, { device: 'phone' });
    const received = answered(page);
    await triage.answer(well);
    await triage.heading('A call is a good place to start').waitFor();
    await assertAccessible(page, 'where triage suggests a call');
    await assertFits(page);
    await takePicture(page, 'triage-1-routine');
    const { outcome, triageSessionId } = await received;
    assert.equal(outcome?.urgency, 'routine');

    const patient = newPatient('Routine');
    const widget = bookingWidget(page);
    await triage.button('Book the free call').click();
    await widget.times().first().click();
    await widget.continueButton().click();
    await widget.fill(patient);
    const booked = await widget.booked(() => widget.bookButton().click());
    await widget.heading('You are booked').waitFor();
    await takePicture(page, 'triage-2-booked');
    await watch.assertClean();
    await agree(stack, booked, patient);

    const told = await eventually(async () => {
      const now = await session(triageSessionId);
      assert.equal(now.outcome, 'booked');
      return now;
    });
    assert.equal(told.bookingId, booked.bookingId);
    assert.equal(told.patientEmail, patient.email);
    assert.equal(Date.parse(told.scheduledTime ?? ''), Date.parse(booked.scheduledTime));
    assert.equal(told.recommendedService, 'alternative_medicine');
    assert.deepEqual(told.answers[0]?.questions[0]?.answer, ['None of these']);
    await close();
  });

  it('goes on in the booking that the page has, and says nothing to the page of what was answered', async () => {
    const { page, triage, watch, close } = await visit(examplePage);
    await besideABooking(page);
    await page.evaluate(() => Object.assign(window, { dataLayer: [] }));
    const received = answered(page);
    await triage.answer({ ...well, concern: 'weight' });
    await triage.button('Book the free call').click();
    const { triageSessionId } = await received;
    const widget = bookingWidget(page);
    await page.getByText('Weight loss · Free first call').waitFor();
    assert.equal(await page.locator('bq-booking').count(), 1, 'there is no second booking');
    await widget.times().first().click();
    await widget.continueButton().click();
    const patient = newPatient('Beside');
    await widget.fill(patient);
    const booked = await widget.booked(() => widget.bookButton().click());
    await widget.heading('You are booked').waitFor();
    await eventually(async () => assert.equal((await session(triageSessionId)).bookingId, booked.bookingId));

    const said = await page.evaluate(() =>
      JSON.stringify((window as unknown as { dataLayer: unknown }).dataLayer),
    );
    assert.match(said, /"bq_form_submitted","form":"triage"/);
    assert.ok(!said.includes(triageSessionId ?? ''), 'the session stays between us');
    assert.doesNotMatch(said, /routine|self|weight(?!_loss)|urgency/);
    assert.equal(page.url(), stack.url + examplePage);
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    assert.ok(!kept.includes(triageSessionId ?? ''));
    await watch.assertClean();
    await close();
  });

  it('tells a person whose answers should not wait to talk in the next few days', async () => {
    const { page, triage, close } = await visit('/triage');
    const received = answered(page);
    await triage.answer({ ...well, concern: 'food', gutSigns: ['swallowing'] });
    await triage.heading('Talk to someone in the next few days').waitFor();
    await triage.link(/^Call 1800 022 222/).waitFor();
    await triage.button('Book the free call').waitFor();
    await assertAccessible(page, 'where triage says soon');
    await takePicture(page, 'triage-3-soon');
    const told = await session((await received).triageSessionId);
    assert.equal(told.urgency, 'soon');
    assert.match(told.reasons[0] ?? '', /food that gets stuck/);
    await close();
  });

  it('tells a person who may need no appointment what helps, and pushes none', async () => {
    const { page, triage, close } = await visit(examplePage, { device: 'phone' });
    const received = answered(page);
    await triage.answer({ ...well, onset: 'days', trend: 'better', impact: 1 });
    await triage.heading('You may not need an appointment').waitFor();
    await triage.link(/^Call 1800 022 222/).waitFor();
    assert.equal(await triage.button(/book|waitlist/i).count(), 0);
    await assertAccessible(page, 'where triage says self-care');
    await assertFits(page);
    await takePicture(page, 'triage-4-self-care');
    assert.equal((await received).outcome?.urgency, 'self_care');
    await close();
  });

  it('leads to the waitlist of a service that is not open yet', async () => {
    const { page, triage, watch, close } = await visit('/triage', { device: 'phone' });
    await triage.answer({ ...well, concern: 'horses' });
    await triage.heading('Equine therapy is not open yet').waitFor();
    await takePicture(page, 'triage-5-waitlist');
    await triage.button('Join the waitlist').tap();
    await page.getByRole('heading', { name: 'Waitlist: Equine therapy' }).waitFor();
    await page.getByRole('textbox', { name: 'Full name' }).waitFor();
    await assertAccessible(page, 'where triage leads to a waitlist');
    await watch.assertClean();
    await close();
  });

  it('shows a person in an emergency whom to call, and the wish to be called reaches the clinic', async () => {
    const { page, triage, watch, close } = await visit(examplePage, { device: 'phone' });
    const received = answered(page);
    await triage.answer({ ...well, emergencySigns: ['overdose'] });
    await triage.heading('Please get help now').waitFor();
    assert.equal(await triage.link('Call 000').getAttribute('href'), 'tel:000');
    await assertAccessible(page, 'where triage has stopped');
    await assertFits(page);
    await takePicture(page, 'triage-6-emergency');
    const patient = newPatient('Emergency');
    await triage.element.getByRole('textbox', { name: 'Your name' }).fill(patient.patientName);
    await triage.element.getByRole('textbox', { name: 'Your phone number' }).fill(patient.phone);
    await triage.button('Ask for a call').tap();
    await triage.heading('We will call you').waitFor();
    await takePicture(page, 'triage-7-call-back');
    await watch.assertClean();

    const { outcome, submissionId, triageSessionId } = await received;
    assert.deepEqual([outcome?.urgency, outcome?.stop], ['emergency', true]);
    assert.equal(triageSessionId, undefined, 'there is nothing that a booking could follow');
    const { tasks } = await askAsStaff<StaffTaskList>(stack, '/api/staff/tasks', ['tasks:manage']);
    const task = tasks.find(({ facts }) => facts.patientPhone === patient.phone);
    assert.deepEqual([task?.kind, task?.facts.patientName], ['call_back', patient.patientName]);
    const told = await session(submissionId);
    assert.equal(told.callBack?.phone, patient.phone);
    assert.deepEqual(told.redFlags, ['overdose']);
    await close();
  });

  it('helps at once without a network, and the answers follow when it is back', async () => {
    const { page, context, triage, close } = await visit(examplePage, { device: 'phone' });
    await triage.button('Continue').waitFor();
    await context.setOffline(true);
    await triage.element.getByText('You seem to be offline').waitFor();
    await triage.answer({ ...well, selfHarm: 'plan' });
    await triage.heading('Please get help now').waitFor();
    await triage.link(/^Call 13 11 14/).waitFor();
    await triage.element.getByText('Your answers have not reached the clinic yet').waitFor();
    await assertAccessible(page, 'where triage has stopped without a network');
    await takePicture(page, 'triage-8-offline');
    const received = answered(page);
    await context.setOffline(false);
    assert.deepEqual((await received).outcome?.redFlags, ['self_harm_plan']);
    await triage.element.getByText('The clinic has your answers').waitFor();
    await close();
  });

  it('loses nothing when the network is away as the answers are sent', async () => {
    const { page, context, triage, close } = await visit(examplePage);
    await triage.button('Continue').waitFor();
    await context.setOffline(true);
    await triage.answer(well);
    await triage.element.getByText('and is sent as soon as you are back').waitFor();
    await assertAccessible(page, 'where triage waits for a network');
    await context.setOffline(false);
    await triage.heading('A call is a good place to start').waitFor();
    await close();
  });

  it('does not move the page by itself', async () => {
    for (const device of ['desktop', 'phone'] as const) {
      const { triage, watch, close } = await visit(examplePage, { device });
      await triage.answer(well);
      await triage.heading('A call is a good place to start').waitFor();
      const moved = (await watch.shifts()).filter(({ afterInput }) => !afterInput);
      assert.deepEqual(moved, [], device);
      await close();
    }
  });
});

describe('after each red flag of triage', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  for (const flag of triageFlags) {
    const { field } = flag.when;
    const value = 'includes' in flag.when ? [flag.when.includes] : flag.when.is;

    it(`(${flag.code}) no booking can be reached`, async () => {
      const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
      const { page } = visitor;
      const asked: string[] = [];
      page.on('request', (request) => {
        if (request.method() === 'POST') asked.push(new URL(request.url()).pathname);
      });
      await page.goto(stack.url + examplePage);
      await besideABooking(page);
      await listen(page);
      const triage = triageWidget(page);
      const received = answered(page);
      await triage.answer({ ...well, concern: concernOf[field] ?? 'health', [field]: value });
      const heading = { emergency: 'Please get help now', same_day: 'Please talk to someone today' };
      await triage.heading(heading[flag.urgency]).waitFor();
      await triage.element.getByText('The clinic has your answers').waitFor();

      const { outcome } = await received;
      assert.deepEqual(outcome?.redFlags, [flag.code]);
      assert.equal(outcome?.recommendation, null);
      assert.equal(outcome?.stop, true);
      assert.equal(
        await triage
          .link(/^Call /)
          .first()
          .getAttribute('href'),
        'tel:000',
      );
      assert.deepEqual(await triage.button(/./).allTextContents().then(tidied), [
        'Ask for a call',
        'I chose that by mistake',
      ]);
      assert.doesNotMatch(await visibleText(page), /\bbook|waitlist/i);

      const said = await heard(page);
      assert.ok(
        said.every((name) => name === 'bq-step' || name === 'bq-ready'),
        said.join(),
      );
      assert.deepEqual(asked, [endpoints.formSubmissions('triage')]);
      const beside = page.locator('bq-booking');
      await beside.getByRole('heading', { name: 'What can we help with?' }).waitFor();
      assert.equal(await beside.getByRole('heading', { name: 'Choose a time' }).count(), 0);
      await visitor.close();
    });
  }

  it('a booking that is made on the page all the same is none of triage', async () => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    const { page } = visitor;
    await page.goto(stack.url + examplePage);
    await besideABooking(page);
    const triage = triageWidget(page);
    const received = answered(page);
    await triage.answer({ ...well, selfHarm: 'thoughts' });
    const { submissionId } = await received;
    const widget = bookingWidget(page);
    await widget.visit('GAPS coaching').click();
    await widget.times().first().click();
    await widget.continueButton().click();
    const patient = newPatient('Alone');
    await widget.fill(patient);
    await widget.booked(() => widget.bookButton().click());
    await eventually(async () => assert.equal((await inviteesOf(stack, patient.email)).length, 1));
    const told = await askAsStaff<TriageSession>(stack, `/api/staff/triage/${submissionId}`, ['triage:read']);
    assert.deepEqual([told.bookingId, told.outcome], [null, null]);
    await visitor.close();
  });
});

/** What the server says to the answers, which are yet to be sent. */
async function answered(page: Page): Promise<SubmissionReceived> {
  const response = await page.waitForResponse(
    (each) => each.url().endsWith(endpoints.formSubmissions('triage')) && each.ok(),
  );
  return submissionReceived.parse(await response.json());
}

/** A booking on the same page, as a page owner may have placed it. */
async function besideABooking(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.querySelector('bq-triage-form')?.after(document.createElement('bq-booking'));
  });
  await page.locator('bq-booking').getByRole('heading', { name: 'What can we help with?' }).waitFor();
}

/** Notes every event that triage tells its page of from now on. */
async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    for (const name of ['ready', 'service-selected', 'slot-selected', 'step', 'form-submitted', 'error']) {
      document.querySelector('bq-triage-form')?.addEventListener(`bq-${name}`, ({ type }) => said.push(type));
    }
  });
}

function heard(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { said: string[] }).said);
}

/** All that triage shows, its styles left out. */
function visibleText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const read = (node: Node): string => {
      if (node instanceof Text) return node.data;
      if (node instanceof HTMLStyleElement) return '';
      const root = node instanceof Element ? (node.shadowRoot ?? node) : node;
      return [...root.childNodes].map(read).join(' ');
    };
    const element = document.querySelector('bq-triage-form');
    return element ? read(element) : '';
  });
}

/** A button holds all its wordings, and shows one. */
function tidied(texts: readonly string[]): string[] {
  return texts.map((text) =>
    text
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/ ?Asking…$/, ''),
  );
}

async function assertFits(page: Page): Promise<void> {
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.equal(wider, 0, 'the page scrolls sideways');
}
