import { confirm, hold, oneFollowupTime, paidRequestFor, pay } from '../support/paid.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { type Finding, median, timed } from './measure.ts';

const callMs = 50;
/** Read the payment, book at Calendly, take the money: none can begin before the one before it has ended. */
const callsInARow = 3;
/**
 * What our own work may take, in requests that ask the database one thing: confirming asks and writes some forty
 * things, one after the other.
 */
const allowedRequests = 40;
const rounds = 7;

/**
 * From the page's word that the card was confirmed to the confirmed booking, while each outside call takes 50 ms. The
 * limit is the sum of what the same calls and the same machine's requests took in the same rounds.
 */
export async function payToConfirmed(): Promise<Finding> {
  const stack = await startStack();
  try {
    const took: number[] = [];
    const calls: number[] = [];
    const requests: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const held = await hold(stack, paidRequestFor(await oneFollowupTime(stack, round)));
      await pay(stack, held);
      // Before the confirmation: after it the server sends mails and files.
      requests.push(await timed(() => fetch(`${stack.url}/readyz`).then((answer) => answer.text())));
      for (const service of ['stripe', 'calendly'] as const) {
        await stack.sandbox.fault({ service, kind: 'latency', value: callMs });
      }
      const started = performance.now();
      const { status } = await confirm(stack, held);
      took.push(performance.now() - started);
      calls.push(await timed(() => askCalendly(stack)));
      await stack.sandbox.clearFaults();
      if (status !== 'confirmed') throw new Error(`The booking is ${status}.`);
    }
    const measured = Math.round(median(took.slice(1)));
    const [call, request] = [median(calls.slice(1)), median(requests.slice(1))];
    const limit = Math.round(callsInARow * call + allowedRequests * request);
    return {
      name: `from "Pay" to "confirmed", each call ${callMs} ms`,
      measured: `${measured} ms`,
      limit: `${limit} ms (${callsInARow} calls of ${call.toFixed(1)} ms in a row, and ${allowedRequests} requests of ${request.toFixed(1)} ms)`,
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

/** One call to the calendar's stand-in, past our server. */
async function askCalendly(stack: Stack): Promise<void> {
  const answer = await fetch(`${stack.env.CALENDLY_BASE_URL}/users/me`, {
    headers: { authorization: `Bearer ${stack.env.CALENDLY_API_KEY}` },
  });
  await answer.text();
}
