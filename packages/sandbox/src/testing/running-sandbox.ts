import { fileURLToPath } from 'node:url';
import { type Sandbox, startSandbox } from '../start.ts';

/** Friday, 11 am in Melbourne. */
export const friday = new Date('2026-11-20T00:00:00.000Z');

export const ids = {
  /** The consultant's free call: two questions, 15 minutes. */
  freeCall: 'f67aae0c-0d10-5574-aa6f-bfcd70d8644b',
  diaInitial: '3ba8f88a-098c-58e1-ac9f-42bf0eb34a05',
  diaFollowup: '07f8beb5-e743-5c97-b728-196724df6415',
  equineInitial: 'a310381d-ff96-5dd2-85b1-bf7a80565600',
  practice: 'dea38c62-31bd-40d5-a437-2731f7ec9b1b',
  consultantProvider: '655edb5e-ab7c-5a32-81d5-06ac8d8ee7d6',
  freeCallType: '9651f721-f320-5618-8f7e-50f58e375400',
};

export function startForTest(): Promise<Sandbox> {
  const clinicConfigPath = fileURLToPath(new URL('../../../../clinic.yaml', import.meta.url));
  return startSandbox({ clinicConfigPath, now: friday });
}

/** An answer whose JSON a test can look into. */
export interface Answer {
  status: number;
  headers: Headers;
  body: Json;
}

/** JSON as a test sees it: it asserts on what it reads, so it may read anything. */
export interface Json {
  [key: string]: Json;
}

export interface Call {
  body?: unknown;
  token?: string | null;
  query?: Record<string, string>;
}

/** Calls a service as a client would. `call` is `METHOD /path`. */
export function caller(origin: () => string, defaultToken: string) {
  return async (call: string, { body, token = defaultToken, query = {} }: Call = {}): Promise<Answer> => {
    const [method = 'GET', path = '/'] = call.split(' ');
    const search = new URLSearchParams(query).toString();
    const answer = await fetch(`${origin()}${path}${search ? `?${search}` : ''}`, {
      method,
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: parsed(text) };
  };
}

/** See `Json`: nothing is known of it before the test's assertions. */
export function parsed(text: string): Json {
  return (text === '' ? {} : JSON.parse(text)) as Json;
}
