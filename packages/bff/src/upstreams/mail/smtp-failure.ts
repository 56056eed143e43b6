import { UpstreamError } from '../../platform/upstream-error.ts';

/** Failures before there was anything to send over: the mail certainly did not leave. */
const noConnection = new Set(['EDNS', 'ENOTFOUND', 'EAI_AGAIN', 'ETLS']);

/**
 * What a failed send means. SMTP says it itself (RFC 5321, 4.2.1): 4xx passes, 5xx stays. Its words may quote the
 * receiver's address, so they are left out.
 */
export function mailFailure(error: unknown): UpstreamError {
  if (error instanceof UpstreamError) return error;
  if (error instanceof DOMException) {
    return new UpstreamError('mail', error.name === 'TimeoutError' ? 'timeout' : 'aborted', { cause: error });
  }
  const status = numberIn(error, 'responseCode');
  const code = textIn(error, 'code');
  if (status !== undefined) return refusal(error, status, code);
  return new UpstreamError('mail', reasonWithoutAnswer(error, code), { cause: error });
}

/** What was said before there was an email: no refusal of this email, so it is tried again. */
const beforeMail = new Set(['CONN', 'EHLO', 'HELO', 'LHLO', 'STARTTLS']);

function refusal(cause: unknown, status: number, code: string | undefined): UpstreamError {
  const reason =
    code === 'EAUTH' || status === 530 || status === 535
      ? 'unauthorized'
      : status >= 500 && !beforeMail.has(textIn(cause, 'command') ?? '')
        ? 'rejected'
        : 'server_error';
  const field = code === 'EENVELOPE' ? 'to' : null;
  return new UpstreamError('mail', reason, {
    status,
    cause,
    details: [{ field, code: code ?? null, message: '' }],
  });
}

function reasonWithoutAnswer(error: unknown, code: string | undefined): UpstreamError['reason'] {
  if (code === 'ETIMEDOUT') return 'timeout';
  if (code === 'EAUTH') return 'unauthorized';
  // The address itself was refused by us: no receiver is left.
  if (code === 'EENVELOPE') return 'rejected';
  if (code !== undefined && noConnection.has(code) && textIn(error, 'command') === 'CONN')
    return 'unreachable';
  if (code === 'ESOCKET' && textIn(error, 'syscall') === 'connect') return 'unreachable';
  return 'connection_lost';
}

function textIn(error: unknown, name: string): string | undefined {
  const value: unknown = error instanceof Error ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}

function numberIn(error: unknown, name: string): number | undefined {
  const value: unknown = error instanceof Error ? Reflect.get(error, name) : undefined;
  return typeof value === 'number' ? value : undefined;
}
