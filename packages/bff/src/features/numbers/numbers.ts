import type { StaffNumbers, StaffNumbersQuery } from '@botaniqal/shared/contracts/staff/numbers.ts';
import type { Clinic } from '../../config/clinic/clinic.ts';
import type { Clock } from '../../platform/clock.ts';
import { csvFile } from '../../platform/http/answers/csv.ts';
import type { Store } from '../../platform/store/store.ts';
import { attendanceNumbers, bookingNumbers, methodNumbers } from '../bookings/index.ts';
import { countedDays } from './counted-days.ts';

export interface NumbersDeps {
  store: Pick<Store, 'db'>;
  clock: Clock;
  clinic: Clinic;
}

type Line = StaffNumbers['lines'][number];

/** Bookings, attendance and money of some days. @throws Problem invalid_request */
export async function readNumbers(deps: NumbersDeps, query: StaffNumbersQuery): Promise<StaffNumbers> {
  const { db } = deps.store;
  const { timeZone, currency } = deps.clinic.clinic;
  const now = deps.clock.now();
  const { from, to, start, end } = countedDays(deps, query);
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
