import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from '../../scripts/repository.ts';
import { startStack } from '../support/stack.ts';
import { cpuMilliseconds } from './cpu-time.ts';
import { load } from './load.ts';
import { type Finding, median } from './measure.ts';

const rounds = 15;
const requestsPerRound = 1500;
const warmUpRounds = 2;
const connections = 8;
const question =
  '/api/calendars/combined?service=alternative_medicine&visit=followup&from=2026-12-01&to=2026-12-31&timeZone=Australia%2FMelbourne';

/** Of the speed of a bare route that sends ready bytes. */
const leastRatio = 0.9;

interface Speed {
  requestsPerSecond: number;
  /** Processor time of the server for one request. */
  cpuMicroseconds: number;
}

/**
 * How much of a bare Hono route's speed is left when the combined calendar is answered from its cache. Both servers
 * are processes of their own and are asked in turns, in short rounds, now the one first and now the other. What
 * counts is the median of each round against the one beside it: a busy moment of the machine hits both. Processor time
 * is told beside it.
 */
export async function warmCalendar(): Promise<Finding> {
  const stack = await startStack({ env: { TRUSTED_PROXIES: '127.0.0.1,::1,::ffff:127.0.0.1' } });
  const answer = await stack.api.send('GET', question);
  const bodyFile = join(tmpdir(), `bare-${process.pid}.json`);
  await writeFile(bodyFile, answer.text);
  const bare = await startBare(bodyFile);
  try {
    const speed = async (name: string, origin: string, pid: number): Promise<Speed> => {
      const before = cpuMilliseconds(pid);
      const { requestsPerSecond, body } = await load({
        url: new URL(question, origin),
        // Many patients at once, not one: the limit per address is not what is measured.
        headers: (index) => ({ 'X-Forwarded-For': `10.9.${(index >> 8) & 255}.${index & 255}` }),
        requests: requestsPerRound,
        connections,
      });
      // The beginning says when the calendars were read, which they are again every half minute.
      if (body.slice(-10_000) !== answer.text.slice(-10_000))
        throw new Error(`${name} answered other bytes.`);
      return {
        requestsPerSecond,
        cpuMicroseconds: ((cpuMilliseconds(pid) - before) / requestsPerRound) * 1000,
      };
    };
    const ofBff = () => speed('bff', stack.url, stack.bff().pid);
    const ofBare = () => speed('bare', bare.url, bare.pid);
    const pairs: { bff: Speed; bare: Speed }[] = [];
    for (let count = -warmUpRounds; count < rounds; count += 1) {
      const bffFirst = count % 2 === 0 ? await ofBff() : undefined;
      const bareSpeed = await ofBare();
      const pair = { bff: bffFirst ?? (await ofBff()), bare: bareSpeed };
      if (count >= 0) pairs.push(pair);
    }
    const of = (pick: (pair: { bff: Speed; bare: Speed }) => number) => median(pairs.map(pick));
    const ratio = of((pair) => pair.bff.requestsPerSecond / pair.bare.requestsPerSecond);
    return {
      name: 'combined calendar, warm, against a bare route',
      measured: `${ratio.toFixed(2)} ×`,
      limit: `at least ${leastRatio.toFixed(2)} ×`,
      holds: ratio >= leastRatio,
      detail: [
        `${Math.round(of(({ bff }) => bff.requestsPerSecond))} against ${Math.round(of((pair) => pair.bare.requestsPerSecond))} requests a second`,
        `${of(({ bff }) => bff.cpuMicroseconds).toFixed(0)} against ${of((pair) => pair.bare.cpuMicroseconds).toFixed(0)} µs of processor time for each`,
        `${answer.text.length} bytes each, medians of ${rounds} rounds of ${requestsPerRound}`,
      ].join('; '),
    };
  } finally {
    await bare.stop();
    await stack.stop();
  }
}

async function startBare(bodyFile: string): Promise<{ url: string; pid: number; stop(): Promise<void> }> {
  const child = fork(fromRoot('test', 'bench', 'bare-hono-process.ts'), [bodyFile]);
  const [message] = await once(child, 'message');
  return {
    url: `http://localhost:${(message as { port: number }).port}`,
    pid: child.pid ?? 0,
    async stop() {
      const exit = once(child, 'exit');
      child.disconnect();
      await exit;
    },
  };
}
