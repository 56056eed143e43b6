import { setTimeout as pause } from 'node:timers/promises';
import { UpstreamError } from '../upstream-error.ts';
import { oneTry } from './attempt.ts';
import { Breaker } from './breaker.ts';
import { Turnstile } from './semaphore.ts';
import type {
  OutsideAnswer,
  OutsideCall,
  OutsideCallReport,
  OutsideClient,
  OutsideService,
  OutsideSurroundings,
} from './types.ts';

/** Failures that pass by themselves, so that a call that may be repeated is. */
const passing = new Set<UpstreamError['reason']>([
  'timeout',
  'unreachable',
  'connection_lost',
  'rate_limited',
  'server_error',
]);

/** Failures that say that the service itself is unwell; being told to slow down does not. */
const unwell = new Set<UpstreamError['reason']>([
  'timeout',
  'unreachable',
  'connection_lost',
  'server_error',
]);

/**
 * The one way to call an outside service over HTTP: deadlines for headers and body, tries again only what may be
 * repeated, follows the service's advice on when, limits what runs at once, and stops asking a service that is down.
 */
export function createOutsideClient(
  service: OutsideService,
  { clock, report, random = Math.random }: OutsideSurroundings,
): OutsideClient {
  const turnstiles = new Map<string, Turnstile>();
  const breakers = new Map<string, Breaker>();

  function breakerOf(key: string): Breaker {
    let breaker = breakers.get(key);
    if (!breaker) {
      breaker = new Breaker(clock, service.breaker);
      breakers.set(key, breaker);
    }
    return breaker;
  }

  /** Waits in line. Who waits in vain was certainly not sent. */
  async function enter({ lane = '', signal }: OutsideCall<unknown>): Promise<() => void> {
    let turnstile = turnstiles.get(lane);
    if (!turnstile) {
      turnstile = new Turnstile(service.maxConcurrent);
      turnstiles.set(lane, turnstile);
    }
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), service.headersTimeoutMs);
    try {
      return await turnstile.enter(signal ? AbortSignal.any([signal, patience.signal]) : patience.signal);
    } catch (cause) {
      throw new UpstreamError(service.service, signal?.aborted ? 'aborted' : 'unreachable', { cause });
    } finally {
      clearTimeout(timer);
    }
  }

  async function guardedTry<T>(call: OutsideCall<T>): Promise<OutsideAnswer<T>> {
    const leave = await enter(call);
    try {
      const breaker = breakerOf(call.breakerKey ?? '');
      const refusedFor = breaker.refusedFor();
      if (refusedFor !== null) {
        throw new UpstreamError(service.service, 'circuit_open', { retryAfterSeconds: refusedFor });
      }
      const { signal, ...unhurried } = call;
      // Whoever asks several things at once gives up on all when one is refused. Were the probe given up with
      // them, nobody would ever learn that the service is back: it looks to its end, for whoever asks next.
      if (!breaker.probing || !signal || call.repeat !== 'safe') return await reporting(breaker, call);
      return await unlessAborted(reporting(breaker, unhurried), service.service, signal);
    } finally {
      leave();
    }
  }

  async function reporting<T>(breaker: Breaker, call: OutsideCall<T>): Promise<OutsideAnswer<T>> {
    try {
      const answer = await oneTry(service, call, clock.now());
      breaker.succeeded();
      return answer;
    } catch (error) {
      note(breaker, error);
      throw error;
    }
  }

  /** Milliseconds to wait before the next try; `null` when there should be none. */
  function pauseAfter(error: unknown, call: OutsideCall<unknown>, triesSoFar: number): number | null {
    if (!(error instanceof UpstreamError) || !passing.has(error.reason)) return null;
    if (call.repeat !== 'safe' || triesSoFar >= service.retry.tries) return null;
    const jitter = random() * service.retry.baseMs * 2 ** (triesSoFar - 1);
    const wait = (error.retryAfterSeconds ?? 0) * 1000 + jitter;
    if (error.retryAfterSeconds !== undefined && wait > service.retry.longestPauseMs) return null;
    return Math.min(wait, service.retry.longestPauseMs);
  }

  async function call<T>(wanted: OutsideCall<T>): Promise<OutsideAnswer<T>> {
    const started = clock.now().getTime();
    let tries = 0;
    const tell = (outcome: OutsideCallReport['outcome'], status: number | null): void =>
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
  if (!(error instanceof UpstreamError) || error.reason === 'aborted') breaker.undecided();
  else if (unwell.has(error.reason)) breaker.failed();
  else breaker.succeeded();
}

/** What comes of it, or `aborted` as soon as the signal fires; the work itself goes on. */
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
