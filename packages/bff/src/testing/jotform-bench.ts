import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Sandbox } from '@botaniqal/sandbox/start.ts';
import { serve } from '@hono/node-server';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import {
  type JotformDeps,
  jotformRoutes,
  queueFiling,
  queuePatientCopy,
  registerFiling,
  registerFormCopies,
  registerJotform,
} from '../features/forms/index.ts';
import type { App } from '../platform/http/app.ts';
import { createLog } from '../platform/observability/log.ts';
import { createJotform } from '../upstreams/jotform/jotform.ts';
import { testApp } from './app.ts';
import type { World } from './booking-bench.ts';
import { formServer } from './forms-bench.ts';
import { until } from './until.ts';

export const webhookSecret = 'a-secret-that-must-reach-no-log';
const submitted = z.object({ submissionId: z.string() });
const state = z.object({ deliveries: z.array(z.object({ status: z.number().nullable() })) });

/** A server that takes forms from JotForm's stand-in, over real sockets, and does all that follows. */
export async function jotformServer(world: World, sandbox: Sandbox, change: Partial<JotformDeps> = {}) {
  await world.store.db.execute(sql`delete from jotform_notices`);
  const { deps: forms, bookings, jobs } = formServer(world);
  const lines: string[] = [];
  const log = createLog({ level: 'debug', write: (line) => lines.push(line) });
  const deps: JotformDeps = {
    ...forms,
    log,
    elsewhere: createJotform(
      { baseUrl: sandbox.urls.jotform, apiKey: 'sandbox-jotform-key' },
      { clock: world.clock, random: () => 0 },
    ),
    webhookSecret,
    onStored: async (tx, submission) => {
      await queuePatientCopy(tx, { jobs }, submission);
      await queueFiling(tx, { jobs }, submission.id);
    },
    ...change,
  };
  registerJotform(deps, jobs);
  registerFormCopies(deps, jobs);
  const draw = async ({ id }: { id: string }) => new TextEncoder().encode(`%PDF-1.7 ${id}`);
  registerFiling({ ...deps, records: bookings.records, draw }, jobs);
  const app: App = testApp(jotformRoutes(deps), { clock: world.clock, log });
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  if (!server.listening) await once(server, 'listening');
  const origin = `http://127.0.0.1:${portOf(server.address())}`;

  return {
    deps,
    jobs,
    app,
    /** All that was logged, as text. */
    logged: () => lines.join('\n'),
    /** Enters the address of our webhook in JotForm, as a person does. */
    async register(formKey: string, path = `/${webhookSecret}`): Promise<void> {
      await fetch(`${sandbox.urls.jotform}/form/${formKey}/webhooks`, {
        method: 'POST',
        headers: { APIKEY: 'sandbox-jotform-key' },
        body: new URLSearchParams({ webhookURL: `${origin}/api/webhooks/jotform${path}` }),
      });
    },
    /** Somebody sends a form at JotForm; resolves when it has been announced to us, with how we answered. */
    async send(body: { form: string; answers?: object; foreign?: boolean }) {
      const before = state.parse(sandbox.state('jotform')).deliveries.length;
      const { submissionId } = submitted.parse(sandbox.act('jotform', 'submit', body));
      const statuses = () => state.parse(sandbox.state('jotform')).deliveries.map(({ status }) => status);
      await until(() => statuses().length > before && statuses().every((status) => status !== null));
      return { submissionKey: submissionId, statuses: statuses().slice(before) };
    },
    async stop(): Promise<void> {
      server.close();
      await once(server, 'close');
    },
  };
}

export type JotformServer = Awaited<ReturnType<typeof jotformServer>>;

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server does not listen.');
  return address.port;
}
