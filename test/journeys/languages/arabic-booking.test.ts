import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { ar } from '../../../packages/widgets/src/copy/languages/ar.ts';
import { agree } from '../../support/agree.ts';
import { assertAccessible } from '../../support/axe.ts';
import { bookingWidget } from '../../support/booking-widget.ts';
import { launchBrowser, newVisitor, takePicture } from '../../support/browser.ts';
import { focused, tabTo } from '../../support/focus.ts';
import { mailsTo } from '../../support/holdings.ts';
import { openPage } from '../../support/language-page.ts';
import { newPatient, type TypedDetails } from '../../support/patients.ts';
import { type Stack, startStack } from '../../support/stack.ts';
import { eventually } from '../../support/until.ts';

/** The Arabic words for English ones. */
function words(english: string): string {
  const found = ar.words[english];
  assert.ok(found, `there is no Arabic for ${english}`);
  return found;
}

const startOf = (english: string) => new RegExp(`^${words(english).replace(/[?؟.()]/g, '\\$&')}`);

const labels = {
  patientName: 'Full name',
  email: 'Email',
  phone: 'Mobile',
  primaryConcern: 'What would you like help with?',
} satisfies Record<keyof TypedDetails, string>;

describe('a page in Arabic', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('books a free first call by keyboard alone, read from the right', async () => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    const { page, watch } = visitor;
    const patient = newPatient('Amira');
    await openPage(visitor, stack.url, {
      html: 'lang="ar" dir="rtl"',
      elements: '<bq-booking></bq-booking>',
    });
    await page.getByRole('heading', { name: words('What can we help with?') }).waitFor();
    const host = page.locator('bq-booking');
    assert.deepEqual([await host.getAttribute('lang'), await host.getAttribute('dir')], ['ar', 'rtl']);
    await look(page, 'services');

    await tabTo(page, /Alternative medicine/, 15);
    await page.keyboard.press('Enter');
    await page
      .getByRole('button', { name: /^\d+:\d\d\s[صم]/ })
      .first()
      .waitFor();
    await look(page, 'times');
    await tabTo(page, /^\d+:\d\d\s[صم]/, 6);
    const first = (await focused(page)).name;
    await page.keyboard.press('ArrowLeft');
    // The code of the keys is loaded with the first one.
    await eventually(async () =>
      assert.notEqual((await focused(page)).name, first, 'the next time is on the left'),
    );
    await page.keyboard.press('ArrowRight');
    await eventually(async () =>
      assert.equal((await focused(page)).name, first, 'and the one before it on the right'),
    );
    await page.keyboard.press('Enter');
    await tabTo(page, startOf('Continue'), 5);
    await look(page, 'time-chosen');
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: words('Your details') }).waitFor();
    await look(page, 'details');
    for (const [name, label] of Object.entries(labels)) {
      await tabTo(page, startOf(label), 3);
      await page.keyboard.type(patient[name as keyof TypedDetails]);
    }
    await tabTo(page, startOf('Book this time'), 3);
    const booked = await bookingWidget(page).booked(() => page.keyboard.press('Enter'));
    await page.getByRole('heading', { name: words('You are booked') }).waitFor();
    assert.match((await focused(page)).name, startOf('You are booked'), 'focus went to the confirmation');
    await look(page, 'booked');

    await watch.assertClean();
    await agree(stack, booked, patient);
    await eventually(async () => {
      const [mail] = await mailsTo(stack, patient.email);
      assert.match(mail?.subject ?? '', /^تم حجز موعدك · Your appointment on /, 'the email begins in Arabic');
    });
    await visitor.close();
  });

  it('moves through the month from the right to the left', async () => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    const { page } = visitor;
    await openPage(visitor, stack.url, {
      html: 'lang="en"',
      elements:
        '<bq-combined-calendar service="gaps_coaching" visit="consultation" locale="ar"></bq-combined-calendar>',
    });
    await page.getByRole('button', { name: /^الاثنين، ?23 نوفمبر/ }).click();
    for (const [key, day] of [
      ['ArrowLeft', '24 نوفمبر'],
      ['ArrowRight', '23 نوفمبر'],
      ['ArrowDown', '30 نوفمبر'],
    ] as const) {
      await page.keyboard.press(key);
      await eventually(async () => {
        const { name } = await focused(page);
        assert.ok(name.includes(day), `${key} leads to ${day}, not to ${name}`);
      });
    }
    await visitor.close();
  });

  /** Judges a state at both widths and in both looks, and keeps pictures of it. */
  async function look(page: Page, name: string): Promise<void> {
    await assertAccessible(page, `Arabic: ${name}`);
    for (const width of [390, 1280]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        await takePicture(page, `arabic-${name}-${width}-${colorScheme}`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${name} is ${overflow} px wider than ${width} px`);
      }
    }
    await page.emulateMedia({ colorScheme: 'light' });
  }
});
