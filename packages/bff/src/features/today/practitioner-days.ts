import type { StaffToday } from '@botaniqal/shared/contracts/staff/today.ts';
import { isoInstant } from '../../platform/iso-instant.ts';
import type { CalendarRead } from '../availability/index.ts';
import type { TodayDeps } from './deps.ts';

type Column = StaffToday['practitioners'][number];
interface Days {
  from: string;
  to: string;
  start: Date;
  end: Date;
}

/** An outside service may take so long, before the answer goes without what it would have said. */
const patienceMs = 1_500;

/** The columns of some practitioners: what is free, what the mailbox says, and what cannot be read. */
export async function practitionerDays(
  deps: TodayDeps,
  days: Days,
  practitionerIds: readonly string[],
): Promise<Column[]> {
  const [reads, free, busy] = await Promise.all([
    deps.reads.all(),
    within(freeTimesOf(deps, days), null),
    Promise.all(practitionerIds.map((id) => within(busyTimesOf(deps, days, id), []))),
  ]);
  return practitionerIds.map((id, index) => ({
    id,
    name: deps.bookings.clinic.practitioners.find((one) => one.id === id)?.name ?? id,
    freeTimes: free?.get(id)?.size ?? (free ? 0 : null),
    busy: busy[index] ?? [],
    unread: unreadOf(deps, reads, id),
  }));
}

/** The sources of a practitioner that cannot be read. */
export function unreadOf(
  { names }: Pick<TodayDeps, 'names'>,
  reads: readonly CalendarRead[],
  practitionerId: string,
): Column['unread'] {
  return reads.flatMap(({ source, failingSince, ...read }) =>
    read.practitionerId === practitionerId && failingSince
      ? [{ service: source === 'calendar' ? names.calendar : names.mailbox, since: isoInstant(failingSince) }]
      : [],
  );
}

/** The starts that can still be booked for any visit, by practitioner. From what is shown to patients. */
async function freeTimesOf(
  { bookings, availability }: TodayDeps,
  { from, to }: Days,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { clinic } = bookings;
  const free = new Map<string, Set<string>>();
  const offered = clinic.services.flatMap(({ id, visits }) =>
    visits.map(({ kind }) => ({ service: id, visit: kind })),
  );
  await Promise.all(
    offered.map(async ({ service, visit }) => {
      // A visit that is not open, or not booked here, has no times.
      const shown = await availability
        .combined({ service, visit, from, to, timeZone: clinic.clinic.timeZone })
        .catch(() => null);
      for (const { start, practitionerIds } of shown?.days.flatMap(({ slots }) => slots) ?? []) {
        for (const id of practitionerIds) free.set(id, (free.get(id) ?? new Set()).add(start));
      }
    }),
  );
  return free;
}

async function busyTimesOf(
  { mailboxes }: TodayDeps,
  { start, end }: Days,
  practitionerId: string,
): Promise<Column['busy']> {
  if (!mailboxes?.has(practitionerId)) return [];
  const events = await mailboxes.eventsBetween({
    practitionerId,
    from: start,
    to: end,
    signal: AbortSignal.timeout(patienceMs),
  });
  return events
    .filter(({ busy, bookingId }) => busy && bookingId === null)
    .map((event) => ({ start: isoInstant(event.start), end: isoInstant(event.end) }));
}

/** What a source says, or else what is said without it: Today never waits for a vendor. */
async function within<T>(asked: Promise<T>, otherwise: T): Promise<T> {
  const { promise: late, resolve } = Promise.withResolvers<T>();
  const timer = setTimeout(() => resolve(otherwise), patienceMs);
  try {
    return await Promise.race([asked.catch(() => otherwise), late]);
  } finally {
    clearTimeout(timer);
  }
}
