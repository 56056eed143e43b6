import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from '../../scripts/repository.ts';
import { startStack } from '../support/stack.ts';
import { load } from './load.ts';
import { type Finding, median } from './measure.ts';

const rounds = 21;
const requestsPerRound = 1500;
const warmUpRounds = 3;
const connections = 8;
const question =
  '/api/calendars/combined?service=alternative_medicine&visit=followup&from=2026-12-01&to=2026-12-31&timeZone=Australia%2FMelbourne';

/**
 * How much of a bare Hono route's speed is left when the combined calendar is answered from its cache. Both servers
 * are processes of their own and are asked in turns, in short rounds, now the one first and now the other. What
 * counts is the median of each round against the one beside it: a busy moment of the machine hits both.
 */
export async function warmCalendar(): Promise<Finding> {
  const stack = await startStack({ env: { TRUSTED_PROXIES: '127.0.0.1,::1,::ffff:127.0.0.1' } });
  const answer = await stack.api.send('GET', question);
  const bodyFile = join(tmpdir(), `bare-${process.pid}.json`);
  await writeFile(bodyFile, answer.text);
  const bare = await startBare(bodyFile);
  try {
    const speed = async (name: string, origin: string) => {
      const { requestsPerSecond, body } = await load({
        url: new URL(question, origin),
        // Many patients at once, not one: the limit per address is not what is measured.
        headers: (index) => ({ 'X-Forwarded-For': `10.9.${(index >> 8) & 255}.${index & 255}` }),
        requests: requestsPerRound,
        connections,
      });
      if (body !== answer.text) throw new Error(`${name} answered other bytes.`);
      return requestsPerSecond;
    };
    const ofBff = () => speed('bff', stack.url);
    const ofBare = () => speed('bare', bare.url);
    const pairs: { bff: number; bare: number }[] = [];
    for (let count = -warmUpRounds; count < rounds; count += 1) {
      const bffFirst = count % 2 === 0 ? await ofBff() : undefined;
      const bareSpeed = await ofBare();
      const pair = { bff: bffFirst ?? (await ofBff()), bare: bareSpeed };
      if (count >= 0) pairs.push(pair);
    }
    const bff = median(pairs.map((pair) => pair.bff));
    const baseline = median(pairs.map((pair) => pair.bare));
    const ratio = median(pairs.map((pair) => pair.bff / pair.bare));
    return {
      name: 'combined calendar, warm, against a bare route',
      measured: `${ratio.toFixed(2)} ×`,
      limit: 'at least 0.50 × (goal 0.80 ×)',
      holds: ratio >= 0.5,
      detail: `${Math.round(bff)} against ${Math.round(baseline)} requests a second, ${answer.text.length} bytes each, medians of ${rounds} rounds of ${requestsPerRound}`,
    };
  } finally {
    await bare.stop();
    await stack.stop();
  }
}

async function startBare(bodyFile: string): Promise<{ url: string; stop(): Promise<void> }> {
  const child = fork(fromRoot('test', 'bench', 'bare-hono-process.ts'), [bodyFile]);
  const [message] = await once(child, 'message');
  return {
    url: `http://localhost:${(message as { port: number }).port}`,
    async stop() {
      const exit = once(child, 'exit');
      child.disconnect();
      await exit;
    },
  };
}
