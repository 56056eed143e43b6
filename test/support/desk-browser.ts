import type { Browser, Page } from 'playwright-core';
import { newVisitor, type Visitor, type VisitorOptions } from './browser.ts';
import { signInLinkOf } from './desk-visitor.ts';
import { mailsTo } from './holdings.ts';
import type { Stack } from './stack.ts';

/** Addresses of `staff` in clinic.yaml. */
export const staffAddresses = {
  manager: 'manager@botaniqal.example',
  consultant: 'consultant@botaniqal.example',
} as const;

/** A person of the clinic in front of the desk, signed in by a link. */
export async function atTheDesk(
  browser: Browser,
  stack: Stack,
  address: string,
  options: Partial<VisitorOptions> = {},
): Promise<Visitor> {
  const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url, ...options });
  const { page } = visitor;
  const before = (await mailsTo(stack, address)).length;
  await page.goto(`${stack.url}/desk`);
  await page.getByRole('textbox', { name: 'Work email' }).fill(address);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.goto(await signInLinkOf(stack, address, before));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Bookings' }).waitFor();
  return visitor;
}

/** Opens a screen by the navigation. */
export async function openScreen(page: Page, name: string, heading: string | RegExp = name): Promise<void> {
  await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name }).click();
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
}

/** The free times of the day that the calendar shows. */
export function freeTimes(page: Page) {
  return page.getByRole('button', { name: /^\d+:\d\d.[ap]m/ });
}

/** Chooses one of the times of the day that is shown, with anyone who is free then. */
export async function chooseFreeTime(page: Page, index = 0): Promise<void> {
  await freeTimes(page).nth(index).click();
  const anyone = page.getByRole('button', { name: 'Anyone available' });
  if (await anyone.isVisible()) await anyone.click();
  await page.locator('[part=continue]:not([aria-disabled=true])').waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
}
