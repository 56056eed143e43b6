import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '@botaniqal/bff/platform/observability/log.ts';
import { openStore } from '@botaniqal/bff/platform/store/store.ts';
import { testKey } from '@botaniqal/bff/testing/fixtures/bookings/booking-fixture.ts';
import { storeConfirmedBookings } from '@botaniqal/bff/testing/fixtures/bookings/confirmed-bookings.ts';
import { fromRoot } from '../../scripts/repository.ts';
import { launchBrowser, newVisitor } from '../support/browser.ts';
import { signInAtDesk } from '../support/desk-page.ts';
import { deskVisitor } from '../support/desk-visitor.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { type Finding, median, timed } from './measure.ts';

const appointments = 300;
const rounds = 15;
const paints = 5;
const manager = 'manager@botaniqal.example';
const [full, empty] = ['2026-11-24', '2027-01-12'];
/** So many bare requests of the same size: each appointment is unsealed, and noted in the audit trail. */
const mostBareRequests = 150;
/** The full week against an empty one, with what a slow machine adds. Milliseconds. */
const mostTimesEmpty = 2;
const allowedMs = 250;

/** The desk's week with 300 appointments: its answer over HTTP, and when a person sees the first of them. */
export async function weekAtTheDesk(): Promise<Finding[]> {
  const key = `${testKey.id}:${Buffer.from(testKey.key).toString('base64')}`;
  const stack = await startStack({ env: { DATA_ENCRYPTION_KEYS: key } });
  try {
    const store = await openStore({ databaseUrl: String(stack.env.DATABASE_URL), log: silentLog });
    const persons = Array.from({ length: appointments }, (_, index) => index);
    await storeConfirmedBookings(store, persons, { everyMinutes: 24 });
    await store.close();
    return [await answer(stack), await paint(stack)];
  } finally {
    await stack.stop();
  }
}

async function answer(stack: Stack): Promise<Finding> {
  const desk = await deskVisitor(stack, manager);
  const week = `/api/staff/today?from=${full}&to=2026-11-30`;
  const read = async () => {
    const given = await desk.read(week);
    if (given.status !== 200) throw new Error(`The week was answered with ${given.status}.`);
    return given.text();
  };
  const text = await read();
  const found = (JSON.parse(text) as { appointments: unknown[] }).appointments.length;
  if (found !== appointments) throw new Error(`The week has ${found} appointments.`);
  const bare = await startBare(text);
  try {
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      theirs.push(await timed(async () => (await fetch(bare.url)).text()));
      ours.push(await timed(read));
    }
    const [measured, baseline] = [median(ours), median(theirs)];
    const limit = baseline * mostBareRequests;
    return {
      name: `the desk's week with ${appointments} appointments`,
      measured: `${measured.toFixed(1)} ms`,
      limit: `${limit.toFixed(1)} ms (${mostBareRequests} × ${baseline.toFixed(2)} ms, a bare request of the same size)`,
      holds: measured <= limit,
      detail: `${text.length} bytes; medians of ${rounds}`,
    };
  } finally {
    await bare.stop();
  }
}

async function paint(stack: Stack): Promise<Finding> {
  const browser = await launchBrowser();
  try {
    const { page, close } = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    await signInAtDesk(page, stack, manager);
    const open = (day: string, seen: string | RegExp) =>
      timed(async () => {
        await page.goto(`${stack.url}/desk/today/week/${day}`);
        await page.getByText(seen).first().waitFor();
      });
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round < paints; round += 1) {
      theirs.push(await open(empty, 'Dr Dia'));
      ours.push(await open(full, /Person\d+ /));
    }
    await close();
    const [measured, baseline] = [median(ours), median(theirs)];
    const limit = baseline * mostTimesEmpty + allowedMs;
    return {
      name: `first useful paint of a week with ${appointments} appointments`,
      measured: `${measured.toFixed(0)} ms`,
      limit: `${limit.toFixed(0)} ms (${mostTimesEmpty} × ${baseline.toFixed(0)} ms, an empty week, + ${allowedMs} ms)`,
      holds: measured <= limit,
      detail: `until a patient's name is on screen, in Chromium; medians of ${paints}`,
    };
  } finally {
    await browser.close();
  }
}

/** The same bytes from one route that does nothing else. */
async function startBare(text: string): Promise<{ url: string; stop(): Promise<void> }> {
  const bodyFile = join(tmpdir(), `bare-desk-${process.pid}.json`);
  await writeFile(bodyFile, text);
  const child = fork(fromRoot('test', 'bench', 'bare-hono-process.ts'), [bodyFile]);
  const [message] = await once(child, 'message');
  return {
    url: `http://localhost:${(message as { port: number }).port}/api/calendars/combined`,
    async stop() {
      const exit = once(child, 'exit');
      child.disconnect();
      await exit;
    },
  };
}
