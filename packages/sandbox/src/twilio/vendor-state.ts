import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { actRefusal } from '../control/act-refusal.ts';
import { changedSettings } from '../control/changed-settings.ts';
import type { VendorContext } from '../control/vendor.ts';
import { Callbacks } from './callbacks.ts';
import { type Message, magicNumbers, type Status, segmentsOf } from './model.ts';
import { numberRefusals, Refusal } from './refusal.ts';
import {
  defaultLimits,
  defaultSettings,
  type Limits,
  limitsShape,
  type Settings,
  settingsShape,
} from './settings.ts';

const optOut = /^(stop|stopall|unsubscribe|cancel|end|quit)$/i;
const optIn = /^(start|unstop|yes)$/i;
const help = /^(help|info)$/i;
const replyShape = z.strictObject({ from: z.string(), body: z.string().min(1).max(1600) });

export interface Outgoing {
  to: string;
  from: string | null;
  messagingServiceSid: string | null;
  body: string;
  statusCallback: string | null;
}

/** The state of the stand-in Twilio: its messages, who opted out, settings, limits and callbacks. */
export class TwilioState {
  readonly #context: VendorContext;
  readonly accountSid: string;
  readonly authToken: string;
  readonly number: string;
  readonly callbacks: Callbacks;
  messages = new Map<string, Message>();
  optedOut = new Set<string>();
  settings: Settings;
  limits: Limits = { ...defaultLimits };

  constructor(context: VendorContext) {
    const { env } = context;
    this.#context = context;
    this.accountSid = env.TWILIO_ACCOUNT_SID || 'AC5a4db0c003650b074a418ca15a4db0c0';
    this.authToken = env.TWILIO_AUTH_TOKEN || 'sandbox-twilio-token';
    this.number = env.TWILIO_FROM || '+61480000000';
    this.settings = defaultSettings(env.PUBLIC_URL);
    this.callbacks = new Callbacks({
      clock: context.clock,
      settings: () => this.settings,
      authToken: this.authToken,
    });
  }

  now(): Date {
    return this.#context.clock.now();
  }

  reset(): void {
    this.callbacks.reset();
    this.messages = new Map();
    this.optedOut = new Set();
    this.settings = defaultSettings(this.#context.env.PUBLIC_URL);
    this.limits = { ...defaultLimits };
  }

  configure(change: unknown): void {
    this.settings = changedSettings(settingsShape, this.settings, change);
  }

  limit(change: unknown): void {
    this.limits = changedSettings(limitsShape, this.limits, change);
  }

  /** Takes a message, and tells its steps: sent, then delivered or not. @throws Refusal */
  send(outgoing: Outgoing): Message {
    this.#checkLimit();
    const magic = magicNumbers.get(outgoing.to);
    const error = magic?.error ?? (this.optedOut.has(outgoing.to) ? 21610 : undefined);
    if (error) throw new Refusal(400, error, numberRefusals[error] ?? 'The number is refused');
    const from = outgoing.from ?? this.number;
    const message = this.#message({ ...outgoing, from, direction: 'outbound-api', status: 'queued' });
    this.#step(message, 'sent', null);
    if (magic?.undelivered) this.#step(message, 'undelivered', magic.undelivered);
    else this.#step(message, 'delivered', null);
    return message;
  }

  /** A patient answers. @throws ZodError */
  act(act: string, body: unknown): unknown {
    if (act !== 'reply') throw actRefusal('act', 'must be reply');
    const { from, body: text } = replyShape.parse(body);
    const message = this.#message({
      to: this.number,
      from,
      messagingServiceSid: null,
      body: text,
      statusCallback: null,
      direction: 'inbound',
      status: 'received',
    });
    const optOutType = this.#keywordOf(from, text.trim());
    if (this.settings.inboundUrl) {
      this.callbacks.send(this.settings.inboundUrl, {
        ...{ MessageSid: message.sid, SmsSid: message.sid, AccountSid: this.accountSid },
        ...{ From: from, To: this.number, Body: text, NumSegments: String(message.segments) },
        ...{ NumMedia: '0', ApiVersion: '2010-04-01', SmsStatus: 'received' },
        ...(optOutType && { OptOutType: optOutType }),
      });
    }
    return { sid: message.sid };
  }

  /**
   * Finds Twilio's keyword in a reply, and keeps or ends the opt-out.
   * A "yes" of a person who never opted out is an ordinary answer.
   */
  #keywordOf(from: string, text: string): 'STOP' | 'START' | 'HELP' | null {
    if (help.test(text)) return 'HELP';
    if (optOut.test(text)) {
      this.optedOut.add(from);
      return 'STOP';
    }
    return optIn.test(text) && this.optedOut.delete(from) ? 'START' : null;
  }

  #message(given: Outgoing & Pick<Message, 'from' | 'direction' | 'status'>): Message {
    const now = this.now();
    const message: Message = {
      ...given,
      sid: `SM${randomBytes(16).toString('hex')}`,
      segments: segmentsOf(given.body),
      errorCode: null,
      createdAt: now,
      updatedAt: now,
      sentAt: null,
    };
    this.messages.set(message.sid, message);
    return message;
  }

  #step(message: Message, status: Status, errorCode: number | null): void {
    message.status = status;
    message.errorCode = errorCode;
    message.updatedAt = this.now();
    message.sentAt ??= this.now();
    if (message.statusCallback === null) return;
    this.callbacks.send(message.statusCallback, {
      ...{ MessageSid: message.sid, MessageStatus: status, SmsSid: message.sid, SmsStatus: status },
      ...{ To: message.to, From: message.from, AccountSid: this.accountSid, ApiVersion: '2010-04-01' },
      ...(errorCode !== null && { ErrorCode: String(errorCode) }),
    });
  }

  #checkLimit(): void {
    const { messagesPerMinute } = this.limits;
    const since = this.now().getTime() - 60_000;
    const recent = [...this.messages.values()].filter(
      ({ createdAt, direction }) => direction === 'outbound-api' && createdAt.getTime() > since,
    );
    if (messagesPerMinute !== null && recent.length >= messagesPerMinute) {
      throw new Refusal(429, 20429, 'Too Many Requests');
    }
  }
}
