import { addDays, dayOf } from '@botaniqal/shared/time/zone.ts';
import { readCombinedCalendar } from '../../api/calendars.ts';
import { type BookedOnline, isSame, type ShownPerson } from './people-shown.ts';

/** The first free start of each practitioner. `null`: none soon. `undefined`: it could not be checked. */
export type NextTimes = ReadonlyMap<string, string | null | undefined>;

/** The most days that one request may ask for, less one: both ends count. */
const daysAhead = 61;

/**
 * Reads the first free start of each person for the visit that their button leads to. One request for each visit, all
 * at the same time; one that fails leaves its people unchecked and hides nobody.
 */
export async function readNextTimes(
  origin: string,
  people: readonly ShownPerson[],
  timeZone: string,
  signal: AbortSignal,
): Promise<NextTimes> {
  const visits = people
    .flatMap((shown) => shown.visits[0] ?? [])
    .filter((visit, index, all) => all.findIndex((other) => isSame(visit, other)) === index);
  const from = dayOf(new Date(), timeZone);
  const to = addDays(from, daysAhead);
  const read = await Promise.all(
    visits.map(async (visit) => {
      const query = { ...visit, from, to, timeZone };
      const calendar = await readCombinedCalendar(origin, query, { signal }).catch(() => undefined);
      return { visit, calendar };
    }),
  );
  return new Map(
    people.map(({ person, visits: [lead] }) => {
      const status = lead && statusOf(read, lead, person.id);
      return [person.id, status?.status === 'unavailable' ? undefined : status?.nextAvailable];
    }),
  );
}

type Calendar = Awaited<ReturnType<typeof readCombinedCalendar>>;

function statusOf(
  read: readonly { visit: BookedOnline; calendar: Calendar | undefined }[],
  lead: BookedOnline,
  id: string,
): Calendar['practitioners'][number] | undefined {
  const calendar = read.find(({ visit }) => isSame(visit, lead))?.calendar;
  return calendar?.practitioners.find((practitioner) => practitioner.id === id);
}
