import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migratedPostgres } from '@botaniqal/bff/testing/postgres.ts';
import { startSandbox } from '@botaniqal/sandbox/start.ts';
import { previewSettings } from '../../scripts/preview/environment.ts';
import { fromRoot } from '../../scripts/repository.ts';
import { type Api, apiOf } from './api.ts';
import { type BffChild, BffDidNotStart, startBffChild } from './bff-child.ts';
import { type SandboxControl, sandboxControl } from './sandbox-control.ts';

export interface StackOptions {
  /** What every clock shows at first. Default: Friday 20 November 2026, 10 am in Melbourne. */
  now?: Date;
  database?: 'postgres' | 'embedded';
  /** On top of the environment of the preview. */
  env?: Record<string, string>;
}

/** The BFF and the sandbox, each on free ports, all clocks in agreement, a database and a folder of their own. */
export interface Stack {
  /** The origin of pages and API. Stays the same when the BFF is started again. */
  url: string;
  now(): Date;
  /** Moves every clock on. Open pages keep theirs. */
  advance(milliseconds: number): Promise<void>;
  sandbox: SandboxControl;
  api: Api;
  bff(): BffChild;
  /** Starts the BFF again, after it was killed or stopped. */
  startAgain(): Promise<void>;
  /** The environment that the BFF runs with. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

const fridayMorning = new Date('2026-11-20T10:00:00+11:00');

export async function startStack(options: StackOptions = {}): Promise<Stack> {
  let offset = (options.now ?? fridayMorning).getTime() - Date.now();
  const now = () => new Date(Date.now() + offset);
  const folder = await mkdtemp(join(tmpdir(), 'bq-stack-'));
  const settings = previewSettings({}, { example: fromRoot('.env.example'), own: '' });
  const sandbox = await startSandbox({
    clinicConfigPath: fromRoot('clinic.yaml'),
    env: settings.env,
    now: now(),
  });

  const env: Record<string, string> = {
    ...defined(settings.env),
    ...sandboxAddresses(sandbox),
    DATA_DIR: join(folder, 'data'),
    DATABASE_URL: options.database === 'embedded' ? '' : await migratedPostgres(),
    TEST_CLOCK_OFFSET: String(offset),
    LOG_LEVEL: 'info',
    ...options.env,
  };

  let bff: BffChild;
  try {
    bff = await startOnFreePort(env);
  } catch (error) {
    await sandbox.stop();
    throw error;
  }
  const url = `http://localhost:${env.PORT}`;
  // Payments and forms tell the BFF of themselves: the sandbox was started before it was known where that is.
  sandbox.configure('stripe', { webhookUrl: `${url}/api/webhooks/stripe` });
  const webhookUrl = `${url}/api/webhooks/jotform/${env.JOTFORM_WEBHOOK_SECRET}`;
  sandbox.configure('jotform', { webhookUrl });
  sandbox.configure('twilio', { inboundUrl: `${url}/api/webhooks/twilio` });
  const control = sandboxControl(sandbox.urls.panel);
  return {
    url,
    now,
    advance: async (milliseconds) => {
      offset += milliseconds;
      bff.setClockOffset(offset);
      await control.setClock(now());
    },
    sandbox: control,
    api: apiOf(url),
    bff: () => bff,
    startAgain: async () => {
      bff = await startBffChild({ ...env, TEST_CLOCK_OFFSET: String(offset) });
    },
    env,
    async stop() {
      await bff.stop();
      await sandbox.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The variables that name a sandbox as the vendors. */
export function sandboxAddresses({ urls, smtpUrl }: Awaited<ReturnType<typeof startSandbox>>) {
  return {
    CALENDLY_BASE_URL: urls.calendly,
    MEDIRECORDS_BASE_URL: urls.medirecords,
    STRIPE_API_BASE: urls.stripe,
    STRIPE_JS_URL: `${urls.stripe}/endive/stripe.js`,
    MICROSOFT_LOGIN_BASE_URL: urls.microsoft,
    MICROSOFT_GRAPH_BASE_URL: urls.microsoft,
    JOTFORM_BASE_URL: urls.jotform,
    TWILIO_BASE_URL: urls.twilio,
    SMTP_URL: smtpUrl,
  };
}

function defined(environment: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Starts the BFF on a port that is free. Writes that port into the environment, because a later start needs it again. */
async function startOnFreePort(env: Record<string, string>): Promise<BffChild> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    Object.assign(env, { PORT: String(port), PUBLIC_URL: `http://localhost:${port}` });
    try {
      return await startBffChild(env);
    } catch (error) {
      // Another process can take the port between the look and the start.
      const isTaken = error instanceof BffDidNotStart && /Port \d+ is in use/.test(error.message);
      if (!isTaken || attempt === 3) throw error;
    }
  }
}

/** A port that is free at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No free port.')),
      );
    });
  });
}
