import { dayIn } from '../../time/zone.ts';
import { type Occurrence, occurrenceId } from '../calendar/recurrence.ts';
import { localDateTime } from '../calendar/time-zones.ts';
import type { CalendarEvent, Mailbox, Span, Subscription } from '../model.ts';
import type { Preferences } from './preferences.ts';

export type Wire = Record<string, unknown>;

const never = '0001-01-01T00:00:00Z';

/** Graph writes seven digits after the seconds. */
function stamp(instant: Date): string {
  return instant.toISOString().replace('Z', '0000Z');
}

/** Graph writes the ends of subscriptions without a fraction when there is none. */
export function shortStamp(instant: Date): string {
  return instant.toISOString().replace('.000Z', 'Z');
}

export function etagOf({ changeKey }: CalendarEvent): string {
  return `W/"${changeKey}"`;
}

export function idOf(event: { id: string; folderId: string }, hasImmutableIds: boolean): string {
  return hasImmutableIds ? event.id : event.folderId;
}

/** `{ dateTime, timeZone }` in the zone that the request prefers. An all-day event starts at midnight in any zone. */
export function momentOf(instant: Date, isAllDay: boolean, mailbox: Mailbox, prefer: Preferences): Wire {
  const dateTime = isAllDay
    ? `${dayIn(mailbox.timeZone, instant)}T00:00:00.0000000`
    : localDateTime(instant, prefer.iana);
  return { dateTime, timeZone: prefer.timeZone };
}

/** An event, or one occurrence of it. @param expanded property ids that `$expand` names; null: none */
export function eventWire(
  occurrence: Occurrence,
  mailbox: Mailbox,
  prefer: Preferences,
  expanded: ReadonlySet<string> | null,
): Wire {
  const { event, day } = occurrence;
  const id = idOf(event, prefer.hasImmutableIds);
  return {
    '@odata.etag': etagOf(event),
    id: occurrenceId(id, day),
    createdDateTime: stamp(event.createdAt),
    lastModifiedDateTime: stamp(event.modifiedAt),
    changeKey: event.changeKey,
    categories: event.categories,
    transactionId: event.transactionId,
    originalStartTimeZone: event.startTimeZone,
    originalEndTimeZone: event.endTimeZone,
    iCalUId: event.iCalUId,
    reminderMinutesBeforeStart: 15,
    isReminderOn: true,
    hasAttachments: false,
    subject: event.subject,
    bodyPreview: textOf(event).slice(0, 255),
    importance: 'normal',
    sensitivity: event.sensitivity,
    isAllDay: event.isAllDay,
    isCancelled: false,
    isOrganizer: true,
    responseRequested: true,
    seriesMasterId: day === null ? null : id,
    showAs: event.showAs,
    type: typeOf(occurrence),
    webLink: `https://outlook.office365.com/owa/?itemid=${encodeURIComponent(id)}&exvsurl=1&path=/calendar/item`,
    onlineMeetingUrl: null,
    isOnlineMeeting: false,
    onlineMeeting: null,
    onlineMeetingProvider: 'unknown',
    allowNewTimeProposals: true,
    hideAttendees: false,
    isDraft: false,
    recurrence: day === null ? recurrenceWire(event) : null,
    responseStatus: { response: 'organizer', time: never },
    body: bodyOf(event, prefer),
    start: momentOf(occurrence.start, event.isAllDay, mailbox, prefer),
    end: momentOf(occurrence.end, event.isAllDay, mailbox, prefer),
    location: {
      displayName: event.location,
      locationType: 'default',
      ...(event.location && { uniqueId: event.location }),
      uniqueIdType: event.location ? 'private' : 'unknown',
      ...(event.location ? {} : { address: {}, coordinates: {} }),
    },
    locations: event.location
      ? [{ displayName: event.location, locationType: 'default', uniqueIdType: 'unknown' }]
      : [],
    attendees: event.attendees.map(({ address, name, type }) => ({
      type,
      status: { response: 'none', time: never },
      emailAddress: { name, address },
    })),
    organizer: { emailAddress: { name: mailbox.name, address: mailbox.address } },
    ...(expanded && propertiesOf(event, expanded)),
  };
}

function typeOf({ event, day, isException }: Occurrence): string {
  if (day !== null) return isException ? 'exception' : 'occurrence';
  return event.recurrence ? 'seriesMaster' : 'singleInstance';
}

/** An event that is not read through a window: a single one, or the master of its series. */
export function wholeEvent(event: CalendarEvent): Occurrence {
  return { event, day: null, isException: false, start: event.start, end: event.end };
}

function propertiesOf({ extendedProperties }: CalendarEvent, wanted: ReadonlySet<string>): Wire {
  const found = [...extendedProperties].filter(([id]) => wanted.size === 0 || wanted.has(id.toLowerCase()));
  return found.length === 0
    ? {}
    : { singleValueExtendedProperties: found.map(([id, value]) => ({ id, value })) };
}

function recurrenceWire({ recurrence, startTimeZone }: CalendarEvent): Wire | null {
  if (!recurrence) return null;
  const { type, interval, daysOfWeek, range } = recurrence;
  return {
    pattern: {
      ...{ type, interval, month: 0, dayOfMonth: 0 },
      ...(type === 'weekly' && { daysOfWeek }),
      ...{ firstDayOfWeek: 'sunday', index: 'first' },
    },
    range: {
      type: range.type,
      startDate: range.startDate,
      endDate: range.endDate ?? '0001-01-01',
      recurrenceTimeZone: startTimeZone,
      numberOfOccurrences: range.numberOfOccurrences ?? 0,
    },
  };
}

function textOf({ body }: CalendarEvent): string {
  return body.contentType === 'text' ? body.content : body.content.replaceAll(/<[^>]*>/g, '').trim();
}

function bodyOf(event: CalendarEvent, { bodyContentType }: Preferences): Wire {
  if (bodyContentType === 'text') return { contentType: 'text', content: textOf(event) };
  const { contentType, content } = event.body;
  if (contentType === 'text' || content.startsWith('<html')) return { contentType: 'html', content };
  return { contentType: 'html', content: content === '' ? '' : `<html><body>${content}</body></html>` };
}

/** What a delta round says of an event that is gone, or that lies outside its window. */
export function removedWire(id: string): Wire {
  return {
    '@odata.type': '#microsoft.graph.event',
    id,
    '@removed': { reason: 'deleted' },
  };
}

export function subscriptionWire(subscription: Subscription, clientId: string): Wire {
  return {
    id: subscription.id,
    resource: subscription.resource,
    applicationId: clientId,
    changeType: subscription.changeTypes.join(','),
    clientState: subscription.clientState,
    notificationUrl: subscription.notificationUrl,
    notificationQueryOptions: null,
    notificationContentType: null,
    lifecycleNotificationUrl: subscription.lifecycleNotificationUrl,
    expirationDateTime: shortStamp(subscription.expiresAt),
    creatorId: clientId,
    includeResourceData: null,
    latestSupportedTlsVersion: subscription.latestSupportedTlsVersion,
    encryptionCertificate: null,
    encryptionCertificateId: null,
    notificationUrlAppId: null,
  };
}

/** Whether two spans share some time. */
export function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && a.end > b.start;
}
