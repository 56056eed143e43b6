import { clocksDiffer } from '@botaniqal/shared/time/day-slots.ts';
import { formatter, zonePlace } from '@botaniqal/shared/time/zone.ts';

/** A start in words, in the patient's zone and, when its clock differs, in the clinic's. */
export interface When {
  /** "Monday 23 November 2026" */
  day: string;
  /** "9:30 am"; "2:50 am AEDT" where the clocks change before the end */
  time: string;
  /** "9:45 am" */
  until: string;
  /** "Perth time (AWST)"; "Melbourne time" where the clocks change before the end */
  zone: string;
  /** "12:30 pm in Melbourne (AEDT)", with the day when it is another; `null` when both clocks agree. */
  elsewhere: string | null;
}

export function describeWhen(start: Date, durationMinutes: number, zone: string, clinicZone: string): When {
  const end = new Date(start.getTime() + durationMinutes * 60_000);
  const [name, nameAtEnd] = [abbreviation(start, zone), abbreviation(end, zone)];
  // Over a change of clocks, an end can read earlier than its start. Then each time has the name of its clock.
  const changes = name !== nameAtEnd;
  return {
    day: dayOf(start, zone),
    time: changes ? `${clock(start, zone)} ${name}` : clock(start, zone),
    until: changes ? `${clock(end, zone)} ${nameAtEnd}` : clock(end, zone),
    zone: changes ? `${zonePlace(zone)} time` : `${zonePlace(zone)} time (${name})`,
    elsewhere: elsewhere(start, zone, clinicZone),
  };
}

/**
 * One line: "Monday 23 November 2026, 9:30 am, Melbourne time (AEDT)".
 * @param clinicZone its clock follows where it shows another time: ", that is 12:30 pm in Melbourne (AEDT)"
 */
export function whenLine(start: Date, zone: string, clinicZone = zone): string {
  const inClinic = elsewhere(start, zone, clinicZone);
  const line = `${dayOf(start, zone)}, ${clock(start, zone)}, ${zonePlace(zone)} time (${abbreviation(start, zone)})`;
  return inClinic === null ? line : `${line}, that is ${inClinic}`;
}

/** Short, for subjects: "Monday 23 November, 9:30 am", and with its zone where the clinic's clock shows another time. */
export function whenShort(start: Date, zone: string, clinicZone = zone): string {
  const day = parts(start, zone, { weekday: 'long', day: 'numeric', month: 'long' });
  const name = clocksDiffer(start, zone, clinicZone) ? ` ${abbreviation(start, zone)}` : '';
  return `${day.weekday} ${day.day} ${day.month}, ${clock(start, zone)}${name}`;
}

/**
 * A moment that belongs to an appointment, such as the end of its full refund: "Monday 23 November, 9:30 am". It has
 * its zone where the clocks change between the two, because then its clock is not the appointment's.
 */
export function whenBefore(moment: Date, start: Date, zone: string): string {
  const name = abbreviation(moment, zone);
  return `${whenShort(moment, zone)}${name === abbreviation(start, zone) ? '' : ` ${name}`}`;
}

function elsewhere(start: Date, zone: string, clinicZone: string): string | null {
  const sameClock = clock(start, zone) === clock(start, clinicZone);
  const sameDay = dayOf(start, zone) === dayOf(start, clinicZone);
  if (sameClock && sameDay) return null;
  const day = sameDay ? '' : `${dayOf(start, clinicZone)}, `;
  return `${day}${clock(start, clinicZone)} in ${zonePlace(clinicZone)} (${abbreviation(start, clinicZone)})`;
}

function dayOf(instant: Date, zone: string): string {
  const day = parts(instant, zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  return `${day.weekday} ${day.day} ${day.month} ${day.year}`;
}

function clock(instant: Date, zone: string): string {
  const { hour, minute, dayPeriod } = parts(instant, zone, {
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h12',
  });
  return `${hour}:${minute} ${(dayPeriod ?? '').toLowerCase()}`;
}

function abbreviation(instant: Date, zone: string): string {
  return parts(instant, zone, { timeZoneName: 'short' }).timeZoneName ?? zone;
}

function parts(
  instant: Date,
  zone: string,
  options: Intl.DateTimeFormatOptions,
): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  const found: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const part of formatter('en-AU', zone, options).formatToParts(instant)) found[part.type] = part.value;
  return found;
}
