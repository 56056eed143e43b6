import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import type { Call, Calls } from './calls.ts';
import type { SandboxClock } from './clock.ts';
import type { Fault, Faults } from './faults.ts';
import { type Handler, type Listening, listen } from './serve.ts';

interface HttpVendorOptions {
  name: string;
  host: string;
  port: number;
  clock: SandboxClock;
  faults: Faults;
  calls: Calls;
  /** The vendor's own server. */
  handler: (request: Request) => Response | Promise<Response>;
  /** The vendor's way to say a status; for 429 with the seconds of Retry-After, or null without that header. */
  failure: (status: number, retryAfterSeconds: number | null, path: string) => Response;
  /** Requests that are done and whose connection then ends without an answer, without a fault. */
  isDropped?: (request: { method: string; text: string }) => boolean;
  /** Asked before the faults, so that a request counts as running while a latency holds it. Null: no limit. */
  admit?: (request: { path: string; headers: Headers }) => Admission | null;
}

/** A request that was let in, or not, to a vendor that limits how many run at the same time. */
interface Admission {
  /** The answer when it was not let in. */
  refused: Response | null;
  /** The request has its answer. */
  leave(): void;
}

/** Serves a vendor over real HTTP: records each call, and applies the faults. */
export async function serveVendor(options: HttpVendorOptions): Promise<Listening> {
  const stopping = new AbortController();
  const listening = await listen({ ...options, handler: observed(options, stopping.signal) });
  return {
    ...listening,
    stop: () => {
      stopping.abort();
      return listening.stop();
    },
  };
}

function observed(options: HttpVendorOptions, stopping: AbortSignal): Handler {
  const { name, clock, faults, calls, handler, failure } = options;
  return async (request, env) => {
    const url = new URL(request.url);
    const bytes = await readBody(request);
    const text = bytes ? new TextDecoder().decode(bytes) : '';
    const call = calls.record({
      service: name,
      method: request.method,
      path: url.pathname,
      query: url.search.slice(1),
      body: bodyForTheRecord(request, text),
      status: null,
      fault: null,
      at: clock.now(),
    });
    const admission = options.admit?.({ path: url.pathname, headers: request.headers });
    if (admission?.refused) {
      admission.leave();
      return noted(call, admission.refused);
    }
    try {
      return await answered({ request, env, url, bytes, text, call });
    } finally {
      admission?.leave();
    }
  };

  async function answered({ request, env, url, bytes, text, call }: Arrived): Promise<Response> {
    const hits = faults.take({
      service: name,
      method: request.method,
      path: url.pathname,
      text: `${decodeURIComponentLeniently(request.url)}\n${text}`,
    });
    await wait(hits, stopping);
    const fault = hits.find(({ kind }) => kind !== 'latency');
    call.fault = fault?.kind ?? (hits.length > 0 ? 'latency' : null);
    if (fault?.kind === 'drop') return drop(env);
    const answer = early(fault, failure, url.pathname) ?? (await handler(replay(request, bytes)));
    const isDropped = options.isDropped?.({ method: request.method, text }) ?? false;
    if (fault?.kind === 'drop_after_commit' || isDropped) return drop(env);
    return noted(call, answer);
  }
}

/** A request whose body was read, and its record. */
interface Arrived {
  request: Request;
  env: HttpBindings;
  url: URL;
  bytes: ArrayBuffer | null;
  text: string;
  call: Call;
}

function early(
  fault: Fault | undefined,
  failure: HttpVendorOptions['failure'],
  path: string,
): Response | null {
  if (fault?.kind === 'status') return failure(fault.value ?? 500, null, path);
  if (fault?.kind === 'rate_limit') return failure(429, fault.value ?? null, path);
  return null;
}

function noted(call: Call, answer: Response): Response {
  call.status = answer.status;
  return answer;
}

async function wait(hits: readonly Fault[], stopping: AbortSignal): Promise<void> {
  for (const { kind, value } of hits) {
    if (kind === 'latency') await sleep(value ?? 0, undefined, { signal: stopping }).catch(() => undefined);
  }
}

/** Closes the connection without an answer, and tells the HTTP adapter that nothing is left to send. */
function drop(env: HttpBindings): Response {
  env.incoming.socket.destroy();
  return new Response(null, { headers: { 'x-hono-already-sent': 'true' } });
}

async function readBody(request: Request): Promise<ArrayBuffer | null> {
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  const bytes = await request.arrayBuffer();
  return bytes.byteLength > 0 ? bytes : null;
}

/** The body was read for the record and the faults, so the vendor gets the same request again. */
function replay(request: Request, body: ArrayBuffer | null): Request {
  return new Request(request.url, { method: request.method, headers: request.headers, body });
}

function bodyForTheRecord(request: Request, text: string): unknown {
  if (text === '') return null;
  if (request.headers.get('content-type')?.startsWith('multipart/'))
    return `multipart, ${text.length} characters`;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function decodeURIComponentLeniently(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
