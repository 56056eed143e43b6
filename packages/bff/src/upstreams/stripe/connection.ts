import { AsyncLocalStorage } from 'node:async_hooks';
import { IncomingMessage } from 'node:http';
import type Stripe from 'stripe';
import { Breaker } from '../../platform/http-client/breaker.ts';
import type { ClientContext } from '../../platform/http-client/index.ts';
import { Semaphore } from '../../platform/http-client/semaphore.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import { isCardError, upstreamErrorFrom } from './failures.ts';
import { loadStripe } from './package.ts';

/** The version of the shapes in `wire.ts`. Pinned, so that a newer package does not change them. */
const apiVersion = '2026-10-28.endive';

export interface StripeSettings {
  secretKey: string;
  /** An origin: the package takes no path. */
  apiBase: string;
  /** Milliseconds without a sign of life, per try. Default 8000. */
  timeoutMs?: number;
  /** Milliseconds for one call with all its tries. Default 20000. */
  deadlineMs?: number;
}

export interface StripeConnection {
  webhooks(): Promise<Stripe['webhooks']>;
  /**
   * Makes one call. The package repeats it when that is safe: every POST carries a key.
   * @throws UpstreamError, or what the card was refused with (`StripeCardError`)
   */
  call<T>(operation: string, act: (stripe: Stripe) => Promise<T>): Promise<T>;
}

const unwell: readonly UpstreamError['reason'][] = [
  'timeout',
  'unreachable',
  'connection_lost',
  'server_error',
];

/**
 * The package in front of Stripe, inside the same guards as every outside call: deadline, limit, breaker, report.
 * It does its own repeats, because only it knows Stripe's advice on them (`stripe-should-retry`).
 */
export function connectToStripe(
  settings: StripeSettings,
  { clock, report }: ClientContext,
): StripeConnection {
  const base = new URL(settings.apiBase);
  let opened: Promise<Stripe> | undefined;
  const open = async (): Promise<Stripe> => {
    const StripePackage = await loadStripe();
    return new StripePackage(settings.secretKey, {
      apiVersion,
      host: base.hostname,
      port: base.port || (base.protocol === 'http:' ? 80 : 443),
      protocol: base.protocol === 'http:' ? 'http' : 'https',
      timeout: settings.timeoutMs ?? 8000,
      maxNetworkRetries: 1,
      telemetry: false,
      httpClient: endingHttpClient(StripePackage),
    });
  };
  const stripe = (): Promise<Stripe> => {
    opened ??= open();
    return opened;
  };
  const deadlineMs = settings.deadlineMs ?? 20_000;
  const semaphore = new Semaphore(32);
  const breaker = new Breaker(clock, { failures: 6, pauseMs: 5000 });

  async function guarded<T>(act: (stripe: Stripe) => Promise<T>): Promise<T> {
    const leave = await semaphore.enter(undefined);
    try {
      const refusedFor = breaker.refusedFor();
      if (refusedFor !== null) {
        throw new UpstreamError('stripe', 'circuit_open', { retryAfterSeconds: refusedFor });
      }
      return await withDeadline(() => stripe().then(act), deadlineMs).then(
        (answer) => {
          breaker.succeeded();
          return answer;
        },
        (error: unknown) => {
          if (unwell.includes(upstreamErrorFrom(error).reason)) breaker.failed();
          else breaker.succeeded();
          throw error;
        },
      );
    } finally {
      leave();
    }
  }

  return {
    webhooks: async () => (await stripe()).webhooks,
    async call(operation, act) {
      const started = clock.now().getTime();
      const tell = (outcome: 'ok' | UpstreamError['reason'], status: number | null): void =>
        report?.({
          service: 'stripe',
          operation,
          outcome,
          status,
          // The package does not say how often it tried.
          tries: 1,
          durationMs: clock.now().getTime() - started,
        });
      try {
        const answer = await guarded(act);
        tell('ok', 200);
        return answer;
      } catch (error) {
        const known = upstreamErrorFrom(error);
        tell(known.reason, known.status ?? null);
        throw isCardError(error) ? error : known;
      }
    },
  };
}

/** The signal that ends the call which a request belongs to. The package has no parameter for it. */
const endOfCall = new AsyncLocalStorage<AbortSignal>();

/**
 * The package's own timeout counts silence, so a body that arrives byte by byte would never reach it. When the time is
 * over, the answer is no longer read and no further try is sent.
 */
function withDeadline<T>(act: () => Promise<T>, milliseconds: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const end = new AbortController();
  const timer = setTimeout(() => {
    const late = new UpstreamError('stripe', 'timeout');
    reject(late);
    end.abort(late);
  }, milliseconds);
  return Promise.race([endOfCall.run(end.signal, act), promise]).finally(() => clearTimeout(timer));
}

/** The package's HTTP client, which stops when the call that it works for has ended. */
function endingHttpClient(StripePackage: typeof Stripe): ReturnType<typeof Stripe.createNodeHttpClient> {
  const client = StripePackage.createNodeHttpClient();
  const ask = client.makeRequest.bind(client);
  client.makeRequest = async (...request) => {
    const signal = endOfCall.getStore();
    signal?.throwIfAborted();
    const response = await ask(...request);
    const raw: unknown = response.getRawResponse();
    const stop = (): void => {
      if (raw instanceof IncomingMessage) raw.destroy();
    };
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
    return response;
  };
  return client;
}
