import { changedSettings } from '../control/changed-settings.ts';
import type { VendorContext } from '../control/vendor.ts';
import { IdempotencyKeys } from './http/idempotency.ts';
import { type Keys, keysFrom } from './http/keys.ts';
import { type EventRecord, emptyModel, type Model } from './model.ts';
import { cancelExpired } from './payments/capture-and-cancel.ts';
import { newId, type PaymentStore } from './payments/payment-store.ts';
import { finishRefunds } from './payments/refunds.ts';
import { defaultSettings, type Settings, settingsShape } from './settings.ts';
import { Webhooks } from './webhooks/webhooks.ts';

/** One request: its API version and its idempotency key, as its headers say. */
export interface RequestNote {
  id: string;
  method: string;
  path: string;
  apiVersion: string | null;
  idempotencyKey: string | null;
  replayed: boolean;
  status: number;
}

const keptRequests = 500;

/** The state of the stand-in Stripe: its data, its settings, and its webhooks. */
export class StripeState implements PaymentStore {
  model: Model = emptyModel();
  settings: Settings;
  readonly keys: Keys;
  readonly idempotency: IdempotencyKeys;
  readonly webhooks: Webhooks;
  readonly requests: RequestNote[] = [];
  readonly #context: VendorContext;
  readonly #stopListening: () => void;
  /** The request that is being answered; events that it causes name it. */
  #current: { id: string; idempotencyKey: string | null } | null = null;

  constructor(context: VendorContext) {
    this.#context = context;
    this.settings = defaultSettings(context.env);
    this.keys = keysFrom(context.env);
    this.idempotency = new IdempotencyKeys(() => this.now());
    this.webhooks = new Webhooks(context.clock, () => this.settings);
    this.#stopListening = context.clock.onShift(() => cancelExpired(this));
  }

  now(): Date {
    return this.#context.clock.now();
  }

  emit(type: string, object: unknown): EventRecord {
    const event: EventRecord = {
      id: newId('evt_3'),
      type,
      created: this.now(),
      object,
      requestId: this.#current?.id ?? null,
      idempotencyKey: this.#current?.idempotencyKey ?? null,
      deliveries: [],
    };
    this.model.events.push(event);
    this.webhooks.send(event);
    return event;
  }

  /** Runs the work of a request. The work is synchronous, so no other request can run in between. */
  during<T>(request: { id: string; idempotencyKey: string | null }, work: () => T): T {
    this.#current = request;
    try {
      cancelExpired(this);
      return work();
    } finally {
      this.#current = null;
    }
  }

  note(request: RequestNote): void {
    this.requests.push(request);
    if (this.requests.length > keptRequests) this.requests.shift();
  }

  configure(change: unknown): void {
    this.settings = changedSettings(settingsShape, this.settings, change);
    finishRefunds(this, this.settings.refunds);
  }

  reset(): void {
    this.webhooks.clear();
    this.model = emptyModel();
    this.settings = defaultSettings(this.#context.env);
    this.idempotency.clear();
    this.requests.length = 0;
  }

  async stop(): Promise<void> {
    this.#stopListening();
    await this.webhooks.stop();
  }
}
