import { createHmac, randomUUID } from 'node:crypto';
import type { SandboxClock } from '../../control/clock.ts';
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

const day = 86_400_000;
const answerWithinMs = 10_000;
/** The newest-first mode collects until nothing new has come for so long. */
const collectMs = 5000;
const longestWaitMs = 3_600_000;

/** Sends webhooks: signed, retried for a day with growing waits, in the order or disorder that is set. */
export class Deliveries {
  readonly #parts: Parts;
  #all: Delivery[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();
  #stopped = new AbortController();
  readonly #unsubscribe: () => void;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#unsubscribe = parts.clock.onShift(() => this.#schedule());
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
    for (const delivery of this.#all) {
      if (newestFirst && delivery.state === 'waiting' && delivery.attempts === 0) delivery.dueAt = dueAt;
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
        this.#all.push({
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
        });
      }
    }
    this.#schedule();
  }

  /** Resolves when nothing that is due is still being sent. */
  async settled(): Promise<void> {
    await this.#sending;
  }

  reset(): void {
    this.#stopped.abort();
    this.#stopped = new AbortController();
    clearTimeout(this.#timer);
    this.#all = [];
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    this.reset();
    await this.#sending;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const waiting = this.#all.filter(({ state }) => state === 'waiting');
    if (waiting.length === 0) return;
    const next = Math.min(...waiting.map(({ dueAt }) => dueAt.getTime()));
    const wait = Math.max(next - this.#parts.clock.now().getTime(), 0);
    this.#timer = setTimeout(
      () => {
        this.#sending = this.#sending.then(() => this.#sendDue(this.#stopped.signal));
      },
      Math.min(wait, longestWaitMs),
    );
    this.#timer.unref();
  }

  async #sendDue(stopped: AbortSignal): Promise<void> {
    const now = this.#parts.clock.now();
    const due = this.#all.filter(({ state, dueAt }) => state === 'waiting' && dueAt <= now);
    if (this.#parts.settings().webhookOrder === 'newest_first') due.reverse();
    for (const delivery of due) {
      if (stopped.aborted) return;
      await this.#send(delivery, stopped);
    }
    if (!stopped.aborted) this.#schedule();
  }

  async #send(delivery: Delivery, stopped: AbortSignal): Promise<void> {
    const subscription = this.#parts.subscriptions().find(({ id }) => id === delivery.subscriptionId);
    if (!subscription || subscription.state === 'disabled') {
      delivery.state = 'given_up';
      return;
    }
    delivery.attempts += 1;
    try {
      const answer = await fetch(delivery.url, {
        method: 'POST',
        headers: this.#headers(subscription, delivery.body),
        body: delivery.body,
        redirect: 'manual',
        signal: AbortSignal.any([stopped, AbortSignal.timeout(answerWithinMs)]),
      });
      await answer.body?.cancel();
      delivery.lastStatus = answer.status;
      delivery.lastError = null;
      if (answer.ok) return delivered(delivery, subscription);
    } catch (error) {
      delivery.lastStatus = null;
      delivery.lastError = error instanceof Error ? error.message : String(error);
    }
    this.#failed(delivery, subscription);
  }

  #failed(delivery: Delivery, subscription: Subscription): void {
    const now = this.#parts.clock.now();
    subscription.retryStartedAt ??= now;
    if (now.getTime() - delivery.createdAt.getTime() >= day) {
      delivery.state = 'given_up';
      // Disabled only when nothing else got through meanwhile: a success clears retryStartedAt.
      if (now.getTime() - subscription.retryStartedAt.getTime() >= day) {
        subscription.state = 'disabled';
        subscription.updatedAt = now;
      }
      return;
    }
    const wait = this.#parts.settings().webhookRetrySeconds * 1000 * 2 ** Math.min(delivery.attempts - 1, 20);
    delivery.dueAt = new Date(now.getTime() + Math.min(wait, longestWaitMs));
  }

  #headers({ signingKey }: Subscription, body: string): Record<string, string> {
    const headers = { 'content-type': 'application/json', 'user-agent': 'Calendly' };
    if (signingKey === null) return headers;
    const seconds = Math.floor(this.#parts.clock.now().getTime() / 1000);
    return { ...headers, 'Calendly-Webhook-Signature': signature(signingKey, seconds, body) };
  }
}

export function signature(key: string, seconds: number, body: string): string {
  return `t=${seconds},v1=${createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex')}`;
}

function wants(subscription: Subscription, event: string, userId: string): boolean {
  if (subscription.state === 'disabled' || !subscription.events.includes(event)) return false;
  return subscription.scope === 'organization' || subscription.userId === userId;
}

function delivered(delivery: Delivery, subscription: Subscription): void {
  delivery.state = 'delivered';
  subscription.retryStartedAt = null;
}
