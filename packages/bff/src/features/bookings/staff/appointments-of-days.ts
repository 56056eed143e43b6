import type { StaffToday, TodayAppointment } from '@botaniqal/shared/contracts/staff/today.ts';
import { and, asc, count, eq, gte, inArray, isNotNull, isNull, lt, or } from 'drizzle-orm';
import { recordListed } from '../../../platform/audit/record-access.ts';
import { isoInstant } from '../../../platform/iso-instant.ts';
import { byStaff, onlyPractitioner, type StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import type { Queryable } from '../../../platform/store/database.ts';
import { paymentsOf, type StoredPayment } from '../../payments/index.ts';
import { openKindsOf } from '../../staff-tasks/index.ts';
import { type Booking, contactPersonOf, openBooking } from '../booking.ts';
import { paymentStatusOf } from '../booking-view.ts';
import type { BookingDeps } from '../deps.ts';
import { formsOf } from '../messages/due-forms.ts';
import { hasSaidComing } from '../reminders/say-coming.ts';
import { bookings, slotHolds } from '../tables.ts';

/** The most appointments that one answer holds. */
const most = 1_000;

type DayDeps = Pick<BookingDeps, 'store' | 'sealing' | 'clock' | 'clinic' | 'filingsOf' | 'submittedFormsOf'>;

/** An appointment that stands, waits for its payment, or was given up after it had been confirmed. */
const isShown = or(
  inArray(bookings.status, ['awaiting_payment', 'confirming', 'confirmed']),
  and(eq(bookings.status, 'cancelled'), isNotNull(bookings.confirmedAt)),
);

/**
 * The appointments between two instants with their state. A fixed number of queries, however many there are; only rows of
 * the answer are opened, and each is in the audit trail. A practitioner gets the own ones.
 */
export async function appointmentsOfDays(
  deps: DayDeps,
  { start, end }: { start: Date; end: Date },
  member: StaffMember,
  requestId: string,
): Promise<Pick<StaffToday, 'appointments' | 'more'>> {
  const { db } = deps.store;
  const only = onlyPractitioner(member);
  const rows = await db.transaction(async (tx) => {
    const found = await tx
      .select()
      .from(bookings)
      .where(
        and(
          gte(bookings.start, start),
          lt(bookings.start, end),
          isShown,
          only === null ? undefined : eq(bookings.practitionerId, only),
        ),
      )
      .orderBy(asc(bookings.start), asc(bookings.id))
      .limit(most + 1);
    const access = { ...byStaff(member, requestId), action: 'booking.listed', at: deps.clock.now() };
    await recordListed(
      tx,
      access,
      'booking',
      found.slice(0, most).map(({ id }) => id),
    );
    return found;
  });
  const shown = rows.slice(0, most).map((row) => openBooking(deps.sealing, row));
  const ids = shown.map(({ id }) => id);
  const [payments, forms, filings, tasks, holds] = await Promise.all([
    paymentsOf(db, ids),
    deps.submittedFormsOf?.(ids) ?? new Map<string, ReadonlySet<string>>(),
    deps.filingsOf?.(ids) ?? new Map<string, TodayAppointment['filing']>(),
    openKindsOf(db, ids),
    holdsOf(db, shown),
  ]);
  const appointments = shown.map((booking): TodayAppointment => {
    const submitted: ReadonlySet<string> = forms.get(booking.id) ?? new Set();
    const kinds = tasks.get(booking.id) ?? [];
    const isConfirmed = booking.status === 'confirmed';
    return {
      bookingId: booking.id,
      confirmationNumber: booking.confirmationNumber,
      status: booking.status,
      channel: booking.channel,
      service: booking.service,
      visit: booking.visit,
      practitionerId: booking.practitionerId,
      start: isoInstant(booking.start),
      durationMinutes: booking.durationMinutes,
      patientName: booking.patient.name,
      contactPerson: contactPersonOf(booking.patient),
      accessNeeds: booking.patient.accessNeeds,
      price:
        booking.priceCents === null ? null : { amountCents: booking.priceCents, currency: booking.currency },
      payment: kinds.some((kind) => kind.startsWith('payment_'))
        ? 'trouble'
        : paymentOf(booking, payments.get(booking.id)),
      holdExpiresAt: booking.status === 'awaiting_payment' ? (holds.get(booking.id) ?? null) : null,
      forms: formsOf(deps, booking).map((formId) => ({
        formId,
        status: submitted.has(formId) ? 'submitted' : 'due',
      })),
      filing: filings.get(booking.id) ?? (isConfirmed ? 'waiting' : 'none'),
      noShowAt: booking.noShowAt && isoInstant(booking.noShowAt),
      movedFrom: booking.movedFrom && {
        ...booking.movedFrom,
        start: isoInstant(new Date(booking.movedFrom.start)),
      },
      awaitsNewTime: booking.awaitsNewTimeSince !== null,
      saidComing: hasSaidComing(booking),
      zoomLink: isConfirmed ? booking.joinUrl : null,
      triageSessionId: booking.triageSessionId,
      openTasks: kinds.length,
    };
  });
  return { appointments, more: rows.length > most };
}

async function holdsOf(db: Queryable, shown: readonly Booking[]): Promise<ReadonlyMap<string, string>> {
  const ids = shown.filter(({ status }) => status === 'awaiting_payment').map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ bookingId: slotHolds.bookingId, expiresAt: slotHolds.expiresAt })
    .from(slotHolds)
    .where(
      and(
        inArray(slotHolds.bookingId, ids),
        eq(slotHolds.purpose, 'appointment'),
        isNull(slotHolds.releasedAt),
      ),
    );
  return new Map(
    rows.flatMap(({ bookingId, expiresAt }) =>
      bookingId && expiresAt ? [[bookingId, isoInstant(expiresAt)] as const] : [],
    ),
  );
}

/** Where the money is, in the words of the desk. */
function paymentOf(booking: Booking, payment: StoredPayment | undefined): TodayAppointment['payment'] {
  if (!payment) return (booking.priceCents ?? 0) === 0 ? 'free' : 'due';
  const isPart = payment.goal === 'refund' && payment.refundCents < payment.amountCents;
  switch (paymentStatusOf(payment)) {
    case 'paid':
      return 'paid';
    case 'refunding':
    case 'refunded':
      return isPart ? 'partly_refunded' : 'refunded';
    case 'refund_failed':
      return 'trouble';
    case 'released':
      return 'refunded';
    case 'authorised':
    case 'processing':
      return 'being_taken';
    case 'due':
      return 'due';
  }
}

/** How many appointments between two instants stand. @param only of this practitioner */
export async function countAppointments(
  db: Queryable,
  { start, end, only }: { start: Date; end: Date; only: string | null },
): Promise<number> {
  const [row] = await db
    .select({ standing: count() })
    .from(bookings)
    .where(
      and(
        gte(bookings.start, start),
        lt(bookings.start, end),
        eq(bookings.status, 'confirmed'),
        only === null ? undefined : eq(bookings.practitionerId, only),
      ),
    );
  return row?.standing ?? 0;
}
