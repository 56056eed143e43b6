import { randomUUID } from 'node:crypto';

/** A refusal in Graph's words. Thrown anywhere below a route; one place turns it into the answer. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  /** @param clientRequestId the header `client-request-id` of the request */
  answer(now: Date, clientRequestId: string | null): Response {
    const requestId = randomUUID();
    const innerError = {
      date: now.toISOString().slice(0, 19),
      'request-id': requestId,
      'client-request-id': clientRequestId ?? requestId,
    };
    return Response.json(
      { error: { code: this.code, message: this.message, innerError } },
      {
        status: this.status,
        headers: {
          'request-id': requestId,
          'client-request-id': clientRequestId ?? requestId,
          ...this.headers,
        },
      },
    );
  }
}

export function invalid(message: string, code = 'ErrorInvalidRequest'): Refusal {
  return new Refusal(400, code, message);
}

export function unauthenticated(message: string): Refusal {
  return new Refusal(401, 'InvalidAuthenticationToken', message, { 'WWW-Authenticate': 'Bearer' });
}

export function accessDenied(): Refusal {
  return new Refusal(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
}

export function unknownUser(name: string): Refusal {
  return new Refusal(404, 'ErrorInvalidUser', `The requested user '${name}' is invalid.`);
}

export function unknownItem(): Refusal {
  return new Refusal(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
}

/** @param retryAfterSeconds null: no such header */
export function throttled(message: string, retryAfterSeconds: number | null): Refusal {
  const headers = retryAfterSeconds === null ? {} : { 'Retry-After': String(retryAfterSeconds) };
  return new Refusal(429, 'ApplicationThrottled', message, headers);
}

const codes: Record<number, string> = {
  400: 'BadRequest',
  401: 'InvalidAuthenticationToken',
  403: 'ErrorAccessDenied',
  404: 'ErrorItemNotFound',
  409: 'Conflict',
  410: 'syncStateNotFound',
  412: 'ErrorIrresolvableConflict',
  500: 'InternalServerError',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};

/** The answer to a status that a fault asks for. */
export function refusalOfStatus(status: number, retryAfterSeconds: number | null): Refusal {
  if (status === 429) return throttled('Too many requests.', retryAfterSeconds);
  return new Refusal(status, codes[status] ?? 'UnknownError', 'The request could not be completed.');
}
