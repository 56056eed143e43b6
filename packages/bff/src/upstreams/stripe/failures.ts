import type Stripe from 'stripe';
import { z } from 'zod';
import { UpstreamError } from '../../platform/upstream-error.ts';
import { stripeErrors } from './package.ts';

const defaultPauseSeconds = 2;
const noConnection = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/** The server's own error for everything that the package throws. It has codes, never Stripe's words. */
export function upstreamErrorFrom(error: unknown): UpstreamError {
  if (error instanceof UpstreamError) return error;
  if (error instanceof z.ZodError) return new UpstreamError('stripe', 'bad_answer', { cause: error });
  const errors = stripeErrors();
  if (!errors || !(error instanceof errors.StripeError)) {
    return new UpstreamError('stripe', 'bad_answer', { cause: error });
  }
  const status = error.statusCode;
  const retryAfterSeconds = retryAfterOf(error);
  return new UpstreamError('stripe', reasonOf(error, errors), {
    ...(status === undefined ? {} : { status }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    details: [{ field: error.param ?? null, code: error.code ?? error.rawType ?? null, message: '' }],
    cause: { type: error.type, code: error.code, requestId: error.requestId },
  });
}

type StripeErrors = typeof Stripe.errors;
type StripeError = InstanceType<StripeErrors['StripeError']>;

/** Whether the card was refused. */
export function isCardError(error: unknown): error is InstanceType<StripeErrors['StripeCardError']> {
  const errors = stripeErrors();
  return errors !== undefined && error instanceof errors.StripeCardError;
}

function reasonOf(error: StripeError, errors: StripeErrors): UpstreamError['reason'] {
  const { StripeConnectionError, StripeRateLimitError, StripeAuthenticationError, StripePermissionError } =
    errors;
  if (error instanceof StripeConnectionError) return connectionReason(error.detail);
  if (error instanceof StripeRateLimitError) return 'rate_limited';
  if (error instanceof StripeAuthenticationError || error instanceof StripePermissionError) {
    return 'unauthorized';
  }
  const status = error.statusCode;
  if (status === 404) return 'not_found';
  if (status !== undefined && status >= 500) return 'server_error';
  // A request with the same key is still running: its result is not known yet.
  if (status === 409) return 'connection_lost';
  if (status !== undefined && status >= 400) return 'rejected';
  return 'bad_answer';
}

function connectionReason(detail: unknown): UpstreamError['reason'] {
  const code = codeOf(detail) ?? codeOf(causeOf(detail));
  if (code === 'ETIMEDOUT') return 'timeout';
  return code !== undefined && noConnection.includes(code) ? 'unreachable' : 'connection_lost';
}

function codeOf(value: unknown): string | undefined {
  const found = typeof value === 'object' && value !== null && 'code' in value ? value.code : undefined;
  return typeof found === 'string' ? found : undefined;
}

function causeOf(value: unknown): unknown {
  return value instanceof Error ? value.cause : undefined;
}

function retryAfterOf(error: StripeError): number | undefined {
  const seconds = Number(error.headers?.['retry-after']);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 3600) : undefined;
}

/** The outcome of an act that failed, when nothing more is known about the payment. */
export function actFailure(
  error: UpstreamError,
):
  | { kind: 'unknown' | 'unreachable' | 'refused'; cause: unknown }
  | { kind: 'limited'; retryAfterSeconds: number } {
  switch (error.reason) {
    case 'rate_limited':
      return { kind: 'limited', retryAfterSeconds: error.retryAfterSeconds ?? defaultPauseSeconds };
    case 'unreachable':
    case 'circuit_open':
      return { kind: 'unreachable', cause: error };
    case 'rejected':
    case 'not_found':
    case 'unauthorized':
      return { kind: 'refused', cause: error };
    default:
      return { kind: 'unknown', cause: error };
  }
}
