import type { PaidBookingRequest } from '@botaniqal/shared/contracts/bookings.ts';
import { and, eq, isNull, like } from 'drizzle-orm';
import { type Booking, openBooking } from '../features/bookings/booking.ts';
import { bookings, slotHolds } from '../features/bookings/tables.ts';
import { auditLog } from '../platform/audit/tables.ts';
import { staffTasks } from '../platform/staff-tasks/tables.ts';
import type { Queryable } from '../platform/store/database.ts';
import { clinic, sealing, type World } from './booking-bench.ts';

/** What a paid follow-up costs in the real clinic. Cents. */
export const followupCents = 7900;

const followup = clinic.services[0]?.visits.find((visit) => visit.kind === 'followup');

/** The Calendly event type of a follow-up with this practitioner. */
export const followupType = (practitionerId: string) => followup?.eventTypes[practitionerId] ?? '';

/** Opens times for follow-ups. */
export function openFollowups(world: World, starts: readonly string[], practitionerId = 'dr_dia'): void {
  world.calendar.open({ practitionerId, eventType: followupType(practitionerId), starts });
}

/** A request as a patient's page sends it. */
export function paidRequest(start: string, more: Partial<PaidBookingRequest> = {}): PaidBookingRequest {
  return {
    service: 'alternative_medicine',
    visit: 'followup',
    practitionerId: 'dr_dia',
    start,
    timeZone: 'Australia/Melbourne',
    patient: {
      firstName: 'Alex',
      lastName: 'Sample',
      email: 'alex@example.com',
      phone: '0491 570 156',
      dateOfBirth: '1980-02-29',
    },
    ...more,
  };
}

/** The vendor's payment of a booking. */
export function paymentFor(world: World, bookingId: string) {
  const found = [...world.payments.payments.values()].filter((one) => one.bookingId === bookingId);
  const [payment] = found;
  if (!payment || found.length > 1) throw new Error(`The booking has ${found.length} payments.`);
  return payment;
}

/**
 * The one check: what Stripe, Calendly and MediRecords hold, against our bookings.
 * @returns a sentence for each disagreement that no open task names; none when all is well
 */
export async function disagreements(world: World): Promise<string[]> {
  const { db } = world.store;
  const rows = (await db.select().from(bookings)).map((row) => openBooking(sealing, row));
  const tasks = await db.select().from(staffTasks).where(isNull(staffTasks.doneAt));
  const found: string[] = [];
  for (const booking of rows) {
    const told = new Set(tasks.filter((one) => one.subject === booking.id).map((one) => one.kind));
    const expect = (holds: boolean, sentence: string, ...kinds: string[]) => {
      if (!holds && !kinds.some((kind) => told.has(kind))) found.push(`${booking.status}: ${sentence}`);
    };
    const holds = await db
      .select()
      .from(slotHolds)
      .where(and(eq(slotHolds.bookingId, booking.id), isNull(slotHolds.releasedAt)));
    const appointments = world.calendar.appointments.filter(
      (one) => one.bookingId === booking.id && one.status === 'active',
    );
    const filed = world.records.appointments.filter((one) => one.notes?.includes(booking.confirmationNumber));
    const paid = [...world.payments.payments.values()].filter((one) => one.bookingId === booking.id);
    const kept = paid.reduce((sum, one) => sum + one.capturedCents - one.refundedCents, 0);
    const price = booking.priceCents ?? 0;
    const open = paid.filter((one) => one.state !== 'captured' && one.state !== 'cancelled');

    expect(paid.length <= 1, `${paid.length} payments`);
    if (booking.status === 'confirmed') {
      expect(appointments.length === 1, `${appointments.length} appointments in the calendar`);
      expect(appointments[0]?.start.getTime() === booking.start.getTime(), 'another time in the calendar');
      expect(filed.length === 1, `${filed.length} appointments in the records`, 'filing_failed');
      expect(holds.length === 1 && holds[0]?.expiresAt === null, 'its time is not held for good');
      expect(kept === price, `${kept} of ${price} cents taken`, 'payment_not_captured');
      continue;
    }
    const ended = ['cancelled', 'failed', 'expired'].includes(booking.status);
    expect(ended, 'it is left in the middle', 'booking_uncertain');
    expect(
      appointments.length === 0,
      'an appointment is left in the calendar',
      'calendar_not_cancelled',
      'booking_uncertain',
    );
    expect(filed.length === 0, 'an appointment is left in the records', 'record_not_removed');
    expect(holds.length === 0, 'its time is still held', 'calendar_not_cancelled', 'booking_uncertain');
    expect(open.length === 0, 'a payment is left open', 'payment_not_released', 'payment_not_captured');
    const due = booking.calendarEventId === null ? 0 : price - (await givenBack(db, booking));
    expect(
      kept === due,
      `${kept} cents kept, ${due} are due`,
      'payment_not_refunded',
      'payment_not_captured',
      'payment_not_released',
    );
  }
  const known = new Set(rows.map((booking) => booking.id));
  for (const { bookingId, state } of world.payments.payments.values()) {
    if (!known.has(bookingId ?? '') && state !== 'cancelled') found.push(`a stray payment is ${state}`);
  }
  for (const { bookingId, status } of world.calendar.appointments) {
    if (!known.has(bookingId) && status === 'active') found.push('a stray appointment is in the calendar');
  }
  return found;
}

/** What `clinic.yaml` gives back for a booking that stood and was cancelled: all of it, or nothing on the last day. */
async function givenBack(db: Queryable, booking: Booking): Promise<number> {
  const cancelled = await db
    .select()
    .from(auditLog)
    .where(
      and(
        eq(auditLog.subjectKind, 'booking'),
        eq(auditLog.subjectId, booking.id),
        like(auditLog.action, 'booking.cancelled%'),
      ),
    );
  const [entry] = cancelled;
  if (!entry) return booking.priceCents ?? 0;
  const early = booking.start.getTime() - entry.at.getTime() >= 24 * 3_600_000;
  return early || entry.action === 'booking.cancelled_in_calendar' ? (booking.priceCents ?? 0) : 0;
}
