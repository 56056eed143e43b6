import type { Page } from 'playwright-core';
import { signInLinkOf } from './desk-visitor.ts';
import { mailsTo } from './holdings.ts';
import type { Stack } from './stack.ts';

/** Signs a person in at the desk by a link, as people do. Afterwards Today is open, or what the role sees first. */
export async function signInAtDesk(page: Page, stack: Stack, address: string): Promise<void> {
  const before = (await mailsTo(stack, address)).length;
  await page.goto(`${stack.url}/desk`);
  await page.getByRole('textbox', { name: 'Work email' }).fill(address);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.goto(await signInLinkOf(stack, address, before));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Desk' }).waitFor();
}
