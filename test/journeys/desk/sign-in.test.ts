import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, newVisitor, takePicture } from '../../support/browser.ts';
import { deskVisitor, signInLinkOf } from '../../support/desk-visitor.ts';
import { mailsTo } from '../../support/holdings.ts';
import { type Stack, startStack } from '../../support/stack.ts';

const manager = 'manager@botaniqal.example';
const consultant = 'consultant@botaniqal.example';

describe('signing in at the desk', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  const askForLink = async (page: Page, address: string) => {
    await page.goto(`${stack.url}/desk`);
    await page.getByRole('textbox', { name: 'Work email' }).fill(address);
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await page.getByText('a link is on its way').waitFor();
  };

  it('takes a link from an email, pressed and not followed, and signs out', async () => {
    const { page, watch, close } = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    await askForLink(page, manager);
    const link = await signInLinkOf(stack, manager);
    // A mail scanner follows the link.
    assert.equal((await fetch(link)).status, 200);
    await page.goto(link);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'People' }).waitFor();
    assert.ok(!page.url().includes('token'));
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByRole('heading', { name: 'People' }).waitFor();
    await takePicture(page, 'desk-people');
    const cookies = await page.context().cookies();
    assert.deepEqual(
      cookies.filter(({ name }) => name === 'bq-desk').map(({ httpOnly, sameSite }) => [httpOnly, sameSite]),
      [[true, 'Strict']],
    );
    await page.reload();
    await page.getByRole('link', { name: 'People' }).waitFor();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();

    // The link was used up by its press.
    await page.goto(link);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('This link has been used').waitFor();
    assert.deepEqual(watch.foreignRequests, []);
    assert.deepEqual(await watch.policyViolations(), []);
    await close();
  });

  it('says the same to a stranger, and sends nothing', async () => {
    const { page, watch, close } = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    await askForLink(page, 'stranger@example.com');
    await askForLink(page, consultant);
    await signInLinkOf(stack, consultant);
    assert.deepEqual(await mailsTo(stack, 'stranger@example.com'), []);
    assert.deepEqual(await watch.policyViolations(), []);
    await close();
  });

  it('takes the account of the clinic, and refuses one that is not on the list', async () => {
    const context = await browser.newContext({ locale: 'en-AU' });
    const page = await context.newPage();
    const withAccount = async (address: string) => {
      await stack.sandbox.configure('microsoft', { signInAs: address });
      await page.goto(`${stack.url}/desk`);
      await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
    };
    await withAccount(manager);
    await page.getByRole('link', { name: 'People' }).waitFor();
    assert.ok(!page.url().includes('code='));
    const accountEnds = page.waitForRequest(/\/oauth2\/v2\.0\/logout\?/);
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await accountEnds;
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();

    await withAccount('stranger@botaniqal.example');
    await page.getByText('This account may not use the desk').waitFor();

    await stack.sandbox.configure('microsoft', { idToken: 'wrong_nonce' });
    await withAccount(manager);
    await page.getByText('was not finished in time').waitFor();
    await stack.sandbox.configure('microsoft', { signInAs: null, idToken: 'good' });
    await context.close();
  });

  it('ends at once when a manager ends the session, and keeps what was typed', async () => {
    const { page, close } = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    await page.goto(`${stack.url}/desk`);
    const before = (await mailsTo(stack, manager)).length;
    await page.getByRole('textbox', { name: 'Work email' }).fill(manager);
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await page.goto(await signInLinkOf(stack, manager, before));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'People' }).click();
    const field = page.getByRole('textbox', { name: 'About' });
    await field.fill('typed before');

    const elsewhere = await deskVisitor(stack, manager);
    const { people } = (await (await elsewhere.read('/api/staff/people')).json()) as {
      people: { address: string; sessions: { id: string; isThis: boolean }[] }[];
    };
    const other = people.find(({ address }) => address === manager)?.sessions.find(({ isThis }) => !isThis);
    assert.ok(other);
    assert.equal((await elsewhere.write('POST', `/api/staff/sessions/${other.id}/end`)).status, 200);
    await page.getByText('Your session has ended').waitFor();
    assert.equal(await field.inputValue(), 'typed before');
    await close();
  });
});
