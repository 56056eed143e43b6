import { sendKeys } from '@web/test-runner-commands';
import { focused, type Name, nameOf } from './queries.ts';

/** The name of what has the focus, as it is read out; no-break spaces as plain ones. */
export function focusedName(): string {
  const element = focused();
  return element ? nameOf(element).replaceAll(/[\u00a0\u202f]/g, ' ') : '';
}

/** Presses Tab until something with this name has the focus. Fails with what was passed on the way. */
export async function tabTo(name: Name, limit = 40): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < limit; presses++) {
    await sendKeys({ press: 'Tab' });
    const here = focusedName();
    if (typeof name === 'string' ? here === name : name.test(here)) return;
    passed.push(here);
  }
  throw new Error(`no "${name}" within ${limit} Tabs; passed: ${passed.join(' | ')}`);
}

export async function press(key: string): Promise<void> {
  await sendKeys({ press: key });
}

/** Types into what has the focus. */
export async function typeText(text: string): Promise<void> {
  await sendKeys({ type: text });
}
