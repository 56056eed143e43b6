import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { secretNames } from './config/environment/environment.ts';
import { type RunningBff, runBff } from './main.ts';
import { silentLog } from './platform/observability/log.ts';
import { StartRefusal } from './platform/start-refusal.ts';
import { migratedPostgres } from './testing/postgres.ts';
import { until } from './testing/until.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const main = fileURLToPath(new URL('main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bq-main-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const env = {
  ...parseEnv(readFileSync(join(root, '.env.example'), 'utf8')),
  CLINIC_CONFIG: join(root, 'clinic.yaml'),
  PORT: '0',
  DATA_DIR: join(folder, 'data'),
};

const started: RunningBff[] = [];
after(() => Promise.all(started.map((bff) => bff.stop())));

async function start(more: Record<string, string> = {}): Promise<RunningBff> {
  const bff = await runBff({
    env: { ...env, DATABASE_URL: await migratedPostgres(), ...more },
    log: silentLog,
  });
  started.push(bff);
  return bff;
}

describe('the server', () => {
  it('says that it lives and can serve, and what it measures', async () => {
    const { url } = await start();
    for (const path of ['/healthz', '/readyz']) {
      const response = await fetch(url + path);
      assert.deepEqual([response.status, await response.json()], [200, { status: 'ok' }]);
    }
    assert.match(
      await (await fetch(`${url}/metrics`)).text(),
      /bq_http_requests_total\{method="GET",route="\/readyz"/,
    );
  });

  it('shows its measures to the holder of the token only', async () => {
    const { url } = await start({ METRICS_TOKEN: 'a-token-of-more-than-16-characters' });
    const ask = async (authorization?: string) =>
      (await fetch(`${url}/metrics`, authorization ? { headers: { authorization } } : {})).status;
    assert.equal(await ask('Bearer a-token-of-more-than-16-characters'), 200);
    for (const wrong of [undefined, 'Bearer a-token-of-more-than-16-character', 'Basic YTpi', 'Bearer']) {
      assert.equal(await ask(wrong), 401, wrong);
    }
  });

  it('shows its measures to no one in production without a token', async () => {
    const own = secretNames.map((name) => [name, randomBytes(32).toString('base64url')]);
    const { url } = await start({
      ...Object.fromEntries(own),
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://booking.clinic.test',
      STRIPE_SECRET_KEY: `sk_test_${randomBytes(32).toString('base64url')}`,
      STRIPE_WEBHOOK_SECRET: `whsec_${randomBytes(32).toString('base64url')}`,
      DATA_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
      METRICS_TOKEN: '',
    });
    assert.equal((await fetch(`${url}/readyz`)).status, 200);
    for (const headers of [{}, { authorization: 'Bearer undefined' }]) {
      assert.equal((await fetch(`${url}/metrics`, { headers })).status, 401);
    }
  });

  it('does not start with live payments at a stand-in', async () => {
    const live = { STRIPE_SECRET_KEY: 'sk_live_x', STRIPE_PUBLISHABLE_KEY: 'pk_live_x' };
    await assert.rejects(
      start(live),
      (error) => error instanceof StartRefusal && /^STRIPE_API_BASE must be .* live/.test(error.message),
    );
  });

  it('describes every route that it answers, and answers every route that it describes', async () => {
    const { url } = await start();
    const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { operationId: string; responses: object }>>;
    };
    assert.equal(document.openapi, '3.1.0');
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );
    assert.ok(operations.some(({ path }) => path === '/api/catalogue'));
    const ids = operations.map(({ operation }) => operation.operationId);
    assert.equal(new Set(ids).size, ids.length);
    for (const { path, method, operation } of operations) {
      assert.ok(Object.keys(operation.responses).length > 0, path);
      const address = url + path.replace(/\{\w+\}/g, '7a3f0a4e-2f43-4c3b-8a53-0f4f6fd10a10');
      const response = await fetch(address, { method: method.toUpperCase() });
      assert.notEqual(response.status, 405, `${method} ${path}`);
      const allowed = await fetch(address, { method: 'PATCH' });
      assert.equal(allowed.status, 405, path);
    }
  });

  it('refuses a port that is taken, and leaves nothing open', async () => {
    const { url } = await start();
    const port = new URL(url).port;
    await assert.rejects(
      start({ PORT: port }),
      (error) => error instanceof StartRefusal && error.message.startsWith(`Port ${port} is in use`),
    );
  });

  it('seals everything anew when a new key is in front, and is refused without a key that is still needed', async () => {
    const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
    const [old, fresh] = [key('old'), key('fresh')];
    const DATABASE_URL = await migratedPostgres();
    const first = await start({ DATABASE_URL, DATA_ENCRYPTION_KEYS: old });
    const joined = await fetch(`${first.url}/api/waitlist`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'joins-once' },
      body: JSON.stringify({
        service: 'counseling',
        name: 'Alex Sample',
        email: 'alex@example.com',
        interestLevel: 3,
        contactPreference: 'email',
        consent: true,
      }),
    });
    assert.equal(joined.status, 201);
    await first.stop();
    const withoutIt = start({ DATABASE_URL, DATA_ENCRYPTION_KEYS: fresh });
    await assert.rejects(
      withoutIt,
      (error) =>
        error instanceof StartRefusal && /^DATA_ENCRYPTION_KEYS lacks the key "old"/.test(error.message),
    );

    const rotated = await start({ DATABASE_URL, DATA_ENCRYPTION_KEYS: `${fresh},${old}` });
    const metrics = async () => (await fetch(`${rotated.url}/metrics`)).text();
    await until(async () => /^bq_sealed_values\{key_id="old"\} 0$/m.test(await metrics()));
    assert.match(await metrics(), /^bq_sealed_values\{key_id="fresh"\} [1-9]/m);
    await rotated.stop();
    const last = await start({ DATABASE_URL, DATA_ENCRYPTION_KEYS: fresh });
    await last.stop();
  });

  it('answers what it has begun to read before it stops, and takes nothing new', async () => {
    const bff = await start();
    const { port, host } = new URL(bff.url);
    const socket = connect(Number(port), 'localhost');
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    await once(socket, 'connect');
    socket.write(
      `POST /api/catalogue HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{`,
    );
    await fetch(`${bff.url}/healthz`, { headers: { Connection: 'close' } });
    const stopping = bff.stop();
    await until(async () => (await fetch(bff.url).catch(() => null)) === null);
    socket.write('}');
    await stopping;
    assert.match(answer, /^HTTP\/1\.1 405 /);
    socket.destroy();
  });
});

describe('pnpm serve', () => {
  const children: ChildProcess[] = [];
  after(() => {
    for (const child of children) child.kill('SIGKILL');
  });

  function serve(more: Record<string, string> = {}) {
    const child = spawn(process.execPath, [main], {
      cwd: folder,
      env: { PATH: process.env.PATH, ...env, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    const output = { out: '', err: '' };
    child.stdout.on('data', (data) => {
      output.out += data;
    });
    child.stderr.on('data', (data) => {
      output.err += data;
    });
    const ended = once(child, 'exit').then(([code]) => code as number | null);
    return {
      child,
      output,
      ended,
      listens: () => until(() => /Listening on /.test(output.err)),
    };
  }

  it('ends with one sentence for a person when a variable is missing', async () => {
    const { output, ended } = serve({ SMTP_URL: '' });
    assert.equal(await ended, 1);
    assert.equal(output.err.trim(), 'SMTP_URL is not set: .env.example says what it is for.');
  });

  it('lets one process have the embedded database, until that one stops or is killed', async () => {
    const first = serve();
    await first.listens();
    const second = serve();
    assert.equal(await second.ended, 1);
    assert.match(
      second.output.err.trim(),
      new RegExp(`^The embedded database in \\S+ is in use by process ${first.child.pid}: [^\\n]+$`),
    );

    first.child.kill('SIGKILL');
    await first.ended;
    const third = serve();
    await third.listens();
    third.child.kill('SIGTERM');
    assert.equal(await third.ended, 0);

    const lines = third.output.out.trim().split('\n');
    for (const line of lines) assert.doesNotThrow(() => JSON.parse(line), line);
    assert.ok(lines.some((line) => line.includes('power cut')));
  });
});
