import type { SandboxClock } from '../control/clock.ts';

/** A webhook that waits for its next attempt. */
export interface Queued {
  dueAt: Date;
}

/** What goes over the wire. */
export interface WebhookPost {
  url: string;
  headers?: Record<string, string>;
  body: string | FormData;
}

/** How one attempt ended. */
export interface Attempt {
  at: Date;
  /** The HTTP status of the answer; null when there was no answer. */
  status: number | null;
  arrived: boolean;
  /** Why there was no answer. */
  error: string | null;
}

interface SenderOptions<T extends Queued> {
  clock: SandboxClock;
  /** Sends what is due at the same time in reverse order. Default: in order. */
  isReversed?: () => boolean;
  /** The request of the next attempt, or null to drop the webhook. */
  prepare: (webhook: T) => WebhookPost | null;
  /** Takes note of an attempt. Returns when to try again, or null for no more attempts. */
  finish: (webhook: T, attempt: Attempt) => Date | null;
}

const answerWithinMs = 10_000;
/** A longer wait would overflow the timer. The sender looks again when this one ends. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * Sends webhooks one after the other, each when the sandbox's clock reaches its `dueAt`, and again when `finish`
 * says so. Each vendor decides what it sends, how it signs, and when it tries again.
 */
export class WebhookSender<T extends Queued> {
  readonly #options: SenderOptions<T>;
  readonly #unsubscribe: () => void;
  #queue: T[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();
  /** Aborted by `clear`, so that nothing of an earlier test is sent or tried again. */
  #clearing = new AbortController();

  constructor(options: SenderOptions<T>) {
    this.#options = options;
    this.#unsubscribe = options.clock.onShift(() => this.#schedule());
  }

  /** What waits for its next attempt. A caller that changes a `dueAt` calls `add` afterwards. */
  queue(): readonly T[] {
    return this.#queue;
  }

  add(...webhooks: readonly T[]): void {
    this.#queue.push(...webhooks);
    this.#schedule();
  }

  /** Forgets all webhooks, also the one that is being sent. */
  clear(): void {
    this.#clearing.abort();
    this.#clearing = new AbortController();
    this.#queue = [];
    clearTimeout(this.#timer);
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    this.clear();
    await this.#sending;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#queue.length === 0) return;
    const next = Math.min(...this.#queue.map(({ dueAt }) => dueAt.getTime()));
    const wait = Math.max(next - this.#options.clock.now().getTime(), 0);
    this.#timer = setTimeout(() => this.#sendDue(), Math.min(wait, longestTimerMs));
    this.#timer.unref();
  }

  #sendDue(): void {
    const now = this.#options.clock.now();
    const due = this.#queue.filter(({ dueAt }) => dueAt <= now);
    this.#queue = this.#queue.filter(({ dueAt }) => dueAt > now);
    if (this.#options.isReversed?.()) due.reverse();
    const cleared = this.#clearing.signal;
    for (const webhook of due) this.#sending = this.#sending.then(() => this.#send(webhook, cleared));
    this.#schedule();
  }

  async #send(webhook: T, cleared: AbortSignal): Promise<void> {
    if (cleared.aborted) return;
    const request = this.#options.prepare(webhook);
    if (!request) return;
    const at = this.#options.clock.now();
    const attempt = { at, ...(await post(request, cleared)) };
    if (cleared.aborted) return;
    const dueAt = this.#options.finish(webhook, attempt);
    if (dueAt) this.add(Object.assign(webhook, { dueAt }));
  }
}

async function post({ url, headers, body }: WebhookPost, cleared: AbortSignal): Promise<Omit<Attempt, 'at'>> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      ...(headers && { headers }),
      body,
      redirect: 'manual',
      signal: AbortSignal.any([cleared, AbortSignal.timeout(answerWithinMs)]),
    });
    await answer.body?.cancel();
    return { status: answer.status, arrived: answer.ok, error: null };
  } catch (error) {
    return { status: null, arrived: false, error: error instanceof Error ? error.message : String(error) };
  }
}
