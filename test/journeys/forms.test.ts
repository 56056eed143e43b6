import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { FormContext } from '@botaniqal/shared/contracts/forms.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { type FormId, formIds } from '@botaniqal/shared/ids/ids.ts';
import type { Browser, Request } from 'playwright-core';
import { assertAccessible } from '../support/axe.ts';
import {
  launchBrowser,
  newVisitor,
  takePicture,
  type Visitor,
  type VisitorOptions,
} from '../support/browser.ts';
import { assertFits, formWidget } from '../support/form-widget.ts';
import { mailsTo } from '../support/holdings.ts';
import { ownTag } from '../support/own-tag.ts';
import { newPatient, oneFreeTime, requestFor, type TypedDetails } from '../support/patients.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

interface Booked {
  readonly bookingId: string;
  readonly token: string;
  readonly patient: TypedDetails;
}

describe('a form, as the patient meets it who has booked', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  for (const id of formIds) {
    it(`${id} is opened by the link, filled in on a phone, checked and sent`, async () => {
      const form = await loadForm(id);
      const booked = await book();
      const visitor = await open(id, booked, { device: 'phone' });
      const widget = formWidget(visitor.page, form);
      await widget.toTheCheck(async () => {
        await assertAccessible(visitor.page, `in ${id}`);
        await assertFits(visitor.page);
      });
      await assertAccessible(visitor.page, `where ${id} is checked`);
      await takePicture(visitor.page, `form-${id}-check`);
      await widget.send();
      await visitor.page.getByRole('heading', { name: 'Thank you. We have your form' }).waitFor();
      await assertAccessible(visitor.page, `when ${id} is sent`);
      assert.equal((await contextOf(booked, id)).status, 'submitted');
      await visitor.watch.assertClean();
      await visitor.close();

      const again = await open(id, booked);
      await again.page.getByText('You sent this form on Friday 20 November').waitFor();
      await again.close();
    });
  }

  it('asks nothing twice: what the booking and an earlier form have told is there', async () => {
    const booked = await book();
    const first = await open('full_intake', booked);
    assert.equal(await first.page.getByLabel('First name').inputValue(), 'Alex');
    const widget = formWidget(first.page, await loadForm('full_intake'));
    await widget.toTheCheck();
    await widget.send();
    await first.page.getByRole('heading', { name: 'Thank you. We have your form' }).waitFor();
    await first.close();

    const second = await open('weight_loss', booked);
    await second.page.locator(ownTag('bq-form-section')).waitFor();
    assert.equal(
      await second.page.getByLabel('First name').count(),
      0,
      'no one is asked for their name again',
    );
    await second.close();
  });

  it('is taken of a person who has booked nothing, too', async () => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    await visitor.page.goto(`${stack.url}/forms#form=mini_intake`);
    const widget = formWidget(visitor.page, await loadForm('mini_intake'));
    await widget.toTheCheck();
    await widget.send();
    await visitor.page.getByRole('heading', { name: 'Thank you. We have your form' }).waitFor();
    await visitor.watch.assertClean();
    await visitor.close();
  });

  it('goes on after an alarming answer that was a slip, and what was kept is still there', async () => {
    const booked = await book();
    const { page, close } = await open('mini_intake', booked, { device: 'phone' });
    const widget = formWidget(page, await loadForm('mini_intake'));
    await page.locator(ownTag('bq-form-section')).waitFor();
    await widget.fillSection();
    await page.getByRole('button', { name: 'Save and come back later' }).tap();
    await page.getByRole('button', { name: 'I agree: save it' }).tap();
    await page.getByText(/^Saved at/).waitFor();
    const told = page.waitForResponse((response) => response.url().endsWith('/submissions'));
    await widget.enter({ name: 'selfHarm', value: 'thoughts' });
    assert.equal((await told).status(), 202);
    await page.getByRole('button', { name: 'I chose that by mistake' }).tap();
    await widget.enter({ name: 'selfHarm', value: 'no' });
    const saved = page.waitForResponse((response) => /\/drafts\//.test(response.url()));
    await widget.goOn();
    assert.equal((await saved).status(), 200, 'it is kept up');
    await widget.toTheCheck();
    await widget.send();
    await page.getByText('Your saved draft has been deleted.').waitFor();
    assert.equal((await contextOf(booked, 'mini_intake')).status, 'submitted');
    await close();
  });

  it('is left, and gone on with on another device by the link in the mail', async () => {
    const form = await loadForm('medical_history');
    const booked = await book();
    const phone = await open('medical_history', booked, { device: 'phone' });
    const there = formWidget(phone.page, form);
    await phone.page.locator(ownTag('bq-form-section')).waitFor();
    await there.fillSection();
    await phone.page.getByRole('button', { name: 'Save and come back later' }).tap();
    await assertAccessible(phone.page, 'where a person is asked whether to keep a form');
    await phone.page.getByRole('button', { name: 'I agree: save it' }).tap();
    await phone.page.getByText('The link is on its way to you by email').waitFor();
    await takePicture(phone.page, 'form-saved');
    await there.goOn();
    await there.fillSection();
    await there.goOn();
    const left = await phone.page.locator(`${ownTag('bq-form-section')} h3`).textContent();
    await phone.page.getByText(/^Saved at/).waitFor();
    await assertNothingStored(phone);
    await phone.close();

    const link = await linkTo(booked.patient);
    const desk = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    await desk.page.goto(link);
    await desk.page.getByText('Welcome back').waitFor();
    assert.equal(await desk.page.locator(`${ownTag('bq-form-section')} h3`).textContent(), left);
    await assertAccessible(desk.page, 'where a person has come back to a form');
    const here = formWidget(desk.page, form);
    await here.toTheCheck();
    await here.send();
    await desk.page.getByText('Your saved draft has been deleted.').waitFor();
    assert.equal(
      (await contextOf(booked, 'medical_history')).status,
      'submitted',
      'it is the booking’s form',
    );
    await desk.watch.assertClean();
    await desk.close();

    const later = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    await later.page.goto(link);
    await later.page.getByText('There is nothing saved at this link').waitFor();
    await later.close();
  });

  it('survives a tunnel: nothing is lost, it is said, and sent once when the network is back', async () => {
    const form = await loadForm('mini_intake');
    const booked = await book();
    const visitor = await open('mini_intake', booked, { device: 'phone' });
    const { page, context } = visitor;
    const sent: Request[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/submissions')) sent.push(request);
    });
    const widget = formWidget(page, form);
    await page.locator(ownTag('bq-form-section')).waitFor();
    await widget.fillSection();
    await context.setOffline(true);
    await page.getByRole('paragraph').filter({ hasText: 'You are offline. You can keep going' }).waitFor();
    await widget.goOn();
    await widget.toTheCheck();
    await widget.send();
    await page.getByText('Your form has not reached us yet').waitFor();
    await assertAccessible(page, 'where a form waits for the network');
    await takePicture(page, 'form-offline');
    await context.setOffline(false);
    await page.getByRole('heading', { name: 'Thank you. We have your form' }).waitFor();
    const keys = await Promise.all(
      sent.map(async (request) => (await request.allHeaders())['idempotency-key']),
    );
    assert.ok(keys.length > 1, 'it was tried without a network, too');
    assert.equal(new Set(keys).size, 1, 'and is one act');
    await visitor.close();
  });

  it('stops at once at an alarming answer, and the clinic calls back who asks for it', async () => {
    const booked = await book();
    const visitor = await open('mini_intake', booked, { device: 'phone' });
    const { page } = visitor;
    await page.locator(ownTag('bq-form-section')).waitFor();
    const told = page.waitForResponse((response) => response.url().endsWith('/submissions'));
    await formWidget(page, await loadForm('mini_intake')).enter({ name: 'selfHarm', value: 'plan' });
    await page.getByRole('link', { name: 'Call 000' }).waitFor();
    assert.equal((await told).status(), 202, 'it is stored, unfinished as it is');
    await assertAccessible(page, 'where help is shown');
    await assertFits(page);
    await takePicture(page, 'form-help');
    assert.equal(await page.getByRole('button', { name: /^Continue/ }).count(), 0);
    await page.getByLabel('Your name').fill('Alex Sample');
    await page.getByLabel('Your phone number').fill(booked.patient.phone);
    await page.getByRole('button', { name: /Ask for a call/ }).tap();
    await page.getByText('We will call you').waitFor();
    await visitor.watch.assertClean();
    await visitor.close();
  });

  for (const [what, device, dark] of [
    ['phone-dark', 'phone', true],
    ['desktop', 'desktop', false],
  ] as const) {
    it(`can be looked at (${what})`, async () => {
      const booked = await book();
      const visitor = await open('full_intake', booked, { device });
      if (dark) await visitor.page.emulateMedia({ colorScheme: 'dark' });
      const widget = formWidget(visitor.page, await loadForm('full_intake'));
      await widget.toTheCheck(async (section) => {
        await assertAccessible(visitor.page, `in ${section}, ${what}`);
        await takePicture(visitor.page, `form-${what}-${section}`);
      });
      await visitor.close();
    });
  }

  let booked = 0;
  async function book(): Promise<Booked> {
    const patient = newPatient();
    const { manageUrl } = (
      await stack.api.book(requestFor([await oneFreeTime(stack, booked++)], patient))
    ).ok();
    const link = new URLSearchParams(new URL(manageUrl).hash.slice(1));
    return { patient, bookingId: link.get('booking') ?? '', token: link.get('token') ?? '' };
  }

  async function open(
    id: FormId,
    { bookingId, token }: Booked,
    options: Partial<VisitorOptions> = {},
  ): Promise<Visitor> {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url, ...options });
    await visitor.page.goto(`${stack.url}/forms#form=${id}&booking=${bookingId}&token=${token}`);
    return visitor;
  }

  async function contextOf({ bookingId, token }: Booked, id: FormId): Promise<FormContext> {
    const answer = await stack.api.send('GET', endpoints.bookingForm(bookingId, id), {
      headers: { authorization: `Bearer ${token}` },
    });
    return answer.ok() as FormContext;
  }

  async function linkTo({ email }: TypedDetails): Promise<string> {
    const link = await eventually(async () => {
      const mails = await mailsTo(stack, email);
      const found = mails.flatMap(({ text }) => /https?:\S+#draft=[^\s>]+/.exec(text) ?? []);
      assert.ok(found[0], 'the mail has come');
      return found[0];
    });
    return link;
  }

  async function assertNothingStored({ page }: Visitor): Promise<void> {
    // The page that the visit began with is kept for the visit, without a query.
    const kept = await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
    assert.deepEqual(kept, ['bq-visit'], 'nothing of the form is kept in the browser');
  }
});
