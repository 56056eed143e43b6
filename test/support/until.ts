import { setTimeout as wait } from 'node:timers/promises';

/**
 * Waits until a check holds, and gives back what it found. The limit only ends a test that hangs: it is
 * longer than any slow machine needs, and nothing asserts how long it took.
 * @throws the check's last failure once the limit has passed
 */
export async function eventually<Found>(check: () => Promise<Found>, limit = 300_000): Promise<Found> {
  const end = performance.now() + limit;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await wait(100);
    }
  }
}
