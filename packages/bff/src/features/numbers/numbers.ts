import type { StaffNumbers, StaffNumbersQuery } from '@botaniqal/shared/contracts/staff/numbers.ts';
import { addDays, dayOf, daysBetween } from '@botaniqal/shared/time/zone.ts';
import type { Clinic } from '../../config/clinic/clinic.ts';
import type { Clock } from '../../platform/clock.ts';
import { csvFile } from '../../platform/http/answers/csv.ts';
import { instantOf } from '../../platform/local-time.ts';
import { Problem } from '../../platform/problem.ts';
import type { Store } from '../../platform/store/store.ts';
import { attendanceNumbers, bookingNumbers, methodNumbers } from '../bookings/index.ts';

export interface NumbersDeps {
  store: Pick<Store, 'db'>;
  clock: Clock;
  clinic: Clinic;
}

/** The days that an answer covers when none are named, and the most that it covers. */
const usualDays = 28;
const mostDays = 366;

type Line = StaffNumbers['lines'][number];

/** Bookings, attendance and money of some days. @throws Problem invalid_request */
export async function readNumbers(deps: NumbersDeps, query: StaffNumbersQuery): Promise<StaffNumbers> {
  const { db } = deps.store;
  const { timeZone, currency } = deps.clinic.clinic;
  const now = deps.clock.now();
  const to = query.to ?? dayOf(now, timeZone);
  const from = query.from ?? addDays(to, 1 - usualDays);
  refuseUnlessDays(from, to);
  const start = instantOf(`${from}T00:00`, timeZone);
  const end = instantOf(`${addDays(to, 1)}T00:00`, timeZone);
  const [lines, byMethod, { due, missed }] = await Promise.all([
    bookingNumbers(db, { start, end, timeZone }),
    methodNumbers(db, { start, end }),
    attendanceNumbers(db, { start, end: new Date(Math.min(end.getTime(), now.getTime())) }),
  ]);
  const byChannel = [...Map.groupBy(lines, ({ channel }) => channel)].map(([channel, some]) => {
    const { booked, cancelled, revenueCents } = sumOf(some);
    return { channel, booked, cancelled, revenueCents };
  });
  return {
    from,
    to,
    timeZone,
    currency,
    lines,
    total: sumOf(lines),
    attendance: { due, missed, missedShare: due === 0 ? null : missed / due },
    byMethod,
    byChannel,
  };
}

function refuseUnlessDays(from: string, to: string): void {
  const days = daysBetween(from, to);
  if (days >= 0 && days <= mostDays) return;
  const message = days < 0 ? 'must not be before from' : `must be within ${mostDays} days after from`;
  throw new Problem('invalid_request', `These days cannot be counted: to ${message}.`, {
    fields: [{ path: 'to', code: 'out_of_range', message }],
  });
}

function sumOf(lines: readonly Line[]): StaffNumbers['total'] {
  const sum = (of: (line: Line) => number) => lines.reduce((total, line) => total + of(line), 0);
  return {
    booked: sum((line) => line.booked),
    cancelled: sum((line) => line.cancelled),
    notCompleted: sum((line) => line.notCompleted),
    noShow: sum((line) => line.noShow),
    revenueCents: sum((line) => line.revenueCents),
  };
}

const columns = [
  'date',
  'channel',
  'service',
  'visit',
  'booked',
  'cancelled',
  'notCompleted',
  'noShow',
  'revenueCents',
] as const;

export function numbersCsv({ lines }: StaffNumbers): string {
  return csvFile([columns, ...lines.map((line) => columns.map((column) => line[column]))]);
}
