import { createHmac, randomUUID } from 'node:crypto';
import type { SandboxClock } from '../control/clock.ts';
import { WebhookSender } from '../delivery/webhook-sender.ts';
import type { Settings } from './settings.ts';

/** One signed form on its way: a status, or a reply. */
export interface Callback {
  id: string;
  url: string;
  fields: Record<string, string>;
  state: 'waiting' | 'delivered' | 'given_up';
  attempts: number;
  lastStatus: number | null;
  createdAt: Date;
  dueAt: Date;
}

/** The address as it is called, then each field by name, joined without separators; HMAC-SHA1 with the auth token. */
function signatureOf(authToken: string, url: string, fields: Record<string, string>): string {
  const text = Object.keys(fields)
    .toSorted()
    .reduce((joined, name) => `${joined}${name}${fields[name] ?? ''}`, url);
  return createHmac('sha1', authToken).update(text).digest('base64');
}

interface Parts {
  clock: SandboxClock;
  settings: () => Settings;
  authToken: string;
}

/** Sends callbacks: signed, late, twice or out of order, as the settings say. */
export class Callbacks {
  readonly #parts: Parts;
  readonly #sender: WebhookSender<Callback>;
  #all: Callback[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#sender = new WebhookSender({
      clock: parts.clock,
      isReversed: () => parts.settings().callbackOrder === 'newest_first',
      prepare: (callback) => {
        callback.attempts += 1;
        const body = new URLSearchParams(callback.fields).toString();
        return { url: callback.url, headers: this.#headers(callback), body };
      },
      finish: (callback, { status, arrived }) => {
        callback.lastStatus = status;
        const wait = parts.settings().retrySeconds[callback.attempts - 1];
        if (!arrived && wait !== undefined) return new Date(parts.clock.now().getTime() + wait * 1000);
        callback.state = arrived ? 'delivered' : 'given_up';
        return null;
      },
    });
  }

  list(): readonly Callback[] {
    return this.#all;
  }

  send(url: string, fields: Record<string, string>): void {
    const { clock, settings } = this.#parts;
    const { callbackCopies, callbackDelaySeconds } = settings();
    const now = clock.now();
    for (let copy = 0; copy < callbackCopies; copy += 1) {
      const callback: Callback = {
        id: randomUUID(),
        url,
        fields,
        state: 'waiting',
        attempts: 0,
        lastStatus: null,
        createdAt: now,
        dueAt: new Date(now.getTime() + callbackDelaySeconds * 1000),
      };
      this.#all.push(callback);
      this.#sender.add(callback);
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

  #headers({ url, fields }: Callback): Record<string, string> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'TwilioProxy/1.1' };
    const { signature } = this.#parts.settings();
    if (signature === 'none') return headers;
    const key = signature === 'good' ? this.#parts.authToken : 'of-another-account';
    return { ...headers, 'X-Twilio-Signature': signatureOf(key, url, fields) };
  }
}
