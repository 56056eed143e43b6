import type { SandboxClock } from '../control/clock.ts';
import type { Delivery, Form, Model, Submission } from './model.ts';
import type { Settings } from './settings.ts';
import { webhookParts } from './wire.ts';

interface Due {
  delivery: Delivery;
  submission: Submission;
  form: Form;
  at: Date;
}

interface Parts {
  clock: SandboxClock;
  model: () => Model;
  settings: () => Settings;
}

const answerWithinMs = 10_000;
const longestTimer = 2 ** 31 - 1;

/** Announces submissions: multipart, unsigned, at least once. */
export class Webhooks {
  readonly #parts: Parts;
  readonly #stopping = new AbortController();
  readonly #stopListening: () => void;
  #due: Due[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();
  /** Counts resets: what was on its way before one is not tried again. */
  #round = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#stopListening = parts.clock.onShift(() => this.#look());
  }

  announce(submission: Submission, form: Form): void {
    const at = this.#parts.clock.now();
    const { webhookUrl, webhookCopies } = this.#parts.settings();
    for (const url of webhookUrl === null ? form.webhooks : [webhookUrl, ...form.webhooks]) {
      for (let copy = 0; copy < webhookCopies; copy += 1) {
        const delivery: Delivery = {
          url,
          submissionId: submission.id,
          attempts: 0,
          status: null,
          state: 'waiting',
        };
        this.#parts.model().deliveries.push(delivery);
        this.#due.push({ delivery, submission, form, at });
      }
    }
    this.#look();
  }

  clear(): void {
    this.#round += 1;
    this.#due = [];
    clearTimeout(this.#timer);
  }

  async stop(): Promise<void> {
    this.#stopListening();
    this.clear();
    this.#stopping.abort();
    await this.#sending;
  }

  #look(): void {
    clearTimeout(this.#timer);
    const round = this.#round;
    const now = this.#parts.clock.now();
    const ready = this.#due.filter(({ at }) => at <= now);
    this.#due = this.#due.filter(({ at }) => at > now);
    for (const due of ready) this.#sending = this.#sending.then(() => this.#deliver(due, round));
    const next = Math.min(...this.#due.map(({ at }) => at.getTime()));
    if (next === Number.POSITIVE_INFINITY || this.#stopping.signal.aborted) return;
    this.#timer = setTimeout(() => this.#look(), Math.min(next - now.getTime(), longestTimer));
    this.#timer.unref();
  }

  async #deliver(due: Due, round: number): Promise<void> {
    const { delivery } = due;
    if (round !== this.#round) return;
    delivery.attempts += 1;
    delivery.status = await this.#post(due);
    if (delivery.status !== null && delivery.status >= 200 && delivery.status < 300) {
      delivery.state = 'delivered';
      return;
    }
    const pause = this.#parts.settings().retrySeconds[delivery.attempts - 1];
    if (pause === undefined || round !== this.#round) {
      delivery.state = 'given_up';
      return;
    }
    this.#due.push({ ...due, at: new Date(this.#parts.clock.now().getTime() + pause * 1000) });
    this.#look();
  }

  async #post({ delivery, submission, form }: Due): Promise<number | null> {
    const body = new FormData();
    for (const [name, value] of webhookParts(submission, form, delivery.url)) body.append(name, value);
    try {
      const answer = await fetch(delivery.url, {
        method: 'POST',
        body,
        redirect: 'manual',
        signal: AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(answerWithinMs)]),
      });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      return null;
    }
  }
}
