import { UpstreamError } from '../upstream-error.ts';
import { retryAfterSeconds } from './retry-after.ts';
import type { HttpCall, HttpService } from './types.ts';

/** Codes of failures before the connection was open: the service did not get the request. */
const noConnection = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Sends one request and reads its answer, each within its deadline. @throws UpstreamError */
export async function oneTry<T>(
  service: HttpService,
  call: HttpCall<T>,
  now: Date,
): Promise<{ status: number; body: T }> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), service.headersTimeoutMs);
  const signal = call.signal ? AbortSignal.any([call.signal, deadline.signal]) : deadline.signal;
  const isJson = call.body !== undefined && !isForm(call.body);
  try {
    const response = await fetch(addressOf(service.baseUrl, call), {
      method: call.method,
      headers: {
        accept: 'application/json',
        ...(isJson ? { 'content-type': 'application/json' } : {}),
        ...call.headers,
      },
      ...bodyOf(call.body),
      // Following a redirect would send our key to its target.
      redirect: 'manual',
      signal,
    });
    clearTimeout(timer);
    service.onAnswer?.(response.headers, call);
    const bodyTimer = setTimeout(() => deadline.abort(), service.bodyTimeoutMs);
    let text: string;
    try {
      text = await textWithin(response, service);
    } finally {
      clearTimeout(bodyTimer);
    }
    if (!response.ok) throw refusal(service, response, parsed(text), now);
    return { status: response.status, body: read(service, call, response.status, text) };
  } catch (error) {
    throw asUpstreamError(service.service, error, call.signal, deadline.signal);
  } finally {
    clearTimeout(timer);
  }
}

/** `fetch` sets the content type of a form itself, with the boundary between the parts of a multipart one. */
function isForm(body: unknown): body is FormData | URLSearchParams {
  return body instanceof FormData || body instanceof URLSearchParams;
}

function bodyOf(body: unknown): { body?: string | FormData | URLSearchParams } {
  if (body === undefined) return {};
  return { body: isForm(body) ? body : JSON.stringify(body) };
}

function addressOf(baseUrl: string, call: Pick<HttpCall<unknown>, 'path' | 'query'>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(call.query ?? {})) {
    if (value !== undefined) query.set(name, String(value));
  }
  const search = query.toString();
  return `${baseUrl}${call.path}${search ? `?${search}` : ''}`;
}

async function textWithin(response: Response, { service, maxAnswerBytes }: HttpService): Promise<string> {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > maxAnswerBytes) {
      throw new UpstreamError(service, 'bad_answer', {
        status: response.status,
        cause: new Error(`the answer is larger than ${maxAnswerBytes} bytes`),
      });
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function read<T>({ service }: HttpService, call: HttpCall<T>, status: number, text: string): T {
  const body = parsed(text);
  const result = call.answer.safeParse(body);
  if (result.success) return result.data;
  // Names the wrong parts, not their values: an answer may contain a patient's data.
  const where = result.error.issues.map((issue) => `${issue.path.join('.') || 'answer'}: ${issue.code}`);
  const cause = new Error(
    body === undefined && text !== '' ? 'the answer is not JSON' : `unexpected answer (${where.join('; ')})`,
  );
  throw new UpstreamError(service, 'bad_answer', { status, cause });
}

function refusal(service: HttpService, response: Response, body: unknown, now: Date): UpstreamError {
  const seconds = retryAfterSeconds(response.headers, now) ?? service.retryAfterSeconds?.(response.headers);
  return new UpstreamError(service.service, reasonOf(response.status), {
    status: response.status,
    ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
    details: service.errorDetails?.(body) ?? [],
  });
}

function reasonOf(status: number): UpstreamError['reason'] {
  if (status === 429) return 'rate_limited';
  if (status === 408) return 'timeout';
  if (status === 401) return 'unauthorized';
  if (status === 404 || status === 410) return 'not_found';
  if (status >= 500) return 'server_error';
  // A redirect: the service moved, or a proxy answers in its place.
  if (status < 400) return 'bad_answer';
  return 'rejected';
}

function asUpstreamError(
  service: string,
  error: unknown,
  callers: AbortSignal | undefined,
  ours: AbortSignal,
): UpstreamError {
  if (error instanceof UpstreamError) return error;
  if (callers?.aborted) return new UpstreamError(service, 'aborted', { cause: error });
  if (ours.aborted) return new UpstreamError(service, 'timeout', { cause: error });
  const reason = codesOf(error).some((code) => noConnection.has(code)) ? 'unreachable' : 'connection_lost';
  return new UpstreamError(service, reason, { cause: error });
}

/** The error codes in a failure of `fetch`. It wraps the socket's error, or several for a name with several addresses. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const several = error instanceof AggregateError ? error.errors.flatMap(codesOf) : [];
  return [...own, ...several, ...codesOf(error.cause)];
}
