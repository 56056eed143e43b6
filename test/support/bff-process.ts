/**
 * The BFF as a process of its own, so that a test can end it between any two steps. Its clock runs the given
 * number of milliseconds away from the machine's, and can be moved on by a message from its parent.
 * Tells its parent where it listens, and leaves with it.
 */
import { runBff } from '@botaniqal/bff/main.ts';
import { fromRoot } from '../../scripts/repository.ts';

let offset = Number(process.env.TEST_CLOCK_OFFSET ?? 0);
process.on('message', (message: { clockOffset: number }) => {
  offset = message.clockOffset;
});

try {
  const bff = await runBff({
    env: process.env,
    clock: { now: () => new Date(Date.now() + offset) },
    previewPages: fromRoot('examples', 'webflow'),
    widgets: process.env.TEST_WIDGETS,
  });
  process.once('disconnect', () => void bff.stop().finally(() => process.exit(0)));
  process.send?.({ url: bff.url });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
