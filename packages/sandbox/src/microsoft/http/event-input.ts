import { ianaOf, instantOf } from '../calendar/time-zones.ts';
import { type Attendee, type CalendarEvent, type Recurrence, type ShowAs, showAsValues } from '../model.ts';
import type { Settings } from '../settings.ts';
import { invalid } from './refusal.ts';
import { isObject, textFrom } from './request-body.ts';

type Body = Record<string, unknown>;
/** What a request can set on an event. */
export type EventInput = Pick<
  CalendarEvent,
  | 'subject'
  | 'body'
  | 'start'
  | 'end'
  | 'startTimeZone'
  | 'endTimeZone'
  | 'isAllDay'
  | 'showAs'
  | 'sensitivity'
  | 'location'
  | 'categories'
  | 'attendees'
  | 'recurrence'
> & { extendedProperties: Map<string, string> };

/**
 * What the body of a POST or PATCH sets; what it leaves out is left out here.
 * @throws Refusal (400)
 */
export function eventInputFrom(body: Body, settings: Settings): Partial<EventInput> {
  const [start, end] = [momentFrom(body, 'start', settings), momentFrom(body, 'end', settings)];
  return {
    ...given('subject', textFrom(body, 'subject')),
    ...given('sensitivity', textFrom(body, 'sensitivity')),
    ...given('body', contentFrom(body.body)),
    ...given('showAs', showAsFrom(textFrom(body, 'showAs'))),
    ...given('location', isObject(body.location) ? (textFrom(body.location, 'displayName') ?? '') : null),
    ...given('categories', Array.isArray(body.categories) ? body.categories.map(String) : null),
    ...given('attendees', Array.isArray(body.attendees) ? body.attendees.map(attendeeFrom) : null),
    ...given('isAllDay', typeof body.isAllDay === 'boolean' ? body.isAllDay : null),
    ...given('extendedProperties', propertiesFrom(body.singleValueExtendedProperties)),
    ...('recurrence' in body && { recurrence: recurrenceFrom(body.recurrence) }),
    ...(start && { start: start.instant, startTimeZone: start.timeZone }),
    ...(end && { end: end.instant, endTimeZone: end.timeZone }),
  };
}

function given<K extends string, V>(key: K, value: V | null): Partial<Record<K, V>> {
  return value === null ? {} : ({ [key]: value } as Partial<Record<K, V>>);
}

interface Moment {
  instant: Date;
  timeZone: string;
}

/** `{ dateTime, timeZone }`. @throws Refusal (400) */
export function momentFrom(body: Body, property: string, settings: Settings): Moment | null {
  const value = body[property];
  if (value === undefined) return null;
  const dateTime = isObject(value) ? textFrom(value, 'dateTime') : null;
  const timeZone = isObject(value) ? (textFrom(value, 'timeZone') ?? 'UTC') : 'UTC';
  const instant = dateTime === null ? null : instantOf(dateTime, ianaOf(timeZone, settings.ianaTimeZones));
  if (!instant)
    throw invalid(`The value of ${property} is not a valid DateTimeTimeZone.`, 'ErrorInvalidRequest');
  return { instant, timeZone };
}

/** @throws Refusal (400) when the event would end before it starts, or an all-day event is not made of days */
export function checkTimes(event: Pick<CalendarEvent, 'start' | 'end' | 'isAllDay'>): void {
  if (event.end < event.start) {
    throw invalid(
      'The start of an event must be before its end.',
      'ErrorCalendarEndDateIsEarlierThanStartDate',
    );
  }
  if (event.isAllDay && event.end.getTime() - event.start.getTime() < 23 * 3_600_000) {
    throw invalid('An all-day event starts and ends at midnight.', 'ErrorInvalidRequest');
  }
}

function contentFrom(value: unknown): CalendarEvent['body'] | null {
  if (!isObject(value)) return null;
  const contentType = textFrom(value, 'contentType')?.toLowerCase() === 'text' ? 'text' : 'html';
  return { contentType, content: textFrom(value, 'content') ?? '' };
}

function showAsFrom(value: string | null): ShowAs | null {
  if (value === null) return null;
  const found = showAsValues.find((one) => one.toLowerCase() === value.toLowerCase());
  if (!found) throw invalid(`Requested value '${value}' was not found in freeBusyStatus.`, 'BadRequest');
  return found;
}

function attendeeFrom(value: unknown): Attendee {
  const email = isObject(value) && isObject(value.emailAddress) ? value.emailAddress : {};
  const address = textFrom(email, 'address');
  if (!address) throw invalid('At least one recipient is not valid.', 'ErrorInvalidRecipients');
  const type = isObject(value) ? textFrom(value, 'type') : null;
  return { address, name: textFrom(email, 'name') ?? address, type: type ?? 'required' };
}

const propertyId =
  /^(String|Integer|Boolean|SystemTime|Double|Long|CLSID) (\{[0-9a-f-]{36}\} (Name .+|Id 0x[0-9a-f]+)|0x[0-9a-f]+)$/i;

function propertiesFrom(value: unknown): Map<string, string> | null {
  if (!Array.isArray(value)) return null;
  return new Map(
    value.map((one: unknown): [string, string] => {
      const [id, content] = isObject(one) ? [textFrom(one, 'id'), textFrom(one, 'value')] : [null, null];
      if (!id || content === null || !propertyId.test(id)) {
        throw invalid(`The property id '${id ?? ''}' is not valid.`, 'ErrorInvalidPropertySet');
      }
      return [id, content];
    }),
  );
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

function recurrenceFrom(value: unknown): Recurrence | null {
  if (value === null) return null;
  const [pattern, range] = isObject(value) ? [value.pattern, value.range] : [];
  if (!isObject(pattern) || !isObject(range)) throw invalid('The recurrence is not valid.');
  const [type, interval, startDate] = [pattern.type, Number(pattern.interval ?? 1), String(range.startDate)];
  if (type !== 'daily' && type !== 'weekly') {
    throw invalid(`The sandbox knows no recurrence pattern '${String(type)}': daily or weekly.`);
  }
  const isValid = Number.isInteger(interval) && interval > 0 && dayPattern.test(startDate);
  if (!isValid) throw invalid('The recurrence is not valid.');
  const rangeType = range.type === 'endDate' || range.type === 'numbered' ? range.type : 'noEnd';
  return {
    type,
    interval,
    daysOfWeek: Array.isArray(pattern.daysOfWeek)
      ? pattern.daysOfWeek.map((day) => String(day).toLowerCase())
      : [],
    range: {
      type: rangeType,
      startDate,
      endDate: rangeType === 'endDate' ? String(range.endDate) : null,
      numberOfOccurrences: rangeType === 'numbered' ? Number(range.numberOfOccurrences) : null,
    },
  };
}
