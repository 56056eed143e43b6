import { StripeFailure } from './failure.ts';

/** What is kept of a first answer: repeats get the same status and body, a 500 included. */
export interface Answer {
  status: number;
  body: string;
  requestId: string;
}

interface Entry {
  /** Method, path and parameters of the first request. */
  request: string;
  /** `null` while the first request is still at work. */
  answer: Answer | null;
  at: Date;
}

const keptMilliseconds = 24 * 3_600_000;
const longestKey = 255;

/** Stripe's idempotency keys, for one account. */
export class IdempotencyKeys {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /**
   * Reserves a key for a request, or returns the answer that its first use got.
   * @throws StripeFailure 400 for other parameters, 409 while the first request is at work
   */
  begin(key: string, request: string): Answer | null {
    if (key.length > longestKey) {
      throw new StripeFailure(400, {
        type: 'invalid_request_error',
        message: `Idempotency keys can be at most ${longestKey} characters.`,
      });
    }
    const known = this.#entries.get(key);
    if (known && this.#now().getTime() - known.at.getTime() < keptMilliseconds) {
      if (known.request !== request) {
        throw new StripeFailure(400, {
          type: 'idempotency_error',
          message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
        });
      }
      if (known.answer === null) {
        throw new StripeFailure(409, {
          type: 'idempotency_error',
          code: 'idempotency_key_in_use',
          message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
        });
      }
      return known.answer;
    }
    this.#entries.set(key, { request, answer: null, at: this.#now() });
    return null;
  }

  keep(key: string, answer: Answer): void {
    const entry = this.#entries.get(key);
    if (entry) entry.answer = answer;
  }

  /** Nothing was done: the request did not pass validation. */
  forget(key: string): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  list(): { key: string; request: string; status: number | null }[] {
    return [...this.#entries].map(([key, { request, answer }]) => ({
      key,
      request,
      status: answer?.status ?? null,
    }));
  }
}
