import type { CustomFetch } from 'openid-client';
import type { ClientContext } from '../../../platform/http-client/index.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';

const service = 'microsoft';
/** For one request to the login, body included. */
const deadlineMs = 10_000;

/**
 * The requests of one sign-in. The library wraps what goes wrong into errors of its own. A service that does not answer
 * is told apart here, where the request is made.
 */
export class LoginCalls {
  readonly #context: ClientContext;
  #away: UpstreamError | undefined;
  #status: number | null = null;

  constructor(context: ClientContext) {
    this.#context = context;
  }

  readonly fetch: CustomFetch = async (url, options) => {
    const deadline = AbortSignal.timeout(deadlineMs);
    try {
      // The body is read here, so that the deadline holds for it too.
      const answer = await fetch(url, { ...options, redirect: 'manual', signal: deadline } as RequestInit);
      const body = await answer.arrayBuffer();
      this.#status = answer.status;
      if (answer.status === 429) this.#away = new UpstreamError(service, 'rate_limited', { status: 429 });
      if (answer.status >= 500) {
        this.#away = new UpstreamError(service, 'server_error', { status: answer.status });
      }
      return new Response(body, answer);
    } catch (cause) {
      const reason = deadline.aborted ? 'timeout' : 'unreachable';
      this.#away = new UpstreamError(service, reason, { cause });
      throw this.#away;
    }
  };

  /** Runs a step of the library. @throws UpstreamError for every failure */
  async guard<T>(operation: string, step: () => Promise<T>): Promise<T> {
    const started = this.#context.clock.now().getTime();
    try {
      const done = await step();
      this.#tell(operation, 'ok', started);
      return done;
    } catch (cause) {
      const error = this.#away ?? new UpstreamError(service, 'bad_answer', { cause });
      this.#tell(operation, error.reason, started);
      throw error;
    }
  }

  /**
   * The same for a step in which the answer of the browser is judged.
   * @returns `null` when the sign-in is refused: a forged, old or foreign answer
   * @throws UpstreamError when the service does not answer, or refuses our own secret
   */
  async guardOrRefuse<T>(operation: string, step: () => Promise<T>): Promise<T | null> {
    const started = this.#context.clock.now().getTime();
    try {
      const done = await step();
      this.#tell(operation, 'ok', started);
      return done;
    } catch (cause) {
      const ours = isOurMistake(cause) ? new UpstreamError(service, 'unauthorized', { cause }) : undefined;
      const error = this.#away ?? ours;
      this.#tell(operation, error?.reason ?? 'rejected', started);
      if (error) throw error;
      return null;
    }
  }

  #tell(operation: string, outcome: 'ok' | UpstreamError['reason'], started: number): void {
    const durationMs = this.#context.clock.now().getTime() - started;
    this.#context.report?.({ service, operation, outcome, status: this.#status, tries: 1, durationMs });
  }
}

/** The client id or the secret is wrong: the operator mends it, not the person who signs in. */
function isOurMistake(error: unknown): boolean {
  const code = error instanceof Error && 'error' in error ? error.error : undefined;
  return code === 'invalid_client' || code === 'unauthorized_client';
}
