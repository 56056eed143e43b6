export { openWithToken } from './api/open-with-token.ts';
export { paidBookingRoutes } from './api/paid-routes.ts';
export { type AppointmentAhead, appointmentsAhead } from './appointments-ahead.ts';
export { noteNoShowIn } from './attendance/note-no-show.ts';
export { audit as auditBooking } from './audit-booking.ts';
export { type Booking, type BookingPatient, contactPersonOf } from './booking.ts';
export { loadBooking, mustLoadBooking } from './booking-store.ts';
export { taskFactsOf as bookingTaskFacts } from './booking-task-facts.ts';
export { cancelBooking } from './cancelling/cancel-booking.ts';
export {
  type ComparedBooking,
  cancelEventAgain,
  comparedBookings,
  leaveEventAgain,
  leftEventsAmong,
} from './compared-bookings.ts';
export type { BookingDeps } from './deps.ts';
export type { PhonePayment } from './eligibility/decide-phone.ts';
export type { BookingWish, Entitlement, Entitlements } from './eligibility/entitlement.ts';
export { mailboxScheduler } from './fail-over/mailbox-scheduler.ts';
export { bookingsFeature } from './feature.ts';
export { bookingLinksOf, comingBookingsOf } from './messages/booking-links.ts';
export { linkReceptionCopy } from './messages/booking-messages.ts';
export { paymentUrl } from './messages/payment-link.ts';
export { bookFree, type FreeBookingAnswer } from './placing/book-free.ts';
export { bookByPhone, earlierPhoneBooking } from './placing/book-phone.ts';
export { storedContactPerson } from './placing/booking-request.ts';
export { type FreeBookings, freeBookings } from './placing/free-bookings.ts';
export { answerReminder } from './reminders/answer-reminder.ts';
export { isStillToCome } from './reminders/is-to-come.ts';
export { type AskedCalendar, askTogether } from './running/ask-together.ts';
export { holdOf } from './slots/hold.ts';
export { occupiedTimes } from './slots/occupied-times.ts';
export { holdFreedSlot, releaseFreedSlot, releaseSlot } from './slots/slot-holds.ts';
export { timesHeldBy } from './slots/times-held-by.ts';
export { appointmentsOfDays, countAppointments } from './staff/appointments-of-days.ts';
export { bookingForStaff } from './staff/booking-for-staff.ts';
export { bookingIdOfNumber, bookingIdsOf, bookingKeysOf } from './staff/booking-ids.ts';
export { attendanceNumbers, bookingNumbers, methodNumbers } from './staff/booking-numbers.ts';
export { bookingTouches } from './staff/booking-touches.ts';
export { findPatients } from './staff/patients-found.ts';
export { cancelInCalendarAgain, cancelOldEventsAgain, confirmAgain } from './staff/task-acts.ts';
export { defaultTimings } from './timings.ts';
