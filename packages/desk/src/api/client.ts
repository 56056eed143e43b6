import type { ProblemBody } from '@botaniqal/shared/contracts/problem.ts';
import { DeskProblem } from './desk-problem.ts';

/** Milliseconds for a whole answer. Longer than the server's deadline for its slowest upstream. */
const deadlineMs = 20_000;
/** Milliseconds between the first try of a read and its only repetition. */
const pauseMs = 400;

/** Told when the server says that the session is over. */
type Ended = () => void;

let csrfToken = '';
let onEnded: Ended = () => {};

/** Called by the session: what each write carries, and who is told when it is over. */
export function useSession(session: { csrfToken: string; onEnded: Ended }): void {
  csrfToken = session.csrfToken;
  onEnded = session.onEnded;
}

/** A key for one act of a person. Pass the same key when the same act is sent again: it is not done twice. */
export function newActKey(): string {
  return crypto.randomUUID();
}

/** Reads from the server; tries a second time when no answer came or the server failed. @throws DeskProblem */
export async function read<T>(path: string, signal?: AbortSignal): Promise<T> {
  try {
    return await request<T>(path, { method: 'GET' }, signal);
  } catch (error) {
    if (!(error instanceof DeskProblem) || !error.mayPass) throw error;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    return request<T>(path, { method: 'GET' }, signal);
  }
}

/** Sends one act to the server. Not repeated here: the person presses again, with the same key. @throws DeskProblem */
export function send<T>(path: string, body: unknown, key = newActKey()): Promise<T> {
  return request<T>(path, {
    method: 'POST',
    headers: {
      'idempotency-key': key,
      'x-csrf-token': csrfToken,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function request<T>(
  path: string,
  init: { method: string; headers?: Record<string, string>; body?: string },
  signal?: AbortSignal,
): Promise<T> {
  // Safari 16 has no `AbortSignal.any`.
  const ending = new AbortController();
  const end = () => ending.abort();
  const deadline = setTimeout(end, deadlineMs);
  signal?.addEventListener('abort', end);
  if (signal?.aborted) end();
  let response: Response;
  try {
    response = await fetch(path, {
      ...init,
      headers: { accept: 'application/json', ...init.headers },
      credentials: 'same-origin',
      signal: ending.signal,
    });
    if (response.ok) return (await response.json()) as T;
  } catch (cause) {
    signal?.throwIfAborted();
    throw new DeskProblem({ code: 'network', cause });
  } finally {
    clearTimeout(deadline);
    signal?.removeEventListener('abort', end);
  }
  const problem = await problemOf(response);
  if (problem.code === 'unauthorized') onEnded();
  throw problem;
}

async function problemOf(response: Response): Promise<DeskProblem> {
  const body: Partial<ProblemBody> = response.headers.get('content-type')?.includes('problem+json')
    ? await response.json().catch(() => ({}))
    : {};
  return new DeskProblem({
    code: body.code ?? (response.status === 429 ? 'too_many_requests' : 'service_unavailable'),
    status: response.status,
    detail: body.detail,
    fields: body.fields,
    alternatives: body.alternatives,
    change: body.change,
  });
}
