import { changedSettings } from '../control/changed-settings.ts';
import type { ConnectedCalendars } from '../control/connected-calendars.ts';
import type { VendorContext } from '../control/vendor.ts';
import { RateLimits } from './http/rate-limits.ts';
import { Uris } from './http/uris.ts';
import { Wires } from './http/wire.ts';
import type { Invitee, Model } from './model.ts';
import { seedModel, seedTokens, type Token } from './seed.ts';
import {
  defaultLimits,
  defaultSettings,
  type Limits,
  limitsShape,
  type Settings,
  settingsShape,
} from './settings.ts';
import { Deliveries } from './webhooks/deliveries.ts';
import { inviteePayload } from './webhooks/invitee-payload.ts';

/** The state of the stand-in Calendly, which all routes share: its data, settings, limits and webhooks. */
export class CalendlyState {
  readonly #context: VendorContext;
  readonly tokens: Map<string, Token>;
  readonly uris: Uris;
  readonly wires: Wires;
  readonly rates: RateLimits;
  readonly deliveries: Deliveries;
  model: Model;
  settings: Settings = { ...defaultSettings };
  limits: Limits = { ...defaultLimits };
  /** Known once the server listens. */
  origin = '';

  constructor(context: VendorContext) {
    this.#context = context;
    this.model = this.#seed();
    this.tokens = seedTokens(context.clinic, context.env);
    this.uris = new Uris(() => this.origin);
    this.wires = new Wires({
      model: () => this.model,
      uris: this.uris,
      settings: () => this.settings,
      now: () => this.now(),
    });
    this.rates = new RateLimits(context.clock, () => this.limits);
    this.deliveries = new Deliveries({
      clock: context.clock,
      settings: () => this.settings,
      subscriptions: () => [...this.model.subscriptions.values()],
      creatorUri: (subscription) => this.uris.user(subscription.creatorId),
    });
  }

  #seed(): Model {
    const { clinic, connected } = this.#context;
    return seedModel(clinic, ({ practitionerId }, from, to) =>
      this.settings.readsOutlook ? connected.busyOf(practitionerId, from, to) : [],
    );
  }

  /** Where the practitioner's other calendars are. */
  get connected(): ConnectedCalendars {
    return this.#context.connected;
  }

  now(): Date {
    return this.#context.clock.now();
  }

  reset(): void {
    this.deliveries.reset();
    this.model = this.#seed();
    this.settings = { ...defaultSettings };
    this.limits = { ...defaultLimits };
    this.rates.reset();
  }

  configure(change: unknown): void {
    this.settings = changedSettings(settingsShape, this.settings, change);
  }

  limit(change: unknown): void {
    this.limits = changedSettings(limitsShape, this.limits, change);
  }
}

/** Tells the subscribers what happened to an invitee. */
export function announceInvitee(state: CalendlyState, happened: string, invitee: Invitee): void {
  const event = state.model.events.get(invitee.eventId);
  if (event) state.deliveries.announce(happened, event.userId, inviteePayload(state.wires, invitee, event));
}
