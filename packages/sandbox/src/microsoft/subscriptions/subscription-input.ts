import { invalid } from '../http/refusal.ts';
import { textFrom } from '../http/request-body.ts';
import { type ChangeType, type Mailbox, mailboxNamed } from '../model.ts';
import type { Settings } from '../settings.ts';
import type { MicrosoftState } from '../vendor-state.ts';

type Body = Record<string, unknown>;

const shortestMs = 45 * 60_000;
const longestMs = 10_080 * 60_000;
const longestClientState = 128;

/** An address that can be told. Plain http is good enough on this machine only. @throws Refusal (400) */
export function addressFrom(body: Body, property: string): string | null {
  const text = textFrom(body, property);
  if (text === null) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLoopback =
    url?.protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\]|::1)$/.test(url.hostname);
  if (url?.protocol === 'https:' || isLoopback) return text;
  throw invalid(`${property} must be a valid https address.`, 'InvalidRequest');
}

/** @throws Refusal (400) */
export function changeTypesFrom(body: Body): ChangeType[] {
  const named = (textFrom(body, 'changeType') ?? '').split(',').map((one) => one.trim().toLowerCase());
  const all: ChangeType[] = ['created', 'updated', 'deleted'];
  const known = all.filter((one) => named.includes(one));
  if (known.length > 0 && known.length === new Set(named).size) return known;
  throw invalid('changeType must name created, updated or deleted.', 'InvalidRequest');
}

/** The mailbox of `users/{id}/events`. @throws Refusal (400) */
export function mailboxOfResource(state: MicrosoftState, resource: string): Mailbox {
  const [, name] = /^\/?users\/([^/]+)\/(?:calendar\/)?events\/?$/i.exec(resource) ?? [];
  const mailbox = name && mailboxNamed(state.model, decodeURIComponent(name).replace(/^'|'$/g, ''));
  if (!mailbox) throw invalid(`Resource '${resource}' is not supported for subscriptions.`, 'ExtensionError');
  return mailbox;
}

/**
 * The end of a subscription: at least 45 minutes from now, at most 10,080.
 * @throws Refusal (400)
 */
export function expirationFrom(body: Body, now: Date, { overlongExpiration }: Settings): Date | null {
  const text = textFrom(body, 'expirationDateTime');
  if (text === null) return null;
  const at = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`);
  if (Number.isNaN(at)) throw invalid('expirationDateTime is not a valid date-time.', 'InvalidRequest');
  if (at <= now.getTime()) {
    throw invalid('Subscription expiration must be in the future.', 'InvalidRequest');
  }
  const longest = now.getTime() + longestMs;
  if (at > longest && overlongExpiration === 'refused') {
    throw invalid('Subscription expiration can only be 10080 minutes in the future.', 'ValidationError');
  }
  return new Date(Math.min(Math.max(at, now.getTime() + shortestMs), longest));
}

/** @throws Refusal (400) when it is longer than 128 characters */
export function clientStateFrom(body: Body): string | null {
  const text = textFrom(body, 'clientState');
  if (text === null || text.length <= longestClientState) return text;
  throw invalid(`clientState must not be longer than ${longestClientState} characters.`, 'InvalidRequest');
}
