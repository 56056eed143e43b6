import { randomUUID } from 'node:crypto';

/** A refusal of the login, in its own shape: an OAuth error with the number that Microsoft's documents list. */
export class LoginRefusal extends Error {
  readonly status: number;
  readonly error: string;
  readonly number: number;

  constructor(status: number, error: string, number: number, message: string) {
    super(message);
    this.status = status;
    this.error = error;
    this.number = number;
  }

  /** `AADSTS7000215: …`, with the ids that Microsoft's support asks for. */
  description(now: Date, traceId: string = randomUUID(), correlationId: string = randomUUID()): string {
    return `AADSTS${this.number}: ${this.message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp(now)}`;
  }

  answer(now: Date): Response {
    const [traceId, correlationId] = [randomUUID(), randomUUID()];
    return Response.json(
      {
        error: this.error,
        error_description: this.description(now, traceId, correlationId),
        error_codes: [this.number],
        timestamp: timestamp(now),
        trace_id: traceId,
        correlation_id: correlationId,
        error_uri: `https://login.microsoftonline.com/error?code=${this.number}`,
      },
      { status: this.status, headers: { 'cache-control': 'no-store', pragma: 'no-cache' } },
    );
  }
}

function timestamp(now: Date): string {
  return now
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z/, 'Z');
}

/** The answer to a status that a fault asks for, at the login's addresses. */
export function loginRefusalOfStatus(status: number): LoginRefusal {
  return status < 500
    ? new LoginRefusal(status, 'invalid_request', 900144, 'The request could not be completed.')
    : new LoginRefusal(
        status,
        'temporarily_unavailable',
        90033,
        'A transient error has occurred. Please try again.',
      );
}
