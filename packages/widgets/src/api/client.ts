import { takeEarlyAnswer } from '../page/early-answers.ts';
import { ApiProblem, codeOf } from './api-problem.ts';

/**
 * Milliseconds. Longer than the server's deadline for its slowest upstream, so that the server answers before we give
 * up.
 */
const defaultDeadline = 15_000;
/** Milliseconds between the first try of a read and its only repetition. */
const pauseBeforeRetry = 400;

export interface ReadOptions {
  signal?: AbortSignal | undefined;
  /** Sent as `Authorization: Bearer`. */
  token?: string | undefined;
  /** Milliseconds for the whole answer, body included. */
  deadline?: number | undefined;
}

export interface SendOptions extends ReadOptions {
  /**
   * The key of one act, from `newActKey()`. Pass the same key when the same act is sent again: then the server gives
   * the same answer and does not do it twice.
   */
  key: string;
}

/** A key for one act of a person, such as one press of "Book". It stays the same when the act is sent again. */
export function newActKey(): string {
  // randomUUID needs a secure context; a preview on a plain-http address of the local network has none.
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/**
 * Reads from the BFF. It tries a second time when no answer came or the server failed, never after a refusal. When no
 * answer comes again, it finds out why: a page on a site that is not listed gets `origin_not_allowed`.
 * @throws ApiProblem, or the signal's reason when the caller aborted.
 */
export async function read<T>(origin: string, path: string, options: ReadOptions = {}): Promise<T> {
  try {
    return await request<T>(origin, path, { method: 'GET' }, options);
  } catch (error) {
    if (!(error instanceof ApiProblem) || !isWorthRepeating(error)) throw error;
    await pause(pauseBeforeRetry, options.signal);
    return request<T>(origin, path, { method: 'GET' }, options).catch(async (cause: unknown) => {
      if (codeOf(cause) !== 'network') throw cause;
      throw await import('../page/advice/unreachable.ts').then(
        ({ whyUnreachable }) => whyUnreachable(origin, cause),
        () => cause,
      );
    });
  }
}

/** Reads a file from the BFF. Not repeated: the patient can press the button again. */
export function readFile(origin: string, path: string, options: ReadOptions = {}): Promise<Blob> {
  return request(origin, path, { method: 'GET' }, options, (response) => response.blob());
}

/**
 * Sends one act to the BFF. Not repeated here: only the caller knows whether the patient still wants it.
 * @throws ApiProblem, or the signal's reason when the caller aborted.
 */
export function send<T>(origin: string, path: string, body: unknown, options: SendOptions): Promise<T> {
  return request<T>(
    origin,
    path,
    {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'idempotency-key': options.key },
    },
    options,
  );
}

function isWorthRepeating(problem: ApiProblem): boolean {
  return problem.code === 'network' || (problem.status >= 500 && problem.retryAfter === undefined);
}

/**
 * Sends one request, as `read` and `send` do. For a request that is neither.
 * @param take reads the answer; without it the answer's JSON is returned
 * @throws ApiProblem, or the signal's reason when the caller aborted.
 */
export async function request<T>(
  origin: string,
  path: string,
  init: { method: string; body?: string; headers?: Record<string, string> },
  options: ReadOptions,
  take: (response: Response) => Promise<T> = (response) => response.json(),
): Promise<T> {
  const { signal } = options;
  signal?.throwIfAborted();
  const controller = new AbortController();
  const stop = () => controller.abort();
  signal?.addEventListener('abort', stop);
  const timer = setTimeout(stop, options.deadline ?? defaultDeadline);
  try {
    const headers: Record<string, string> = { accept: 'application/json', ...init.headers };
    if (options.token) headers.authorization = `Bearer ${options.token}`;
    const url = origin + path;
    const early = init.method === 'GET' && !options.token && takeEarlyAnswer(url);
    const response = await (early ||
      fetch(url, { ...init, headers, signal: controller.signal, credentials: 'omit' }));
    if (!response.ok) throw await problemOf(response);
    return await take(response);
  } catch (error) {
    // When the caller aborts, it gets its own reason back: that is not a failure.
    signal?.throwIfAborted();
    if (error instanceof ApiProblem) throw error;
    throw new ApiProblem('network', { cause: error });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

/** Reads a refusal. When the code for it cannot be loaded, the status alone says what it is. */
function problemOf(response: Response): Promise<ApiProblem> {
  return import('./refused.ts').then(
    (refused) => refused.problemOf(response),
    (cause: unknown) => new ApiProblem('service_unavailable', { status: response.status, cause }),
  );
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
