import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { type WaitlistJoined, waitlistJoined } from '@botaniqal/shared/contracts/waitlist.ts';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from '../support/axe.ts';
import { launchBrowser, newVisitor, takePicture } from '../support/browser.ts';
import { mailsTo } from '../support/holdings.ts';
import { newPatient, type TypedDetails } from '../support/patients.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

const page = '/webflow/counselling.html';

describe('a waitlist, as the people meet it who wait', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('is joined, seen by the mail’s link, left, and joined again', async () => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url, device: 'phone' });
    const patient = newPatient('Waits');
    await visitor.page.goto(stack.url + page);
    await fillIn(visitor.page, patient);
    await assertAccessible(visitor.page, 'where a waitlist is joined');
    await assertFits(visitor.page);
    await takePicture(visitor.page, 'waitlist-1-form');
    const first = await joined(visitor.page);
    assert.equal(first.status, 201);
    await place(visitor.page, first.body).waitFor();
    await assertAccessible(visitor.page, 'when a person has joined');
    await assertFits(visitor.page);
    await takePicture(visitor.page, 'waitlist-2-joined');

    await visitor.page.goto(await linkTo(stack, patient));
    await place(visitor.page, first.body).waitFor();
    assert.equal(
      await visitor.page.getByText('Check your email').count(),
      0,
      'the link confirms the address',
    );
    await assertAccessible(visitor.page, 'where a place on a waitlist is seen');
    await visitor.page.getByRole('button', { name: 'Leave the list' }).tap();
    await assertAccessible(visitor.page, 'where a person is asked whether to leave');
    await visitor.page.getByRole('button', { name: 'Yes, leave' }).tap();
    await visitor.page.getByRole('heading', { name: 'You have left the list' }).waitFor();

    await visitor.page.getByRole('button', { name: 'Join again' }).tap();
    await fillIn(visitor.page, patient, 'Counselling');
    const second = await joined(visitor.page);
    assert.equal(second.status, 201);
    assert.notEqual(second.body.entryId, first.body.entryId, 'nothing is left of the place that was left');
    await place(visitor.page, second.body).waitFor();
    await visitor.watch.assertClean();
    await visitor.close();
  });

  it('shows who is on it already where they stand, and no more', async () => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    const patient = newPatient('Twice');
    await visitor.page.goto(stack.url + page);
    await fillIn(visitor.page, patient);
    const first = await joined(visitor.page);
    await visitor.page.reload();
    await place(visitor.page, first.body).waitFor();
    await visitor.close();

    // Another device knows nothing of the first: anybody could have typed the address there.
    const other = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    await other.page.goto(stack.url + page);
    await fillIn(other.page, patient);
    const second = await joined(other.page);
    assert.deepEqual([second.status, second.body.entryId], [200, first.body.entryId]);
    await other.page.getByText('You are on the list already').waitFor();
    assert.equal(await other.page.getByRole('button', { name: 'Leave the list' }).count(), 0);
    await other.close();
  });

  it('refuses a machine that fills in every field, and tells a person what to do', async () => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    await visitor.page.goto(stack.url + page);
    await fillIn(visitor.page, newPatient('Machine'));
    await visitor.page.locator('.trap input').evaluate((field) => {
      if (field instanceof HTMLInputElement) field.value = 'https://spam.example';
    });
    await visitor.page.getByRole('button', { name: /^Join the waitlist/ }).click();
    await visitor.page.getByText('Wait a moment and send it again, or call us.').waitFor();
    await assertAccessible(visitor.page, 'when joining was refused');
    // It was a person whose password manager filled the field: the second try passes.
    const { status } = await joined(visitor.page);
    assert.equal(status, 201);
    await visitor.close();
  });

  it('does not move the page while it loads, or when a person has joined', async () => {
    for (const device of ['desktop', 'phone'] as const) {
      const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url, device });
      await visitor.page.goto(stack.url + page);
      await fillIn(visitor.page, newPatient('Still'));
      const { body } = await joined(visitor.page);
      await place(visitor.page, body).waitFor();
      const shifts = await visitor.watch.shifts();
      assert.deepEqual(
        shifts.filter(({ afterInput }) => !afterInput),
        [],
        device,
      );
      await visitor.close();
    }
  });

  it('is joined from a calendar in which no one has a time, with whom and when a person could come', async () => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url, device: 'phone' });
    // No day is left of what the server answers.
    await visitor.page.route('**/api/calendars/combined*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), days: [] } });
    });
    await visitor.page.goto(`${stack.url}/webflow/calendar.html`);
    await visitor.page.getByText('There are no times in these weeks.').waitFor();
    await assertAccessible(visitor.page, 'where no one has a free time');
    await visitor.page.getByRole('button', { name: 'Tell us when suits you' }).tap();
    await visitor.page.getByRole('radio', { name: 'Dr Dia' }).check();
    await visitor.page.getByRole('checkbox', { name: 'Monday' }).check();
    await visitor.page.getByRole('radio', { name: 'A day', exact: true }).check();
    await fillIn(visitor.page, newPatient('Wishes'));
    await assertAccessible(visitor.page, 'where a person says when they could come');
    await assertFits(visitor.page);
    await takePicture(visitor.page, 'waitlist-10-wishes');
    const { status, body } = await joined(visitor.page);
    assert.equal(status, 201);
    await place(visitor.page, body).waitFor();
    const entry = await stack.api.send('GET', endpoints.waitlistEntry(body.entryId), {
      headers: { authorization: `Bearer ${body.manageToken}` },
    });
    assert.deepEqual(JSON.parse(entry.text).wishes, {
      visit: 'followup',
      practitionerId: 'dr_dia',
      days: ['mon'],
      noticeHours: 24,
    });
    await visitor.close();
  });

  it('is offered where services are chosen, and opens there', async () => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    await visitor.page.goto(`${stack.url}/webflow/index.html`);
    await visitor.page.getByRole('button', { name: /^Join the waitlist.*Equine therapy/ }).click();
    await visitor.page.getByRole('heading', { name: 'Waitlist: Equine therapy' }).waitFor();
    await visitor.watch.assertClean();
    await visitor.close();
  });
});

/** Fills in the form and lets as much time go by as a person needs: the clock of the page is a test's. */
async function fillIn(page: Page, patient: TypedDetails, service?: string): Promise<void> {
  if (service) await page.getByRole('radio', { name: service }).check();
  await page.getByRole('textbox', { name: 'Full name' }).fill(patient.patientName);
  await page.getByRole('textbox', { name: 'Email' }).fill(patient.email);
  await page.getByRole('radio', { name: 'As soon as possible' }).check();
  await page.getByRole('checkbox', { name: /^You may write to me/ }).check();
  await page.clock.runFor(2_000);
}

async function joined(page: Page): Promise<{ status: number; body: WaitlistJoined }> {
  const answered = page.waitForResponse(
    (response) => response.url().endsWith(endpoints.waitlist) && response.request().method() === 'POST',
  );
  await page.getByRole('button', { name: /^Join the waitlist/ }).click();
  const response = await answered;
  const text = await response.text();
  assert.ok(response.ok(), `joining was answered with ${response.status()}: ${text}`);
  return { status: response.status(), body: waitlistJoined.parse(JSON.parse(text)) };
}

function place(page: Page, { position, total }: WaitlistJoined) {
  return page.getByRole('heading', { name: `You are number ${position} of ${total}` });
}

/** Where the newest mail to a person leads. */
async function linkTo(stack: Stack, { email }: TypedDetails): Promise<string> {
  return eventually(async () => {
    const mails = await mailsTo(stack, email);
    const link = mails.at(-1)?.text.match(/https?:\/\/\S+#entry=\S+/)?.[0];
    assert.ok(link, `a mail has a link:\n${mails.map(({ text }) => text).join('\n')}`);
    return link;
  });
}

async function assertFits(page: Page): Promise<void> {
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.equal(wider, 0, 'the page scrolls sideways');
}
