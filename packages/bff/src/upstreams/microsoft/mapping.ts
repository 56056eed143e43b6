import { secondMs } from '@botaniqal/shared/time/duration.ts';
import { instantOf } from '../../platform/local-time.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { MailboxEvent, MailboxNotification, MailboxSubscription } from '../../ports/mailboxes.ts';
import type { Event, Moment, Notification, Subscription } from './wire.ts';

/**
 * Microsoft's shapes and ours, and each part of Microsoft's contract that no source confirms. What is unconfirmed has
 * the mark UNCONFIRMED, and both possible answers are accepted.
 */

/** Whether a practitioner can be booked during an event, by what the event is shown as. */
const busyByShownAs: Readonly<Record<string, boolean>> = {
  free: false,
  /** The practitioner works, in another place. Nearly all visits are by video. */
  workingElsewhere: false,
  /** An invitation without an answer can still become an appointment. */
  tentative: true,
  busy: true,
  oof: true,
  unknown: true,
};

/** An event that is shown as a word we do not know takes time of the practitioner, so it is busy. */
function isBusy(shownAs: string | null | undefined): boolean {
  return busyByShownAs[shownAs ?? 'busy'] ?? true;
}

/** The property by which an event says which booking it is for. The id names our own set of properties. */
export const bookingProperty = 'String {0f4d7c52-5a3e-4c6b-9a1f-3c2b7e9d8a10} Name BotaniqalBooking';

/** Also tells which booking an event is for, should an answer leave the property out. UNCONFIRMED: its longest length. */
export const transactionIdOf = (bookingId: string, moveId?: string) =>
  `botaniqal-booking-${bookingId}${moveId ? `~${moveId}` : ''}`;

function bookingIdOf({ singleValueExtendedProperties, transactionId }: Event): string | null {
  const property = singleValueExtendedProperties?.find(
    ({ id }) => id.toLowerCase() === bookingProperty.toLowerCase(),
  );
  return property?.value ?? /^botaniqal-booking-([^~]+)/.exec(transactionId ?? '')?.[1] ?? null;
}

/** `null` for an event that was cancelled and not yet removed. */
export function eventOf(event: Event, timeZone: string): MailboxEvent | null {
  if (event.isCancelled) return null;
  const isAllDay = event.isAllDay ?? false;
  return {
    eventId: event.id,
    start: momentOf(event.start, isAllDay, timeZone),
    end: momentOf(event.end, isAllDay, timeZone),
    busy: isBusy(event.showAs),
    bookingId: bookingIdOf(event),
  };
}

const namesOfUtc = new Set(['UTC', 'Etc/UTC', 'Etc/GMT', 'GMT', 'tzone://Microsoft/Utc']);

/**
 * The instant of a moment. We ask for UTC. An event that lasts whole days begins at midnight, whichever zone the answer
 * names: that midnight is the clinic's. UNCONFIRMED: some servers convert it to UTC, and then it is no midnight there.
 */
function momentOf({ dateTime, timeZone: named }: Moment, isAllDay: boolean, timeZone: string): Date {
  if (isAllDay && /T00:00(:00(\.0+)?)?Z?$/.test(dateTime)) return instantOf(dateTime.slice(0, 16), timeZone);
  const hasOffset = /(Z|[+-]\d\d:\d\d)$/.test(dateTime);
  // Graph writes seven digits after the seconds. JavaScript reads three.
  const at = new Date(`${dateTime.replace(/(\.\d{3})\d+/, '$1')}${hasOffset ? '' : 'Z'}`);
  if (Number.isNaN(at.getTime()) || (!hasOffset && !namesOfUtc.has(named))) {
    throw new UpstreamError('microsoft', 'bad_answer', {
      cause: new Error(`a moment in the zone ${JSON.stringify(named)}, although UTC was asked for`),
    });
  }
  return at;
}

/** A moment as Microsoft reads it. The zone is UTC, because IANA names are UNCONFIRMED. */
export function wireMoment(instant: Date): Moment {
  return { dateTime: instant.toISOString().slice(0, 19), timeZone: 'UTC' };
}

/** For Outlook the longest life of a subscription is under seven days. An hour less leaves room for clocks that differ. */
export const longestSubscriptionMinutes = 10_080 - 60;

/** `users/{address or id}/events`, in any case. */
function mailboxOfResource(resource: string): string | null {
  return /(?:^|\/)users\/([^/]+)\/events/i.exec(resource)?.[1]?.toLowerCase() ?? null;
}

export function subscriptionOf(
  { id, resource, notificationUrl, expirationDateTime }: Subscription,
  practitionerOf: (mailbox: string) => string | null,
): MailboxSubscription {
  const mailbox = mailboxOfResource(resource);
  return {
    subscriptionId: id,
    practitionerId: mailbox === null ? null : practitionerOf(decodeURIComponent(mailbox)),
    address: notificationUrl ?? '',
    expiresAt: expirationDateTime,
  };
}

const kindsOfLifecycle: Readonly<Record<string, MailboxNotification['kind']>> = {
  missed: 'missed',
  subscriptionremoved: 'removed',
  reauthorizationrequired: 'renewal_due',
};

export function notificationOf(notification: Notification): MailboxNotification {
  const { subscriptionId, clientState, lifecycleEvent } = notification;
  return {
    key: keyOf(notification),
    subscriptionId,
    secret: clientState,
    kind: lifecycleEvent ? (kindsOfLifecycle[lifecycleEvent.toLowerCase()] ?? 'other') : 'changed',
  };
}

/** UNCONFIRMED: whether each notification has an id, and whether each has the version of its event. */
function keyOf({
  id,
  subscriptionId,
  changeType,
  resource,
  resourceData,
  ...rest
}: Notification): string | null {
  const version = resourceData?.['@odata.etag'];
  if (rest.lifecycleEvent || (!id && !version)) return null;
  return [subscriptionId, changeType, resource?.toLowerCase(), id, version].join(' ');
}

/** How long before its end a token is not used any more. */
export const tokenMarginMs = 300 * secondMs;
