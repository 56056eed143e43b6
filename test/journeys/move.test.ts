import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from '../support/axe.ts';
import { nextBookingMinute } from '../support/booking-minute.ts';
import { launchBrowser, takePicture } from '../support/browser.ts';
import { bookAtCalendly } from '../support/calendly-bookings.ts';
import { focused, tabTo } from '../support/focus.ts';
import { agreeKept, agreeMoved, bookFollowup, managingVisitor } from '../support/move-widget.ts';
import { type Stack, startStack } from '../support/stack.ts';

const hour = 3_600_000;

describe('moving an appointment on the page of its booking', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  beforeEach(() => nextBookingMinute(stack));
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('leads by mouse to a new time that stands everywhere, with the same payment', async () => {
    const booked = await bookFollowup(stack, 0);
    const visitor = await managingVisitor(browser, stack);
    const { page, watch, widget } = visitor;
    await page.goto(booked.page);
    await page.getByText(/^You can move it twice, until /).waitFor();
    await assertAccessible(page, 'where an appointment can be moved');
    await takePicture(page, 'move-1-manage');
    const chunks = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    );
    assert.ok(
      !chunks.some((name) => /combined-calendar|move-appointment/.test(name)),
      'the calendar is not loaded before it is wanted',
    );

    await widget.button(/^Move this appointment/).click();
    await page.getByText('Your time now').first().waitFor();
    await page.getByRole('button', { name: /, your time now$/ }).waitFor();
    await page.getByRole('tab', { name: /^Dr Shivani/ }).waitFor();
    await widget.times().first().waitFor();
    await assertAccessible(page, 'where another time is chosen');
    await takePicture(page, 'move-2-calendar');
    await widget.button('Keep my time').first().click();
    await widget.heading('You are booked').waitFor();

    await widget.chooseAnother();
    await page.getByText('The $79.00 you paid stays with it.').waitFor();
    await assertAccessible(page, 'where a patient is asked whether to move');
    await takePicture(page, 'move-3-asked');
    await widget.button(/^Move to this time/).click();
    await widget.heading(/^Moved to /).waitFor();
    assert.match((await focused(page)).name, /^Moved to /);
    await page.getByText(/Moved from .*We have emailed you the new time/).waitFor();
    await page.getByText(/^You can move it once more, until /).waitFor();
    await assertAccessible(page, 'when an appointment was moved');
    await takePicture(page, 'move-4-moved');
    const start = await agreeMoved(stack, booked);

    // The calendar file has the new time.
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      widget.button('Add to calendar').click(),
    ]);
    const text = await new Response(
      (await file.createReadStream()) as unknown as ReadableStream<Uint8Array>,
    ).text();
    assert.ok(text.includes(`DTSTART:${start.replaceAll(/[-:]|\.\d+/g, '')}`), text);

    await page.reload();
    await widget.heading('You are booked').waitFor();
    await page.getByText(/^Moved from /).waitFor();
    await watch.assertClean();
    await visitor.close();
  });

  it('works on a phone, without sideways scrolling', async () => {
    const booked = await bookFollowup(stack, 1);
    const visitor = await managingVisitor(browser, stack, { device: 'phone' });
    const { page, watch, widget } = visitor;
    const fits = async (where: string) => {
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(wider, 0, `the page scrolls sideways ${where}`);
    };
    await page.goto(booked.page);
    await widget.button(/^Move this appointment/).waitFor();
    await fits('where an appointment can be moved');
    await widget.chooseAnother((target) => target.tap());
    await fits('where a patient is asked');
    await takePicture(page, 'move-phone-asked');
    // Back leads to the calendar, as a phone's own gesture does.
    await page.goBack();
    await widget.heading('Choose a time').waitFor();
    await fits('where another time is chosen');
    await takePicture(page, 'move-phone-calendar');
    await widget.button('Continue').tap();
    await widget.button(/^Move to this time/).tap();
    await widget.heading(/^Moved to /).waitFor();
    await fits('when it was moved');
    await takePicture(page, 'move-phone-moved');
    await watch.assertClean();
    await agreeMoved(stack, booked);
    await visitor.close();
  });

  it('needs no pointer', async () => {
    const booked = await bookFollowup(stack, 2);
    const visitor = await managingVisitor(browser, stack);
    const { page, watch, widget } = visitor;
    await page.goto(booked.page);
    await widget.button(/^Move this appointment/).waitFor();
    await tabTo(page, /^Move this appointment/, 8);
    await page.keyboard.press('Enter');
    await widget.times().first().waitFor();
    await tabTo(page, /^\d+:\d\d\s[ap]m .*with Dr Dia/, 12);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await tabTo(page, /^Continue$/, 5);
    await page.keyboard.press('Enter');
    await widget.heading('Move your appointment?').waitFor();
    await tabTo(page, /^Move to this time/, 3);
    await page.keyboard.press('Enter');
    await widget.heading(/^Moved to /).waitFor();
    assert.match((await focused(page)).name, /^Moved to /);
    await watch.assertClean();
    await agreeMoved(stack, booked);
    await visitor.close();
  });

  it('keeps the old appointment when the time is lost, says so, and moves to another one', async () => {
    const booked = await bookFollowup(stack, 3);
    const visitor = await managingVisitor(browser, stack);
    const { page, widget } = visitor;
    await page.goto(booked.page);
    await widget.chooseAnother();
    // Another person books the chosen time at Calendly's own page.
    await page.route('**/reschedule', async (route) => {
      const { start } = route.request().postDataJSON() as { start: string };
      await bookAtCalendly(stack, start);
      await page.unroute('**/reschedule');
      await route.continue();
    });
    await widget.button(/^Move to this time/).click();
    await widget.heading('That time has just been taken').waitFor();
    await page.getByText(/^You still have your appointment on .*\. Choose another one\.$/).waitFor();
    assert.match((await focused(page)).name, /That time has just been taken/);
    await assertAccessible(page, 'when the new time was taken');
    await takePicture(page, 'move-5-taken');
    await agreeKept(stack, booked);

    await page
      .getByRole('button', { name: /Near the time you wanted/ })
      .first()
      .click();
    await widget.button('Continue').click();
    await widget.button(/^Move to this time/).click();
    await widget.heading(/^Moved to /).waitFor();
    await agreeMoved(stack, booked);
    await visitor.close();
  });

  it('finds the move after an answer that was killed, and moves once', async () => {
    const booked = await bookFollowup(stack, 4);
    const visitor = await managingVisitor(browser, stack);
    const { page, widget } = visitor;
    await page.goto(booked.page);
    await widget.chooseAnother();
    const keys: (string | undefined)[] = [];
    await page.route('**/reschedule', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      // The server has done it, and its first answer never arrives.
      const answer = await route.fetch();
      if (keys.length === 1) await route.abort();
      else await route.fulfill({ response: answer });
    });
    await widget.button(/^Move to this time/).click();
    await widget.heading(/^Moved to /).waitFor();
    assert.equal(keys.length, 2);
    assert.equal(keys[0], keys[1], 'the same request');
    await agreeMoved(stack, booked);
    await visitor.close();
  });

  it('loses nothing when the page is loaded again before the answer', async () => {
    const booked = await bookFollowup(stack, 5);
    const visitor = await managingVisitor(browser, stack);
    const { page, widget } = visitor;
    await page.goto(booked.page);
    await widget.chooseAnother();
    const done = new Promise<void>((resolve) => {
      void page.route('**/reschedule', async (route) => {
        await route.fetch();
        resolve();
      });
    });
    await widget.button(/^Move to this time/).click();
    await done;
    await page.reload();
    await page.getByText(/^Moved from /).waitFor();
    await agreeMoved(stack, booked);
    await visitor.close();
  });

  it('says until when it could be moved, and how to call, when it is too late', async () => {
    const booked = await bookFollowup(stack, 6);
    const visitor = await managingVisitor(browser, stack);
    const { page, widget } = visitor;
    await page.goto(booked.page);
    await widget.chooseAnother();
    // The page is left open until the time to move has passed.
    const left = Date.parse(booked.request.start) - stack.now().getTime();
    await stack.advance(left - 23 * hour);
    await widget.button(/^Move to this time/).click();
    await widget.heading('We could not move it here').waitFor();
    await page
      .getByText(/It is too late to move this appointment here\..*You still have your appointment on .*\.$/)
      .waitFor();
    await page.getByRole('link', { name: 'Call (03) 7010 4321' }).waitFor();
    await assertAccessible(page, 'when it is too late to move');
    await widget.button('Keep my time').click();
    await page.getByText(/^You could move it here until .*To move it now, call us:/).waitFor();
    assert.equal(await widget.button(/^Move this appointment/).count(), 0);
    await agreeKept(stack, booked);
    await visitor.close();
  });
});
