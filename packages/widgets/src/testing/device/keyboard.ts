import { sendKeys } from '@web/test-runner-commands';
import { focused, type Name, nameOf } from '../queries.ts';

/** The accessible name of the focused element, with plain spaces for no-break spaces. */
export function focusedName(): string {
  const element = focused();
  return element ? nameOf(element).replaceAll(/[\u00a0\u202f]/g, ' ') : '';
}

/** Presses Tab until an element with this name has the focus. A failure lists the elements on the way. */
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

/** Types into the focused element. */
export async function typeText(text: string): Promise<void> {
  await sendKeys({ type: text });
}
