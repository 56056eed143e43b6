import { setTimeout as wait } from 'node:timers/promises';

/**
 * Waits until something holds. The limit only ends a test that hangs: it is longer than any slow machine needs, and
 * nothing asserts how long it took.
 */
export async function until(holds: () => boolean | Promise<boolean>, limitMs = 300_000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Still not so after ${limitMs} ms: ${holds}`);
    await wait(20);
  }
}
