/** The baseline: one Hono route that returns the bytes it was given, and nothing else. Run as a child process. */
import { readFileSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const [bodyFile] = process.argv.slice(2);
if (!bodyFile) throw new Error('Which file holds the bytes?');
// Bytes: a text would be encoded again for each answer, and be an easy rival.
const body = new Uint8Array(readFileSync(bodyFile));

const app = new Hono().get('/api/calendars/combined', (context) =>
  context.body(body, 200, { 'content-type': 'application/json; charset=UTF-8' }),
);
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  process.send?.({ port }),
);
process.once('disconnect', () => server.close(() => process.exit(0)));
