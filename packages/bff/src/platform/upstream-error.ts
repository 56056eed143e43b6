/** An outside service did not do what it was asked. Knows no vendor's text: only what the caller can act on. */
export class UpstreamError extends Error {
  /** The service's folder name: `calendly`, `medirecords`, `mail`. */
  readonly service: string;
  readonly reason:
    | 'timeout'
    /** No connection was made: the service certainly did not get the request. */
    | 'unreachable'
    /** The connection was lost after the request went out: the service may have acted on it. */
    | 'connection_lost'
    | 'rate_limited'
    | 'unauthorized'
    | 'not_found'
    | 'rejected'
    | 'server_error'
    | 'bad_answer'
    | 'circuit_open'
    | 'aborted';
  readonly status: number | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** For a rejection: which of the vendor's fields, and the vendor's code, for the log and for staff. */
  readonly details: readonly { field: string | null; code: string | null; message: string }[];

  constructor(
    service: string,
    reason: UpstreamError['reason'],
    more: {
      status?: number;
      retryAfterSeconds?: number;
      details?: UpstreamError['details'];
      cause?: unknown;
    } = {},
  ) {
    super(`${service}: ${reason}${more.status ? ` (HTTP ${more.status})` : ''}`, { cause: more.cause });
    this.name = 'UpstreamError';
    this.service = service;
    this.reason = reason;
    this.status = more.status;
    this.retryAfterSeconds = more.retryAfterSeconds;
    this.details = more.details ?? [];
  }

  /**
   * Worth another try later. A wrong key or an answer that cannot be read is: both are mended by people or by a
   * release within the day that jobs keep trying. What the service understood and refused is not.
   */
  get transient(): boolean {
    return this.reason !== 'rejected' && this.reason !== 'not_found';
  }
}
