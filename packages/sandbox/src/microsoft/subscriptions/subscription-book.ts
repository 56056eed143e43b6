import { randomUUID } from 'node:crypto';
import type { SandboxClock } from '../../control/clock.ts';
import type { Model, Subscription } from '../model.ts';
import type { Settings } from '../settings.ts';
import type { LifecycleEvent } from './notifications.ts';

interface Parts {
  clock: SandboxClock;
  model: () => Model;
  settings: () => Settings;
  lifecycle: (subscription: Subscription, event: LifecycleEvent) => void;
}

const repeatMs = 15 * 60_000;
/** A longer wait would overflow the timer. The book looks again when this one ends. */
const longestTimerMs = 2 ** 31 - 1;

/** Keeps subscriptions until their end on the sandbox's clock, and asks in time that they are reauthorised. */
export class SubscriptionBook {
  readonly #parts: Parts;
  readonly #unsubscribe: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#unsubscribe = parts.clock.onShift(() => this.#look());
  }

  add(given: Omit<Subscription, 'id' | 'createdAt' | 'reauthorizeAt'>): Subscription {
    const { clock, model } = this.#parts;
    const subscription: Subscription = {
      ...given,
      id: randomUUID(),
      createdAt: clock.now(),
      reauthorizeAt: this.#reminderFor(given.expiresAt),
    };
    model().subscriptions.set(subscription.id, subscription);
    this.#schedule();
    return subscription;
  }

  renew(subscription: Subscription, expiresAt: Date): void {
    subscription.expiresAt = expiresAt;
    subscription.reauthorizeAt = this.#reminderFor(expiresAt);
    this.#schedule();
  }

  /** The subscription goes on until its end, and the receiver is not asked again. */
  reauthorize(subscription: Subscription): void {
    subscription.reauthorizeAt = null;
  }

  remove(subscription: Subscription): void {
    this.#parts.model().subscriptions.delete(subscription.id);
  }

  stop(): void {
    this.#unsubscribe();
    clearTimeout(this.#timer);
  }

  #reminderFor(expiresAt: Date): Date {
    return new Date(expiresAt.getTime() - this.#parts.settings().reauthorizeBeforeMinutes * 60_000);
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const { clock, model } = this.#parts;
    const moments = [...model().subscriptions.values()].flatMap(({ expiresAt, reauthorizeAt }) =>
      reauthorizeAt ? [expiresAt.getTime(), reauthorizeAt.getTime()] : [expiresAt.getTime()],
    );
    if (moments.length === 0) return;
    const wait = Math.max(Math.min(...moments) - clock.now().getTime(), 0);
    this.#timer = setTimeout(() => this.#look(), Math.min(wait, longestTimerMs));
    this.#timer.unref();
  }

  #look(): void {
    const { clock, model, lifecycle } = this.#parts;
    const now = clock.now();
    for (const subscription of [...model().subscriptions.values()]) {
      if (subscription.expiresAt <= now) {
        this.remove(subscription);
      } else if (subscription.reauthorizeAt !== null && subscription.reauthorizeAt <= now) {
        subscription.reauthorizeAt = new Date(now.getTime() + repeatMs);
        lifecycle(subscription, 'reauthorizationRequired');
      }
    }
    this.#schedule();
  }
}
