import { dayOf } from '@botaniqal/shared/time/zone.ts';
import { dayLong, dayShort, timeOf, zoneAbbreviation, zonePlace } from './dates.ts';

/**
 * An appointment's time in words. The patient's clock always leads; where the clinic's shows another time, it comes
 * after it.
 */
export interface AppointmentTime {
  /** "Monday 23 November" */
  readonly day: string;
  /** "6:30 am" */
  readonly time: string;
  /** "6:30 to 6:45 am"; "2:50 am AEDT to 2:05 am AEST" where the clocks change */
  readonly range: string;
  /** "Perth (AWST)" */
  readonly place: string;
  /** "9:30 am in Melbourne (AEDT)", with the day when it is another one; `null` when both clocks show the same time. */
  readonly elsewhere: string | null;
}

/**
 * @param start instant in UTC
 * @param clinicZone the clinic's zone; its time is left out when it equals the patient's
 */
export function appointmentTime(
  start: string,
  durationMinutes: number,
  clinicZone: string,
  patientZone: string,
  locale: string,
): AppointmentTime {
  const end = new Date(Date.parse(start) + durationMinutes * 60_000).toISOString();
  const zones = [start, end].map((at) => zoneAbbreviation(at, patientZone, locale));
  // Over a change of clocks, an end can read earlier than its start. Then each time has the name of its clock.
  const [time = '', until = ''] = [start, end].map(
    (at, which) => timeOf(at, patientZone, locale) + (zones[0] === zones[1] ? '' : `\u00a0${zones[which]}`),
  );
  const [startClock = time, startHalf] = time.split('\u00a0');
  const sameHalf = startHalf !== undefined && until.endsWith(startHalf);
  return {
    day: dayLong(dayOf(start, patientZone), locale),
    time,
    range: `${sameHalf ? startClock : time} to ${until}`,
    place: placeWords(start, patientZone, locale),
    elsewhere: elsewhere(start, clinicZone, patientZone, locale),
  };
}

/**
 * A moment that belongs to an appointment, such as the end of its full refund: "Monday 23 November, 6:30 am". It has its
 * zone where the clocks change between the two, because then its clock is not the appointment's.
 */
export function momentWords(moment: string, start: string, zone: string, locale: string): string {
  const name = zoneAbbreviation(moment, zone, locale);
  const words = `${dayLong(dayOf(moment, zone), locale)}, ${timeOf(moment, zone, locale)}`;
  return name === zoneAbbreviation(start, zone, locale) ? words : `${words} ${name}`;
}

/** A moment that stands alone, with its zone: "Monday 23 November, 6:30 am in Perth (AWST)". */
export function deadlineWords(moment: string, zone: string, locale: string): string {
  const day = dayLong(dayOf(moment, zone), locale);
  return `${day}, ${timeOf(moment, zone, locale)} in ${placeWords(moment, zone, locale)}`;
}

function elsewhere(start: string, clinicZone: string, patientZone: string, locale: string): string | null {
  const time = timeOf(start, clinicZone, locale);
  const day = dayOf(start, clinicZone);
  const sameDay = day === dayOf(start, patientZone);
  if (sameDay && time === timeOf(start, patientZone, locale)) return null;
  return `${sameDay ? '' : `${dayShort(day, locale)}, `}${time} in ${placeWords(start, clinicZone, locale)}`;
}

/** "Melbourne (AEDT)": a zone changes its abbreviation with the date. */
function placeWords(at: string, zone: string, locale: string): string {
  return `${zonePlace(zone)} (${zoneAbbreviation(at, zone, locale)})`;
}
