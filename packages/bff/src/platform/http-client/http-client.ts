import { setTimeout as pause } from 'node:timers/promises';
import { UpstreamError } from '../upstream-error.ts';
import { oneTry } from './attempt.ts';
import { Breaker } from './breaker.ts';
import { Semaphore } from './semaphore.ts';
import type {
  ClientContext,
  HttpAnswer,
  HttpCall,
  HttpCallReport,
  HttpClient,
  HttpService,
} from './types.ts';

/** Failures that usually pass by themselves: a `safe` call is tried again. */
const passing = new Set<UpstreamError['reason']>([
  'timeout',
  'unreachable',
  'connection_lost',
  'rate_limited',
  'server_error',
]);

/** Failures that count for the breaker. `rate_limited` does not: the service works. */
const unwell = new Set<UpstreamError['reason']>([
  'timeout',
  'unreachable',
  'connection_lost',
  'server_error',
]);

/**
 * Makes the client for calls to one outside service. It sets deadlines for headers and body, repeats only `safe`
 * calls, follows the service's `Retry-After`, limits concurrent calls, and stops calling a service that is down.
 */
export function createHttpClient(
  service: HttpService,
  { clock, report, random = Math.random }: ClientContext,
): HttpClient {
  const semaphores = new Map<string, Semaphore>();
  const breakers = new Map<string, Breaker>();

  function breakerOf(key: string): Breaker {
    let breaker = breakers.get(key);
    if (!breaker) {
      breaker = new Breaker(clock, service.breaker);
      breakers.set(key, breaker);
    }
    return breaker;
  }

  /** Waits for a place in the queue. A call that times out here was not sent. */
  async function enter({ queue = '', signal }: HttpCall<unknown>): Promise<() => void> {
    let semaphore = semaphores.get(queue);
    if (!semaphore) {
      semaphore = new Semaphore(service.maxConcurrent);
      semaphores.set(queue, semaphore);
    }
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), service.headersTimeoutMs);
    try {
      return await semaphore.enter(signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal);
    } catch (cause) {
      throw new UpstreamError(service.service, signal?.aborted ? 'aborted' : 'unreachable', { cause });
    } finally {
      clearTimeout(timer);
    }
  }

  async function guardedTry<T>(call: HttpCall<T>): Promise<HttpAnswer<T>> {
    const leave = await enter(call);
    try {
      const breaker = breakerOf(call.breakerKey ?? '');
      const refusedFor = breaker.refusedFor();
      if (refusedFor !== null) {
        throw new UpstreamError(service.service, 'circuit_open', { retryAfterSeconds: refusedFor });
      }
      const { signal, ...withoutSignal } = call;
      // A caller with several calls aborts all of them when one is refused. If that also aborted the probe, the breaker
      // would never see that the service is back. So the probe runs to its end.
      if (!breaker.probing || !signal || call.repeat !== 'safe') return await reporting(breaker, call);
      return await unlessAborted(reporting(breaker, withoutSignal), service.service, signal);
    } finally {
      leave();
    }
  }

  async function reporting<T>(breaker: Breaker, call: HttpCall<T>): Promise<HttpAnswer<T>> {
    try {
      const answer = await oneTry(service, call, clock.now());
      breaker.succeeded();
      return answer;
    } catch (error) {
      note(breaker, error);
      throw error;
    }
  }

  /** Milliseconds to wait before the next try; `null`: there is no next try. */
  function pauseAfter(error: unknown, call: HttpCall<unknown>, triesSoFar: number): number | null {
    if (!(error instanceof UpstreamError) || !passing.has(error.reason)) return null;
    if (call.repeat !== 'safe' || triesSoFar >= service.retry.tries) return null;
    const jitter = random() * service.retry.baseMs * 2 ** (triesSoFar - 1);
    const wait = (error.retryAfterSeconds ?? 0) * 1000 + jitter;
    if (error.retryAfterSeconds !== undefined && wait > service.retry.longestPauseMs) return null;
    return Math.min(wait, service.retry.longestPauseMs);
  }

  async function call<T>(wanted: HttpCall<T>): Promise<HttpAnswer<T>> {
    const started = clock.now().getTime();
    let tries = 0;
    const tell = (outcome: HttpCallReport['outcome'], status: number | null): void =>
      report?.({
        service: service.service,
        operation: wanted.operation,
        outcome,
        status,
        tries,
        durationMs: clock.now().getTime() - started,
      });
    for (;;) {
      tries += 1;
      try {
        const answer = await guardedTry(wanted);
        tell('ok', answer.status);
        return answer;
      } catch (error) {
        const wait = pauseAfter(error, wanted, tries);
        const interrupted =
          wait !== null && (await pause(wait, false, { signal: wanted.signal }).catch(() => true));
        if (wait === null || interrupted) {
          const final = interrupted ? new UpstreamError(service.service, 'aborted', { cause: error }) : error;
          if (final instanceof UpstreamError) tell(final.reason, final.status ?? null);
          throw final;
        }
      }
    }
  }

  return { call };
}

function note(breaker: Breaker, error: unknown): void {
  if (!(error instanceof UpstreamError) || error.reason === 'aborted') breaker.aborted();
  else if (unwell.has(error.reason)) breaker.failed();
  else breaker.succeeded();
}

/** The result of the work, or `aborted` as soon as the signal fires. The work itself continues. */
async function unlessAborted<T>(work: Promise<T>, service: string, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const give = () => reject(new UpstreamError(service, 'aborted', { cause: signal.reason }));
  if (signal.aborted) give();
  signal.addEventListener('abort', give, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', give);
  }
}
