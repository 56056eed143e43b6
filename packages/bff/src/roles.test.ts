import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { type RunningBff, runBff } from './main.ts';
import { silentLog } from './platform/observability/log.ts';
import { openStore } from './platform/store/store.ts';
import { webhookEvents } from './platform/webhook-inbox/index.ts';
import { migratedPostgres } from './testing/postgres.ts';
import { until } from './testing/until.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const env: Record<string, string | undefined> = {
  ...parseEnv(readFileSync(join(root, '.env.example'), 'utf8')),
  CLINIC_CONFIG: join(root, 'clinic.yaml'),
  PORT: '0',
};

const started: RunningBff[] = [];
after(() => Promise.all(started.map((bff) => bff.stop())));

async function start(role: 'web' | 'worker', databaseUrl: string): Promise<string> {
  const bff = await runBff({ env: { ...env, ROLE: role, DATABASE_URL: databaseUrl }, log: silentLog });
  started.push(bff);
  return bff.url;
}

/** Delivers a signed event of the calendar, which leaves a job behind. */
function deliver(url: string): Promise<Response> {
  const body = JSON.stringify({
    event: 'invitee.created',
    created_at: new Date().toISOString(),
    payload: {
      uri: 'https://api.calendly.com/scheduled_events/E1/invitees/I1',
      updated_at: new Date().toISOString(),
      event: 'https://api.calendly.com/scheduled_events/E1',
      scheduled_event: { event_type: 'https://api.calendly.com/event_types/unknown' },
    },
  });
  const seconds = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', String(env.CALENDLY_WEBHOOK_SIGNING_KEY))
    .update(`${seconds}.${body}`)
    .digest('hex');
  return fetch(`${url}/api/webhooks/calendly`, {
    method: 'POST',
    headers: { 'calendly-webhook-signature': `t=${seconds},v1=${signature}` },
    body,
  });
}

describe('a web process and a worker process on one PostgreSQL', () => {
  it('share the work: web stores the job, the worker runs it', async () => {
    const databaseUrl = await migratedPostgres();
    const store = await openStore({ databaseUrl, log: silentLog });
    after(() => store.close());
    const handled = async () =>
      (await store.db.select().from(webhookEvents)).map((row) => row.handledAt !== null);

    const web = await start('web', databaseUrl);
    assert.equal((await deliver(web)).status, 204);
    // Longer than a worker needs to find a job.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    assert.deepEqual(await handled(), [false]);

    const worker = await start('worker', databaseUrl);
    await until(async () => (await handled())[0] === true);

    assert.equal((await fetch(`${web}/api/catalogue`)).status, 200);
    assert.equal((await fetch(`${worker}/api/catalogue`)).status, 404);
    assert.equal((await fetch(`${worker}/widgets/v1/bq.js`)).status, 404);
    for (const path of ['/healthz', '/readyz', '/metrics']) {
      assert.equal((await fetch(worker + path)).status, 200, path);
    }
  });
});
