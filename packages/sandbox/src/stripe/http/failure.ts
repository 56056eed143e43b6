import type { ContentfulStatusCode } from 'hono/utils/http-status';

type ErrorType =
  | 'api_error'
  | 'card_error'
  | 'idempotency_error'
  | 'invalid_request_error'
  | 'rate_limit_error';

export interface ErrorBody {
  type: ErrorType;
  message: string;
  code?: string;
  decline_code?: string;
  param?: string;
  charge?: string;
  doc_url?: string;
  payment_intent?: unknown;
  payment_method?: unknown;
  request_log_url?: string;
}

/** A refusal in Stripe's words: thrown anywhere in the stand-in, answered as `{ error }`. */
export class StripeFailure extends Error {
  readonly status: ContentfulStatusCode;
  readonly body: ErrorBody;

  constructor(status: ContentfulStatusCode, body: ErrorBody) {
    super(body.message);
    this.name = 'StripeFailure';
    this.status = status;
    this.body = body.code
      ? { ...body, doc_url: `https://stripe.com/docs/error-codes/${body.code.replaceAll('_', '-')}` }
      : body;
  }
}

export function invalid(message: string, more: { code?: string; param?: string } = {}): StripeFailure {
  return new StripeFailure(400, { type: 'invalid_request_error', message, ...more });
}

export function missing(kind: string, id: string, param = 'intent'): StripeFailure {
  return new StripeFailure(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${kind}: '${id}'`,
    param,
  });
}

/** How Stripe words a bare status, for faults that are switched on. */
export function failureOf(status: number): ErrorBody {
  if (status === 429) {
    return {
      type: 'rate_limit_error',
      code: 'rate_limit',
      message:
        'Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.',
    };
  }
  if (status >= 500) {
    return {
      type: 'api_error',
      message: 'An unknown error occurred. Sorry about that! If you have any questions, please get in touch.',
    };
  }
  return { type: 'invalid_request_error', message: 'The request was refused.' };
}
