import { changedSettings } from '../control/changed-settings.ts';
import type { AppointmentCopy, WrittenCopy } from '../control/connected-calendars.ts';
import type { VendorContext } from '../control/vendor.ts';
import { DeltaTokens } from './calendar/delta-tokens.ts';
import { EventBook } from './calendar/event-book.ts';
import { occurrencesOf } from './calendar/recurrence.ts';
import { Throttle } from './http/throttle.ts';
import { AccessTokens } from './login/access-tokens.ts';
import { SignIns } from './login/sign-ins.ts';
import { SigningKey } from './login/signing-key.ts';
import {
  type CalendarEvent,
  type ChangeType,
  type Mailbox,
  type Model,
  mailboxNamed,
  type ShowAs,
  type Span,
} from './model.ts';
import { type Registration, registrationOf, seedModel } from './seed.ts';
import {
  defaultLimits,
  defaultSettings,
  type Limits,
  limitsShape,
  type Settings,
  settingsShape,
} from './settings.ts';
import { Notifications } from './subscriptions/notifications.ts';
import { SubscriptionBook } from './subscriptions/subscription-book.ts';

/** The state of the stand-in Microsoft, which all routes share: its data, settings, limits and tokens. */
export class MicrosoftState {
  readonly #context: VendorContext;
  /** The events that another calendar has written. Their own calendar has their times already. */
  readonly #copies = new Set<string>();
  readonly registration: Registration;
  readonly tokens: AccessTokens;
  readonly signIns: SignIns;
  readonly signingKey = new SigningKey();
  /** Of no issuer that the app knows, for id tokens that must be refused. */
  readonly foreignKey = new SigningKey();
  /** Where the clinic's own server is; null: not configured. */
  readonly publicUrl: string | null;
  readonly throttle: Throttle;
  readonly book: EventBook;
  readonly deltaTokens = new DeltaTokens();
  readonly notifications: Notifications;
  readonly subscriptions: SubscriptionBook;
  model: Model;
  settings: Settings = { ...defaultSettings };
  limits: Limits = { ...defaultLimits };
  /** Known once the server listens. */
  origin = '';

  constructor(context: VendorContext) {
    this.#context = context;
    context.connected.connect({
      busyOf: (practitionerId, from, to) => this.#busyOf(practitionerId, { start: from, end: to }),
      addCopy: (practitionerId, copy) => this.#addCopy(practitionerId, copy),
      removeCopy: (id) => this.#removeCopy(id),
    });
    this.registration = registrationOf(context.env);
    this.model = seedModel(context.clinic);
    this.tokens = new AccessTokens(context.clock);
    this.signIns = new SignIns(context.clock);
    this.publicUrl = context.env.PUBLIC_URL || null;
    this.throttle = new Throttle(context.clock, () => this.limits);
    this.book = new EventBook({
      model: () => this.model,
      now: () => this.now(),
      announce: (event, changeType) => this.#announce(event, changeType),
    });
    this.notifications = new Notifications({
      clock: context.clock,
      settings: () => this.settings,
      tenantId: this.registration.tenantId,
      onLost: (subscriptionIds) => this.#sayMissed(subscriptionIds),
    });
    this.subscriptions = new SubscriptionBook({
      clock: context.clock,
      model: () => this.model,
      settings: () => this.settings,
      lifecycle: (subscription, event) => this.notifications.lifecycle(subscription, event),
    });
  }

  /** What other calendars that the practitioner has connected see of the mailbox. */
  #busyOf(practitionerId: string, window: Span): Span[] {
    const mailbox = mailboxNamed(this.model, practitionerId);
    if (!mailbox) return [];
    return [...this.model.events.values()]
      .filter(
        ({ id, mailboxId, showAs }) =>
          mailboxId === mailbox.id && !isFreeTime(showAs) && !this.#copies.has(id),
      )
      .flatMap((event) => occurrencesOf(event, mailbox.timeZone, window))
      .map(({ start, end }) => ({ start, end }));
  }

  #addCopy(practitionerId: string, copy: AppointmentCopy): WrittenCopy | null {
    const mailbox = mailboxNamed(this.model, practitionerId);
    if (!mailbox) return null;
    const { subject, start, end, attendee } = copy;
    const attendees = [{ ...attendee, type: 'required' }];
    const { id, folderId } = this.book.add(mailbox, { subject, start, end, attendees }, null);
    this.#copies.add(id);
    return { id, shownAs: folderId };
  }

  #removeCopy(id: string): void {
    const event = this.model.events.get(id);
    if (event && this.#copies.has(id)) this.book.remove(event);
  }

  now(): Date {
    return this.#context.clock.now();
  }

  isReadable({ address }: Mailbox): boolean {
    return !this.settings.unreadableMailboxes.some((one) => one.toLowerCase() === address.toLowerCase());
  }

  /** The address of a request as links must name it, also when the request named another host. */
  publicAddress(requestUrl: string): URL {
    const { pathname, search } = new URL(requestUrl);
    return new URL(`${pathname}${search}`, this.origin);
  }

  reset(): void {
    this.notifications.reset();
    this.deltaTokens.forget();
    this.model = seedModel(this.#context.clinic);
    this.#copies.clear();
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

  async stop(): Promise<void> {
    this.subscriptions.stop();
    await this.notifications.stop();
  }

  #announce(event: CalendarEvent, changeType: ChangeType): void {
    const subscriptions = [...this.model.subscriptions.values()].filter(
      ({ mailboxId }) => mailboxId === event.mailboxId,
    );
    this.notifications.change(subscriptions, event, changeType);
  }

  #sayMissed(subscriptionIds: readonly string[]): void {
    if (!this.settings.missedAutomatically) return;
    for (const id of subscriptionIds) {
      const subscription = this.model.subscriptions.get(id);
      if (subscription) this.notifications.lifecycle(subscription, 'missed');
    }
  }
}

/** Calendars read busy, tentative and out of office as busy. */
function isFreeTime(showAs: ShowAs): boolean {
  return showAs === 'free' || showAs === 'workingElsewhere';
}
