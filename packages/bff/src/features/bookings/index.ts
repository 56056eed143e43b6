export { paidBookingRoutes } from './api/paid-routes.ts';
export { bookingRoutes } from './api/routes.ts';
export type { Booking, BookingPatient } from './booking.ts';
export { loadBooking } from './booking-store.ts';
export { cancelledInCalendar } from './cancelling/cancelled-in-calendar.ts';
export { openWithToken } from './cancelling/manage.ts';
export type { BookingDeps, FreeTimes } from './deps.ts';
export type { BookingRight, BookingRights, Wish } from './eligibility/entitlement.ts';
export { type RecordOfBooking, recordOf } from './filing/filed-record.ts';
export { isStartFree } from './placing/ask-calendar.ts';
export {
  bookConsultation,
  type ConsultationAnswer,
  consultationAnswerOf,
  isoInstant,
  slotUnavailable,
} from './placing/book-free.ts';
export { paymentOwner } from './placing/payment-owner.ts';
export { resumeSettling } from './placing/reconcile.ts';
export { scheduleSweep } from './placing/sweep.ts';
export { registerBookings } from './register.ts';
export { appointmentRecords, unfinishedBookings } from './retention.ts';
export { bookingSealedColumns } from './sealed-columns.ts';
export { occupiedTimes } from './slots/occupied-times.ts';
export { holdFreedSlot, releaseFreedSlot, releaseSlot } from './slots/slot-holds.ts';
export { type Pace, usualPace } from './timings.ts';
