import { dayOf } from '@botaniqal/shared/time/zone.ts';
import { dayLong, dayShort, timeOf, zoneAbbreviation, zonePlace } from './dates.ts';

/** An appointment's time in words, in the clinic's zone and, where clocks differ, in the patient's. */
export interface AppointmentTime {
  /** "Monday 23 November" */
  readonly day: string;
  /** "9:30 am" */
  readonly time: string;
  /** "9:30 to 9:45 am" */
  readonly range: string;
  /** "Melbourne (AEDT)" */
  readonly place: string;
  /** "6:30 am in Perth", with the day when it is another one; `null` when both clocks show the same time. */
  readonly elsewhere: string | null;
}

/**
 * @param start instant in UTC
 * @param patientZone the patient's zone; its time is left out when it equals the clinic's
 */
export function appointmentTime(
  start: string,
  durationMinutes: number,
  clinicZone: string,
  patientZone: string,
  locale: string,
): AppointmentTime {
  const end = new Date(Date.parse(start) + durationMinutes * 60_000).toISOString();
  const time = timeOf(start, clinicZone, locale);
  const until = timeOf(end, clinicZone, locale);
  const [startClock = time, startHalf] = time.split('\u00a0');
  const sameHalf = startHalf !== undefined && until.endsWith(startHalf);
  return {
    day: dayLong(dayOf(start, clinicZone), locale),
    time,
    range: `${sameHalf ? startClock : time} to ${until}`,
    place: `${zonePlace(clinicZone)} (${zoneAbbreviation(start, clinicZone, locale)})`,
    elsewhere: elsewhere(start, clinicZone, patientZone, locale),
  };
}

function elsewhere(start: string, clinicZone: string, patientZone: string, locale: string): string | null {
  const time = timeOf(start, patientZone, locale);
  const day = dayOf(start, patientZone);
  const sameDay = day === dayOf(start, clinicZone);
  if (sameDay && time === timeOf(start, clinicZone, locale)) return null;
  const place = zonePlace(patientZone);
  return sameDay ? `${time} in ${place}` : `${dayShort(day, locale)}, ${time} in ${place}`;
}
