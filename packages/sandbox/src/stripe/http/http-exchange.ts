import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'hono';
import { newId } from '../payments/payment-store.ts';
import type { StripeState } from '../vendor-state.ts';
import type { ErrorBody } from './failure.ts';
import { failureOf, StripeFailure } from './failure.ts';
import { type Form, parseForm } from './form.ts';
import { callerOf } from './keys.ts';

export interface Incoming {
  form: Form;
  caller: 'server' | 'browser';
}

/**
 * One request and its answer: who asks, what they say, the idempotency key, the headers that Stripe sets. The work
 * itself is done in one go, or throws a `StripeFailure`.
 */
export async function httpExchange(
  state: StripeState,
  c: Context,
  work: (incoming: Incoming) => unknown,
): Promise<Response> {
  const { req } = c;
  const url = new URL(req.url);
  const posted = req.method === 'POST' ? await req.text() : '';
  const idempotencyKey = req.method === 'POST' ? (req.header('idempotency-key') ?? null) : null;
  const note = {
    id: newId('req_', 14),
    method: req.method,
    path: url.pathname,
    apiVersion: req.header('stripe-version') ?? null,
    idempotencyKey,
    replayed: false,
  };
  const respond = (status: number, body: string, headers: Record<string, string> = {}): Response => {
    state.note({ ...note, replayed: headers['idempotent-replayed'] === 'true', status });
    return new Response(body, {
      status,
      headers: {
        'content-type': 'application/json',
        'cache-control': 'no-cache, no-store',
        'request-id': note.id,
        ...(note.apiVersion === null ? {} : { 'stripe-version': note.apiVersion }),
        ...(idempotencyKey === null ? {} : { 'idempotency-key': idempotencyKey }),
        ...headers,
      },
    });
  };

  let reserved: string | null = null;
  try {
    const form = parseForm(req.method === 'POST' ? posted : url.search.slice(1));
    const caller = callerOf(req.header('authorization'), state.keys);
    if (idempotencyKey !== null) {
      const known = state.idempotency.begin(idempotencyKey, `${req.method} ${url.pathname} ${posted}`);
      if (known) {
        return respond(known.status, known.body, {
          'idempotent-replayed': 'true',
          'original-request': known.requestId,
          ...(known.status >= 500 ? { 'stripe-should-retry': 'false' } : {}),
        });
      }
      reserved = idempotencyKey;
    }
    if (req.method === 'POST') await sleep(state.settings.workMilliseconds);
    const result = state.during(note, () => work({ form, caller }));
    const done = afterwards(state, req.method, json(result));
    if (reserved !== null) state.idempotency.keep(reserved, { ...done, requestId: note.id });
    return respond(done.status, done.body, done.status >= 500 ? { 'stripe-should-retry': 'false' } : {});
  } catch (error) {
    const failure = error instanceof StripeFailure ? error : unforeseen(error);
    const body = json({ error: failure.body });
    if (reserved !== null) {
      if (wasAtWork(failure)) {
        state.idempotency.keep(reserved, { status: failure.status, body, requestId: note.id });
      } else state.idempotency.forget(reserved);
    }
    return respond(failure.status, body);
  }
}

/** Answers 500 after the work is done, when `internalErrors` asks for it. The work stays done; a repeat gets the same 500. */
function afterwards(state: StripeState, method: string, body: string): { status: number; body: string } {
  if (method !== 'POST' || state.settings.internalErrors === 0) return { status: 200, body };
  state.configure({ internalErrors: state.settings.internalErrors - 1 });
  return { status: 500, body: json({ error: failureOf(500) }) };
}

/** Whether the endpoint had begun its work. Only then Stripe keeps the answer for repeats. */
function wasAtWork({ status, body }: StripeFailure): boolean {
  return (
    status === 402 ||
    body.code === 'payment_intent_unexpected_state' ||
    body.code === 'charge_already_refunded'
  );
}

function unforeseen(error: unknown): StripeFailure {
  console.error(error);
  return new StripeFailure(500, failureOf(500));
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** A bare refusal, for faults that are switched on. */
export function plainAnswer(status: number, retryAfterSeconds: number | null): Response {
  const error: ErrorBody = failureOf(status);
  return Response.json(
    { error },
    {
      status,
      headers: {
        'request-id': newId('req_', 14),
        ...browserHeaders,
        ...(retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) }),
      },
    },
  );
}

/** Stripe's API answers pages of any origin: Stripe.js asks it from the clinic's. */
export const browserHeaders: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Request-Id, Stripe-Manage-Version, X-Stripe-External-Auth-Required',
};
