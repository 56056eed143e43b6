import type { OpenCalendars } from './features/availability/index.ts';
import {
  askTogether,
  type BookingDeps,
  defaultTimings,
  mailboxScheduler,
  timesHeldBy,
} from './features/bookings/index.ts';
import { receivedForms, submittedForms, submittedFormsOf } from './features/forms/index.ts';
import { lookIntoMailboxes } from './features/mailboxes/index.ts';
import { filingsOf, formFilings, lookIntoRecords } from './features/records/index.ts';
import { keepFreedSlot, waitlistEntitlements } from './features/waitlist/index.ts';
import type { BusySource, Scheduler } from './ports/calendar.ts';
import type { SharedParts } from './shared-parts.ts';

/** Joins bookings to what they use of other features: calendars, mailboxes and records, forms, and the waitlist. */
export function joinBookings(
  base: SharedParts & Pick<BookingDeps, 'payments' | 'sendsTexts'>,
  scheduler: Scheduler,
  { availability, offeredStarts, mailboxes, failOver }: OpenCalendars,
  recorded: BusySource,
): BookingDeps {
  const { store, clock } = base;
  const looks = [
    lookIntoRecords({
      ...base,
      recorded,
      recordsChanged: (practitionerId) => availability.recordsChanged(practitionerId),
    }),
    ...(mailboxes
      ? [
          lookIntoMailboxes({
            ...base,
            mailboxes,
            timesHeldBy: (bookingId) => timesHeldBy(store.db, [bookingId], clock.now()),
            mailboxChanged: (practitionerId) => availability.mailboxChanged(practitionerId),
          }),
        ]
      : []),
  ];
  const asked = askTogether({ offeredStarts, scheduler }, looks, base.clinic);
  return {
    ...base,
    scheduler: asked.scheduler,
    calendar: asked.offeredStarts,
    failOver:
      failOver && mailboxes
        ? { rules: failOver, scheduler: mailboxScheduler({ ...base, mailboxes, failOver }) }
        : null,
    freeTimes: availability,
    timings: defaultTimings,
    submittedForms: (bookingId) => submittedForms(store.db, bookingId),
    submittedFormsOf: (bookingIds) => submittedFormsOf(store.db, bookingIds),
    formsOf: async (bookingId) => {
      const received = await receivedForms(store.db, bookingId);
      const filings = await formFilings(store.db).of(received.map(({ id }) => id));
      return received.map(({ id, ...form }) => ({ ...form, filedAt: filings.get(id)?.filedAt ?? null }));
    },
    filingsOf: (bookingIds) => filingsOf(store.db, bookingIds),
    entitlements: waitlistEntitlements(base),
    keepFreedSlot: (tx, booking) => keepFreedSlot(tx, base, booking),
  };
}
