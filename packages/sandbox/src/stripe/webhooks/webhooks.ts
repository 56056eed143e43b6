import { createHmac } from 'node:crypto';
import type { SandboxClock } from '../../control/clock.ts';
import { eventWire, seconds } from '../http/wire.ts';
import type { EventRecord } from '../model.ts';
import type { Settings } from '../settings.ts';

interface Due {
  event: EventRecord;
  attempt: number;
  at: Date;
}

/** How long events are collected before they leave in the wrong order. */
const shuffleMilliseconds = 150;
const answerMilliseconds = 10_000;
/** Timers take at most this; what is due later is looked at again then. */
const longestTimer = 2 ** 31 - 1;

/** Sends events to the endpoint: signed, tried again, and, when a test wants so, twice, late or in the wrong order. */
export class Webhooks {
  readonly #clock: SandboxClock;
  readonly #settings: () => Settings;
  readonly #stopping = new AbortController();
  readonly #stopListening: () => void;
  #due: Due[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** One after the other, so that "normal" is in order. */
  #sending: Promise<void> = Promise.resolve();
  /** Counts resets: what was on its way before one is not tried again. */
  #round = 0;

  constructor(clock: SandboxClock, settings: () => Settings) {
    this.#clock = clock;
    this.#settings = settings;
    this.#stopListening = clock.onShift(() => this.#look());
  }

  send(event: EventRecord): void {
    const { delivery, lateSeconds, webhookUrl } = this.#settings();
    if (delivery === 'never' || webhookUrl === null) return;
    const at = this.#firstTry(delivery, lateSeconds);
    const copies = delivery === 'duplicate' ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) this.#due.push({ event, attempt: 1, at });
    this.#look();
  }

  #firstTry(delivery: Settings['delivery'], lateSeconds: number): Date {
    const now = this.#clock.now();
    if (delivery === 'late') return new Date(now.getTime() + lateSeconds * 1000);
    if (delivery !== 'out_of_order') return now;
    // All that happens until the first of them leaves goes together.
    const collecting = this.#due.find(({ attempt, at }) => attempt === 1 && at > now);
    return collecting?.at ?? new Date(now.getTime() + shuffleMilliseconds);
  }

  /** Sends an event once more, as a click in Stripe's dashboard does. */
  again(event: EventRecord): void {
    this.#due.push({ event, attempt: 1, at: this.#clock.now() });
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
    const now = this.#clock.now();
    const ready = this.#due.filter(({ at }) => at <= now);
    this.#due = this.#due.filter(({ at }) => at > now);
    if (this.#settings().delivery === 'out_of_order') ready.reverse();
    for (const due of ready) this.#sending = this.#sending.then(() => this.#deliver(due, round));
    const next = this.#due.reduce(
      (soonest, { at }) => Math.min(soonest, at.getTime()),
      Number.POSITIVE_INFINITY,
    );
    if (next === Number.POSITIVE_INFINITY || this.#stopping.signal.aborted) return;
    this.#timer = setTimeout(() => this.#look(), Math.min(next - now.getTime(), longestTimer));
    this.#timer.unref();
  }

  async #deliver({ event, attempt }: Due, round: number): Promise<void> {
    const { webhookUrl, retrySeconds } = this.#settings();
    if (webhookUrl === null || round !== this.#round) return;
    const at = this.#clock.now();
    const status = await this.#post(webhookUrl, event);
    event.deliveries.push({ attempt, at, status });
    const pause = retrySeconds[attempt - 1];
    const arrived = status !== null && status >= 200 && status < 300;
    if (arrived || pause === undefined || round !== this.#round) return;
    this.#due.push({ event, attempt: attempt + 1, at: new Date(this.#clock.now().getTime() + pause * 1000) });
    this.#look();
  }

  async #post(url: string, event: EventRecord): Promise<number | null> {
    const body = JSON.stringify(eventWire(event, 1), null, 2);
    const at = seconds(this.#clock.now());
    const signature = createHmac('sha256', this.#settings().webhookSecret)
      .update(`${at}.${body}`)
      .digest('hex');
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          'stripe-signature': `t=${at},v1=${signature}`,
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(answerMilliseconds)]),
      });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      return null;
    }
  }
}
