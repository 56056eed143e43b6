import { confirm, hold, oneFollowupTime, paidRequestFor, pay } from '../support/paid.ts';
import { startStack } from '../support/stack.ts';
import { type Finding, median } from './measure.ts';

const callMs = 50;
/** Read the payment, book at Calendly, take the money: none can begin before the one before it has ended. */
const callsInARow = 3;
const allowedMs = 100;
const rounds = 7;

/** From the page's word that the card was confirmed to the confirmed booking, while each outside call takes 50 ms. */
export async function payToConfirmed(): Promise<Finding> {
  const stack = await startStack();
  try {
    const took: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const held = await hold(stack, paidRequestFor(await oneFollowupTime(stack, round)));
      await pay(stack, held);
      for (const service of ['stripe', 'calendly'] as const) {
        await stack.sandbox.fault({ service, kind: 'latency', value: callMs });
      }
      const started = performance.now();
      const { status } = await confirm(stack, held);
      took.push(performance.now() - started);
      await stack.sandbox.clearFaults();
      if (status !== 'confirmed') throw new Error(`The booking is ${status}.`);
    }
    const measured = Math.round(median(took.slice(1)));
    const limit = callsInARow * callMs + allowedMs;
    return {
      name: `from "Pay" to "confirmed", each call ${callMs} ms`,
      measured: `${measured} ms`,
      limit: `${limit} ms (${callsInARow} calls in a row, and ${allowedMs} ms)`,
      holds: measured <= limit,
      detail: `the median of ${took.length - 1}: ${took
        .slice(1)
        .map((one) => Math.round(one))
        .join(', ')} ms`,
    };
  } finally {
    await stack.stop();
  }
}
