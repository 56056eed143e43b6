import { serviceId, visitKind } from '@botaniqal/shared/contracts/primitives.ts';
import type { StaffNumbers } from '@botaniqal/shared/contracts/staff/numbers.ts';
import { and, asc, count, eq, gte, lt, sql } from 'drizzle-orm';
import type { Queryable } from '../../../platform/store/database.ts';
import { moneyByMethod, moneyKept } from '../../payments/index.ts';
import { bookings } from '../tables.ts';

interface Days {
  start: Date;
  /** Not included. */
  end: Date;
  timeZone: string;
}

/** The bookings that were made between two instants, counted by day, channel, service and visit. */
export async function bookingNumbers(
  db: Queryable,
  { start, end, timeZone }: Days,
): Promise<StaffNumbers['lines']> {
  const money = moneyKept(db);
  const { status, confirmedAt, noShowAt, channel, service, visit, createdAt } = bookings;
  const date = sql<string>`to_char(${createdAt} at time zone ${timeZone}, 'YYYY-MM-DD')`.as('date');
  const rows = await db
    .select({
      date,
      channel,
      service,
      visit,
      booked: sql<number>`count(${confirmedAt})`.mapWith(Number),
      cancelled:
        sql<number>`count(*) filter (where ${status} = 'cancelled' and ${confirmedAt} is not null)`.mapWith(
          Number,
        ),
      notCompleted:
        sql<number>`count(*) filter (where ${confirmedAt} is null and ${status} in ('cancelled', 'expired', 'failed'))`.mapWith(
          Number,
        ),
      noShow: sql<number>`count(${noShowAt})`.mapWith(Number),
      revenueCents: sql<number>`coalesce(sum(${money.cents}), 0)`.mapWith(Number),
    })
    .from(bookings)
    .leftJoin(money, eq(money.bookingId, bookings.id))
    .where(and(gte(createdAt, start), lt(createdAt, end)))
    .groupBy(sql`1`, channel, service, visit)
    .orderBy(asc(sql`1`), asc(channel), asc(service), asc(visit));
  return rows.map((row) => ({
    ...row,
    service: serviceId.parse(row.service),
    visit: visitKind.parse(row.visit),
  }));
}

/** The money of the bookings that were made between two instants, by how it was paid. */
export async function methodNumbers(
  db: Queryable,
  { start, end }: Pick<Days, 'start' | 'end'>,
): Promise<StaffNumbers['byMethod']> {
  const money = moneyByMethod(db);
  return db
    .select({
      method: money.method,
      payments: count(),
      takenCents: sql<number>`sum(${money.takenCents})`.mapWith(Number),
      refundedCents: sql<number>`sum(${money.refundedCents})`.mapWith(Number),
    })
    .from(bookings)
    .innerJoin(money, eq(money.bookingId, bookings.id))
    .where(and(gte(bookings.createdAt, start), lt(bookings.createdAt, end)))
    .groupBy(money.method)
    .orderBy(asc(money.method));
}

/** Of the appointments that began between two instants: how many there were, and how many were missed. */
export async function attendanceNumbers(
  db: Queryable,
  { start, end }: Pick<Days, 'start' | 'end'>,
): Promise<{ due: number; missed: number }> {
  const [row] = await db
    .select({ due: count(), missed: count(bookings.noShowAt) })
    .from(bookings)
    .where(and(eq(bookings.status, 'confirmed'), gte(bookings.start, start), lt(bookings.start, end)));
  return row ?? { due: 0, missed: 0 };
}
