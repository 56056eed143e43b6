import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { pseudoText } from '../../../packages/widgets/scripts/languages/pseudo-text.ts';
import { launchBrowser, newVisitor, takePicture, type Visitor } from '../../support/browser.ts';
import { openPage } from '../../support/language-page.ts';
import { newPatient } from '../../support/patients.ts';
import { type Stack, startStack } from '../../support/stack.ts';
import { eventually } from '../../support/until.ts';
import { untranslatedTexts } from '../../support/untranslated.ts';

/** Narrow phones, and the usual one. */
const widths = [320, 390] as const;

describe('the pseudo-language', () => {
  let stack: Stack;
  let browser: Browser;
  let known: readonly string[];
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
    known = textsIn(await (await fetch(`${stack.url}/api/catalogue`)).json());
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('leaves no word of a free booking in plain English, and everything has room on a narrow phone', async () => {
    const { page, watch, close } = await open('<bq-booking></bq-booking>');
    const patient = newPatient('Pseudo');
    const { patientName, email, phone, primaryConcern } = patient;
    const typed = [...known, patientName, email, phone, primaryConcern];
    await heading(page, 'What can we help with?').waitFor();
    await check(page, 'pseudo-services', typed);

    await page
      .getByRole('button', { name: /Alternative medicine/ })
      .first()
      .click();
    const times = page.getByRole('button', { name: /^\d+:\d\d\s[ap]m / });
    await times.first().waitFor();
    await check(page, 'pseudo-times', typed);

    await times.first().click();
    await button(page, 'Continue').click();
    await heading(page, 'Your details').waitFor();
    await check(page, 'pseudo-details', typed);
    await button(page, 'Book this time').click();
    await page.getByText(pseudoText('Enter your full name')).first().waitFor();
    await check(page, 'pseudo-errors', typed);

    await field(page, 'Full name').fill(patientName);
    await field(page, 'Email').fill(email);
    await field(page, 'Mobile').fill(phone);
    await field(page, 'What would you like help with?').fill(primaryConcern);
    await button(page, 'Book this time').click();
    await heading(page, 'You are booked').waitFor();
    const booking = await page.evaluate(
      () => document.querySelector('bq-booking')?.shadowRoot?.textContent ?? '',
    );
    // The server knows the titles of forms in English only.
    await check(page, 'pseudo-booked', [
      ...typed,
      'Before your first call',
      ...(booking.match(/\b[A-Z]{2,}-[\w-]+/g) ?? []),
    ]);
    await watch.assertClean();
    await close();
  });

  for (const [name, tag, shows] of [
    [
      'the calendar',
      '<bq-combined-calendar service="gaps_coaching" visit="consultation"></bq-combined-calendar>',
      'Choose a time',
    ],
    ['the services', '<bq-service-picker></bq-service-picker>', 'What can we help with?'],
    ['the practitioners', '<bq-practitioners></bq-practitioners>', 'Who you can see'],
    ['the device check', '<bq-device-check></bq-device-check>', 'Test your camera and sound'],
    [
      'a waitlist',
      '<bq-waitlist-signup service="counseling"></bq-waitlist-signup>',
      'How soon would you like to start?',
    ],
    ['a booking without a link', '<bq-manage-booking></bq-manage-booking>', 'Your booking'],
  ] as const) {
    it(`leaves no word of ${name} in plain English`, async () => {
      const { page, watch, close } = await open(tag);
      await page.getByText(pseudoText(shows)).first().waitFor();
      await check(page, `pseudo-${name.replaceAll(' ', '-')}`, known);
      await watch.assertClean();
      await close();
    });
  }

  it('shows a form and triage in English, from the English files, and marks them as English', async () => {
    const { page, watch, close } = await open(
      '<bq-triage-form></bq-triage-form><bq-service-picker></bq-service-picker>',
    );
    await page.getByRole('heading', { name: 'Find the right place to start' }).waitFor();
    await heading(page, 'What can we help with?').waitFor();
    assert.equal(await page.locator('bq-triage-form').getAttribute('lang'), 'en-AU');
    assert.equal(await page.locator('bq-service-picker').getAttribute('lang'), 'en-XA');
    await watch.assertClean();
    await close();
  });

  it('says that no person has checked it, and shows English when the patient asks', async () => {
    const { page, close } = await open(
      '<bq-service-picker></bq-service-picker><bq-practitioners></bq-practitioners>',
    );
    const note = page.getByText(
      pseudoText('This translation has not been checked by a person yet.').slice(1, 40),
    );
    await note.waitFor();
    await eventually(async () => assert.equal(await note.count(), 1, 'it is said once on a page'));
    await page.getByRole('button', { name: 'English', exact: true }).click();
    await page.getByRole('heading', { name: 'What can we help with?', exact: true }).waitFor();
    assert.equal(await page.locator('bq-service-picker').getAttribute('lang'), 'en-AU');
    await close();
  });

  async function open(elements: string): Promise<Visitor> {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    await visitor.page.setViewportSize({ width: 390, height: 844 });
    await openPage(visitor, stack.url, { html: 'lang="en-XA"', elements, loader: 'bq-xa.js' });
    return visitor;
  }

  const heading = (page: Page, words: string) => page.getByRole('heading', { name: pseudoText(words) });
  const button = (page: Page, words: string) => page.getByRole('button', { name: pseudoText(words) });
  const field = (page: Page, words: string) => page.getByRole('textbox', { name: pseudoText(words) });

  async function check(page: Page, picture: string, texts: readonly string[]): Promise<void> {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 844 });
      // What lays itself out anew is waited for.
      await eventually(async () => {
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${picture} is ${overflow} px wider than ${width} px`);
        assert.deepEqual(await cutTexts(page), [], `${picture}: texts without room at ${width} px`);
      });
    }
    await takePicture(page, picture);
    assert.deepEqual(await untranslatedTexts(page, texts), [], picture);
  }
});

/** Buttons and labels whose words reach beyond their box. */
function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const visit = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
        if (!/^(button|label|h\d|p|dt|dd|li|a)$/.test(element.localName)) continue;
        if (element.closest('.spoken') || !element.checkVisibility({ visibilityProperty: true })) continue;
        if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
          found.push(`${element.localName} ${element.textContent?.trim().slice(0, 60)}`);
      }
    };
    visit(document);
    return found;
  });
}

/** Every text in an answer, the longest first. */
function textsIn(value: unknown): readonly string[] {
  const found = new Set<string>();
  const visit = (each: unknown): void => {
    if (typeof each === 'string' && /[a-z]{2}/i.test(each)) found.add(each);
    else if (typeof each === 'object' && each !== null) Object.values(each).forEach(visit);
  };
  visit(value);
  return [...found].sort((one, other) => other.length - one.length);
}
