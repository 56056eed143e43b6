import {
  ICalAlarmType,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventClass,
  ICalEventStatus,
  default as ical,
} from 'ical-generator';
import { oneLine } from '../../../platform/one-line.ts';
import { type AppointmentFacts, practitionerWords } from './appointment-facts.ts';
import { foldLines } from './fold-lines.ts';

/** The edition of a calendar file: a calendar replaces an entry by one with a higher number. */
export interface CalendarEdition {
  /** Increases with every change that a calendar must show. */
  sequence: number;
  cancelled: boolean;
  /** When this edition was made. */
  at: Date;
}

/** The same id for the appointment in every file and email. */
function calendarUid(bookingId: string): string {
  return `${bookingId}@booking`;
}

/**
 * The appointment as an iCalendar file (RFC 5545). Times are in UTC, so that each calendar shows them in its own
 * zone, without a zone table that could be out of date. The file names no concern, no service and no manage link,
 * because families and employers see shared calendars.
 */
export function calendarFile(facts: AppointmentFacts, edition: CalendarEdition): string {
  const clinic = { ...facts.clinic, name: oneLine(facts.clinic.name), phone: oneLine(facts.clinic.phone) };
  const practitionerName = oneLine(facts.practitionerName);
  const joinUrl = facts.joinUrl === null ? null : oneLine(facts.joinUrl);
  const calendar = ical({
    // The library escapes the texts of an event, but not these two.
    name: escaped(clinic.name),
    prodId: { company: escaped(clinic.name), product: 'Booking', language: 'EN' },
    method: edition.cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  const event = calendar.createEvent({
    id: calendarUid(facts.bookingId),
    sequence: edition.sequence,
    stamp: edition.at,
    lastModified: edition.at,
    start: facts.start,
    end: new Date(facts.start.getTime() + facts.durationMinutes * 60_000),
    summary: `Appointment with ${practitionerName}, ${clinic.name}`,
    description: [
      ...(facts.contactPerson ? [`For ${oneLine(facts.patient.name)}.`] : []),
      `With ${oneLine(practitionerWords(facts))}.`,
      joinUrl ? `Join by video: ${joinUrl}` : 'We send the video link by email.',
      `Confirmation number: ${facts.confirmationNumber}`,
      `To change or cancel, use the link in our email or call ${clinic.phone}.`,
    ].join('\n'),
    location: joinUrl ?? 'By video',
    organizer: { name: clinic.name, email: clinic.enquiriesEmail },
    class: ICalEventClass.PRIVATE,
    busystatus: edition.cancelled ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
    status: edition.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  if (!edition.cancelled) {
    event.createAlarm({
      type: ICalAlarmType.display,
      triggerBefore: 15 * 60,
      description: `Appointment with ${practitionerName} in 15 minutes`,
    });
  }
  if (joinUrl) event.url(joinUrl);
  // An address is no text: a backslash in front of its commas would lead elsewhere (RFC 5545, 3.3.13).
  return foldLines(calendar.toString(), (line) => (line.startsWith(urlName) ? `${urlName}${joinUrl}` : line));
}

const urlName = 'URL;VALUE=URI:';

/** A value of the type TEXT (RFC 5545, 3.3.11). */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&');
}

export const calendarContentType = (cancelled: boolean) =>
  `text/calendar; charset=utf-8; method=${cancelled ? 'CANCEL' : 'PUBLISH'}`;
