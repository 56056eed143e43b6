import { randomUUID } from 'node:crypto';
import type { SandboxClock } from '../../control/clock.ts';
import { timestampedSignature } from '../../delivery/timestamped-signature.ts';
import { type Attempt, type WebhookPost, WebhookSender } from '../../delivery/webhook-sender.ts';
import { stamp, type Wire } from '../http/wire.ts';
import type { Subscription } from '../model.ts';
import type { Settings } from '../settings.ts';

/** One webhook on its way to one subscription. */
export interface Delivery {
  id: string;
  subscriptionId: string;
  url: string;
  event: string;
  /** Exactly what is sent and signed. */
  body: string;
  state: 'waiting' | 'delivered' | 'given_up';
  attempts: number;
  lastStatus: number | null;
  lastError: string | null;
  createdAt: Date;
  dueAt: Date;
}

interface Parts {
  clock: SandboxClock;
  settings: () => Settings;
  subscriptions: () => Subscription[];
  creatorUri: (subscription: Subscription) => string;
}

const dayMs = 86_400_000;
/** The newest-first mode sends when no new webhook has come for this long. */
const collectMs = 5000;
const longestPauseMs = 3_600_000;

/** Sends webhooks: signed, retried for a day with growing pauses, in the order or disorder that is set. */
export class Deliveries {
  readonly #parts: Parts;
  readonly #sender: WebhookSender<Delivery>;
  #all: Delivery[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#sender = new WebhookSender({
      clock: parts.clock,
      isReversed: () => parts.settings().webhookOrder === 'newest_first',
      prepare: (delivery) => this.#signed(delivery),
      finish: (delivery, attempt) => this.#finish(delivery, attempt),
    });
  }

  list(): readonly Delivery[] {
    return this.#all;
  }

  /** Tells every subscription that wants this event of this user. */
  announce(event: string, userId: string, payload: Wire): void {
    const { clock, settings, subscriptions, creatorUri } = this.#parts;
    const now = clock.now();
    const newestFirst = settings().webhookOrder === 'newest_first';
    const dueAt = new Date(now.getTime() + (newestFirst ? collectMs : 0));
    for (const delivery of this.#sender.queue()) {
      if (newestFirst && delivery.attempts === 0) delivery.dueAt = dueAt;
    }
    for (const subscription of subscriptions()) {
      if (!wants(subscription, event, userId)) continue;
      const body = JSON.stringify({
        created_at: stamp(now),
        created_by: creatorUri(subscription),
        event,
        payload,
      });
      for (let copy = 0; copy < settings().webhookCopies; copy += 1) {
        const delivery: Delivery = {
          id: randomUUID(),
          subscriptionId: subscription.id,
          url: subscription.url,
          event,
          body,
          state: 'waiting',
          attempts: 0,
          lastStatus: null,
          lastError: null,
          createdAt: now,
          dueAt,
        };
        this.#all.push(delivery);
        this.#sender.add(delivery);
      }
    }
  }

  reset(): void {
    this.#sender.clear();
    this.#all = [];
  }

  stop(): Promise<void> {
    this.reset();
    return this.#sender.stop();
  }

  #signed(delivery: Delivery): WebhookPost | null {
    const subscription = this.#subscriptionOf(delivery);
    if (!subscription || subscription.state === 'disabled') {
      delivery.state = 'given_up';
      return null;
    }
    delivery.attempts += 1;
    return { url: delivery.url, headers: this.#headers(subscription, delivery.body), body: delivery.body };
  }

  #finish(delivery: Delivery, { status, arrived, error }: Attempt): Date | null {
    delivery.lastStatus = status;
    delivery.lastError = error;
    const subscription = this.#subscriptionOf(delivery);
    if (arrived) {
      delivery.state = 'delivered';
      if (subscription) subscription.retryStartedAt = null;
      return null;
    }
    const now = this.#parts.clock.now();
    if (subscription) subscription.retryStartedAt ??= now;
    if (now.getTime() - delivery.createdAt.getTime() < dayMs) return this.#nextAttempt(delivery, now);
    delivery.state = 'given_up';
    if (subscription) disableIfAllFailed(subscription, now);
    return null;
  }

  #nextAttempt({ attempts }: Delivery, now: Date): Date {
    const pause = this.#parts.settings().webhookRetrySeconds * 1000 * 2 ** Math.min(attempts - 1, 20);
    return new Date(now.getTime() + Math.min(pause, longestPauseMs));
  }

  #headers({ signingKey }: Subscription, body: string): Record<string, string> {
    const headers = { 'content-type': 'application/json', 'user-agent': 'Calendly' };
    if (signingKey === null) return headers;
    const signature = timestampedSignature(signingKey, this.#parts.clock.now(), body);
    return { ...headers, 'Calendly-Webhook-Signature': signature };
  }

  #subscriptionOf({ subscriptionId }: Delivery): Subscription | undefined {
    return this.#parts.subscriptions().find(({ id }) => id === subscriptionId);
  }
}

function wants(subscription: Subscription, event: string, userId: string): boolean {
  if (subscription.state === 'disabled' || !subscription.events.includes(event)) return false;
  return subscription.scope === 'organization' || subscription.userId === userId;
}

/** Disables a subscription when no webhook has arrived for a day: a success clears `retryStartedAt`. */
function disableIfAllFailed(subscription: Subscription, now: Date): void {
  const { retryStartedAt } = subscription;
  if (retryStartedAt === null || now.getTime() - retryStartedAt.getTime() < dayMs) return;
  subscription.state = 'disabled';
  subscription.updatedAt = now;
}
