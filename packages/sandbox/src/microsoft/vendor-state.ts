import { changedSettings } from '../control/changed-settings.ts';
import type { VendorContext } from '../control/vendor.ts';
import { EventBook } from './calendar/event-book.ts';
import { Throttle } from './http/throttle.ts';
import { AccessTokens } from './login/access-tokens.ts';
import type { CalendarEvent, ChangeType, Mailbox, Model } from './model.ts';
import { type Registration, registrationOf, seedModel } from './seed.ts';
import {
  defaultLimits,
  defaultSettings,
  type Limits,
  limitsShape,
  type Settings,
  settingsShape,
} from './settings.ts';

/** The state of the stand-in Microsoft, which all routes share: its data, settings, limits and tokens. */
export class MicrosoftState {
  readonly #context: VendorContext;
  readonly registration: Registration;
  readonly tokens: AccessTokens;
  readonly throttle: Throttle;
  readonly book: EventBook;
  model: Model;
  settings: Settings = { ...defaultSettings };
  limits: Limits = { ...defaultLimits };
  /** Known once the server listens. */
  origin = '';

  constructor(context: VendorContext) {
    this.#context = context;
    this.registration = registrationOf(context.env);
    this.model = seedModel(context.clinic);
    this.tokens = new AccessTokens(context.clock);
    this.throttle = new Throttle(context.clock, () => this.limits);
    this.book = new EventBook({
      model: () => this.model,
      now: () => this.now(),
      announce: (event, changeType) => this.#announce(event, changeType),
    });
  }

  now(): Date {
    return this.#context.clock.now();
  }

  isReadable({ address }: Mailbox): boolean {
    return !this.settings.unreadableMailboxes.some((one) => one.toLowerCase() === address.toLowerCase());
  }

  /** The address of a request as links must name it, whatever host the request named. */
  publicAddress(requestUrl: string): URL {
    const { pathname, search } = new URL(requestUrl);
    return new URL(`${pathname}${search}`, this.origin);
  }

  reset(): void {
    this.model = seedModel(this.#context.clinic);
    this.settings = { ...defaultSettings };
    this.limits = { ...defaultLimits };
    this.throttle.reset();
  }

  configure(change: unknown): void {
    this.settings = changedSettings(settingsShape, this.settings, change);
  }

  limit(change: unknown): void {
    this.limits = changedSettings(limitsShape, this.limits, change);
  }

  #announce(_event: CalendarEvent, _changeType: ChangeType): void {
    // Nothing listens yet.
  }
}
