import { randomUUID } from 'node:crypto';
import type { SandboxClock } from '../../control/clock.ts';
import { type Attempt, type WebhookPost, WebhookSender } from '../../delivery/webhook-sender.ts';
import { etagOf, idOf, shortStamp, type Wire } from '../http/wire.ts';
import type { CalendarEvent, ChangeType, Subscription } from '../model.ts';
import type { Settings } from '../settings.ts';
import { EndpointHealth } from './endpoint-health.ts';

/** One POST on its way, with notifications of one or several subscriptions. */
export interface Delivery {
  id: string;
  kind: 'change' | 'lifecycle';
  url: string;
  subscriptionIds: string[];
  items: Wire[];
  state: 'waiting' | 'delivered' | 'given_up' | 'missed' | 'dropped';
  attempts: number;
  lastStatus: number | null;
  lastError: string | null;
  createdAt: Date;
  dueAt: Date;
}

export type LifecycleEvent = 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed';

interface Parts {
  clock: SandboxClock;
  settings: () => Settings;
  tenantId: string;
  /** Notifications of these subscriptions were given up or dropped. */
  onLost: (subscriptionIds: readonly string[]) => void;
}

const giveUpMs = 4 * 3_600_000;
/** More POSTs than this never travel at the same time; `parallelPosts` says how many do. */
const lanes = 16;

/** Sends notifications: in duplicate, gathered, out of order, lost or slowly, as the settings say; retried for 4 hours. */
export class Notifications {
  readonly #parts: Parts;
  readonly #senders: WebhookSender<Delivery>[];
  readonly #health = new EndpointHealth();
  readonly #startedAt = new Map<string, number>();
  #all: Delivery[] = [];
  #counted = 0;
  #nextLane = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#senders = Array.from(
      { length: lanes },
      () =>
        new WebhookSender<Delivery>({
          clock: parts.clock,
          isReversed: () => parts.settings().notificationOrder === 'newest_first',
          prepare: (delivery) => this.#prepare(delivery),
          finish: (delivery, attempt) => this.#finish(delivery, attempt),
        }),
    );
  }

  list(): readonly Delivery[] {
    return this.#all;
  }

  /** Tells the subscribers of a mailbox what happened to an event. */
  change(subscriptions: readonly Subscription[], event: CalendarEvent, happened: ChangeType): void {
    const { notificationCopies, createdAlsoUpdated } = this.#parts.settings();
    const types: ChangeType[] =
      happened === 'created' && createdAlsoUpdated ? ['created', 'updated'] : [happened];
    for (const changeType of types) {
      const wanted = subscriptions.filter(({ changeTypes }) => changeTypes.includes(changeType));
      const ids = wanted.map(() => randomUUID());
      for (let copy = 0; copy < notificationCopies; copy += 1) {
        wanted.forEach((subscription, index) => {
          const item = this.#item(subscription, event, changeType, ids[index] ?? randomUUID());
          if (copy === 0 && this.#isMissed()) this.#lose(subscription, [item], 'missed');
          else this.#gather(subscription, item, copy);
        });
      }
    }
  }

  /** Tells one subscriber that its subscription needs care. A subscription without a lifecycle address hears nothing. */
  lifecycle(subscription: Subscription, lifecycleEvent: LifecycleEvent): void {
    if (subscription.lifecycleNotificationUrl === null) return;
    const item = { ...this.#base(subscription), lifecycleEvent };
    this.#send(this.#delivery('lifecycle', subscription.lifecycleNotificationUrl, subscription, item, 0));
  }

  reset(): void {
    for (const sender of this.#senders) sender.clear();
    this.#all = [];
    this.#counted = 0;
    this.#health.clear();
    this.#startedAt.clear();
  }

  async stop(): Promise<void> {
    this.reset();
    await Promise.all(this.#senders.map((sender) => sender.stop()));
  }

  /** Into a POST to the same address that still waits to be full, or into a new one. */
  #gather(subscription: Subscription, item: Wire, copy: number): void {
    const { clock, settings } = this.#parts;
    const { collectSeconds, itemsPerPost, slowAfterAnswers, slowDelaySeconds } = settings();
    const url = subscription.notificationUrl;
    const health = this.#health.stateAt(url, clock.now(), slowAfterAnswers);
    if (health === 'dropping') {
      this.#lose(subscription, [item], 'dropped');
      if (copy === 0) this.#parts.onLost([subscription.id]);
      return;
    }
    const waiting = this.#all.findLast(
      (one) =>
        one.kind === 'change' &&
        one.state === 'waiting' &&
        one.attempts === 0 &&
        one.url === url &&
        one.items.length < itemsPerPost &&
        // A copy of a notification never travels in the POST of the first.
        !one.items.some(({ id }) => id === item.id),
    );
    if (waiting) {
      if (settings().notificationOrder === 'newest_first') waiting.items.unshift(item);
      else waiting.items.push(item);
      if (!waiting.subscriptionIds.includes(subscription.id)) waiting.subscriptionIds.push(subscription.id);
      return;
    }
    const delay = collectSeconds + (health === 'slow' ? slowDelaySeconds : 0);
    this.#send(this.#delivery('change', url, subscription, item, delay));
  }

  #isMissed(): boolean {
    const { missEvery } = this.#parts.settings();
    this.#counted += 1;
    return missEvery !== null && this.#counted % missEvery === 0;
  }

  /** Only the record says that they were to be sent. */
  #lose(subscription: Subscription, items: Wire[], state: 'missed' | 'dropped'): void {
    const [item = {}] = items;
    const delivery = this.#delivery('change', subscription.notificationUrl, subscription, item, 0);
    this.#all.push({ ...delivery, state });
  }

  #send(delivery: Delivery): void {
    this.#all.push(delivery);
    const lane = this.#nextLane % this.#parts.settings().parallelPosts;
    this.#nextLane += 1;
    this.#senders[lane]?.add(delivery);
  }

  #delivery(
    kind: Delivery['kind'],
    url: string,
    subscription: Subscription,
    item: Wire,
    delaySeconds: number,
  ): Delivery {
    const now = this.#parts.clock.now();
    return {
      id: randomUUID(),
      kind,
      url,
      subscriptionIds: [subscription.id],
      items: [item],
      state: 'waiting',
      attempts: 0,
      lastStatus: null,
      lastError: null,
      createdAt: now,
      dueAt: new Date(now.getTime() + delaySeconds * 1000),
    };
  }

  #base(subscription: Subscription): Wire {
    return {
      subscriptionId: subscription.id,
      subscriptionExpirationDateTime: shortStamp(subscription.expiresAt),
      tenantId: this.#parts.tenantId,
      clientState: subscription.clientState,
    };
  }

  #item(subscription: Subscription, event: CalendarEvent, changeType: ChangeType, id: string): Wire {
    const eventId = idOf(event, subscription.hasImmutableIds);
    const resource = `Users/${subscription.mailboxId}/Events/${eventId}`;
    return {
      id,
      ...this.#base(subscription),
      changeType,
      resource,
      resourceData: {
        '@odata.type': '#Microsoft.Graph.Event',
        '@odata.id': resource,
        '@odata.etag': etagOf(event),
        id: eventId,
      },
    };
  }

  #prepare(delivery: Delivery): WebhookPost {
    delivery.attempts += 1;
    this.#startedAt.set(delivery.id, performance.now());
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    return { url: delivery.url, headers, body: JSON.stringify({ value: delivery.items }) };
  }

  #finish(delivery: Delivery, { status, arrived, error }: Attempt): Date | null {
    const { clock, settings, onLost } = this.#parts;
    const now = clock.now();
    this.#health.note(delivery.url, now, performance.now() - (this.#startedAt.get(delivery.id) ?? 0));
    this.#startedAt.delete(delivery.id);
    delivery.lastStatus = status;
    delivery.lastError = error;
    if (arrived) {
      delivery.state = 'delivered';
      return null;
    }
    if (now.getTime() - delivery.createdAt.getTime() < giveUpMs) {
      return new Date(
        now.getTime() + settings().retrySeconds * 1000 * 2 ** Math.min(delivery.attempts - 1, 20),
      );
    }
    delivery.state = 'given_up';
    if (delivery.kind === 'change') onLost(delivery.subscriptionIds);
    return null;
  }
}
