import type { SandboxClock } from '../../control/clock.ts';
import { timestampedSignature } from '../../delivery/timestamped-signature.ts';
import { type Attempt, type WebhookPost, WebhookSender } from '../../delivery/webhook-sender.ts';
import { eventWire } from '../http/wire.ts';
import type { EventRecord } from '../model.ts';
import type { Settings } from '../settings.ts';

interface QueuedEvent {
  event: EventRecord;
  attempt: number;
  dueAt: Date;
}

/** How long events are collected before they leave in the wrong order. */
const shuffleMilliseconds = 150;

/** Sends events to the endpoint: signed, tried again, and, when a test wants so, twice, late or in the wrong order. */
export class Webhooks {
  readonly #clock: SandboxClock;
  readonly #settings: () => Settings;
  readonly #sender: WebhookSender<QueuedEvent>;

  constructor(clock: SandboxClock, settings: () => Settings) {
    this.#clock = clock;
    this.#settings = settings;
    this.#sender = new WebhookSender({
      clock,
      isReversed: () => settings().delivery === 'out_of_order',
      prepare: ({ event }) => this.#signed(event),
      finish: (queued, attempt) => this.#finish(queued, attempt),
    });
  }

  send(event: EventRecord): void {
    const { delivery, lateSeconds, webhookUrl } = this.#settings();
    if (delivery === 'never' || webhookUrl === null) return;
    const dueAt = this.#firstAttempt(delivery, lateSeconds);
    const copies = delivery === 'duplicate' ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) this.#sender.add({ event, attempt: 1, dueAt });
  }

  /** Sends an event once more, as a click in Stripe's dashboard does. */
  again(event: EventRecord): void {
    this.#sender.add({ event, attempt: 1, dueAt: this.#clock.now() });
  }

  clear(): void {
    this.#sender.clear();
  }

  stop(): Promise<void> {
    return this.#sender.stop();
  }

  #firstAttempt(delivery: Settings['delivery'], lateSeconds: number): Date {
    const now = this.#clock.now();
    if (delivery === 'late') return new Date(now.getTime() + lateSeconds * 1000);
    if (delivery !== 'out_of_order') return now;
    // Events that happen before the first of them leaves go together with it.
    const collecting = this.#sender.queue().find(({ attempt, dueAt }) => attempt === 1 && dueAt > now);
    return collecting?.dueAt ?? new Date(now.getTime() + shuffleMilliseconds);
  }

  #signed(event: EventRecord): WebhookPost | null {
    const { webhookUrl, webhookSecret } = this.#settings();
    if (webhookUrl === null) return null;
    const body = JSON.stringify(eventWire(event, 1), null, 2);
    return {
      url: webhookUrl,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        'stripe-signature': timestampedSignature(webhookSecret, this.#clock.now(), body),
      },
      body,
    };
  }

  #finish(queued: QueuedEvent, { at, status, arrived }: Attempt): Date | null {
    queued.event.deliveries.push({ attempt: queued.attempt, at, status });
    const pause = this.#settings().retrySeconds[queued.attempt - 1];
    if (arrived || pause === undefined) return null;
    queued.attempt += 1;
    return new Date(this.#clock.now().getTime() + pause * 1000);
  }
}
