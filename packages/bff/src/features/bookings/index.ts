export { isStartFree } from './ask-calendar.ts';
export {
  bookConsultation,
  type ConsultationAnswer,
  consultationAnswerOf,
  isoInstant,
  slotUnavailable,
} from './book-consultation.ts';
export type { Booking, BookingPatient } from './booking.ts';
export type { BookingRight, BookingRights, Wish } from './booking-right.ts';
export { cancelledInCalendar } from './cancelled-in-calendar.ts';
export type { BookingDeps, FreeTimes } from './deps.ts';
export { type RecordOfBooking, recordOf } from './filed-record.ts';
export { appointmentRecords, unfinishedBookings } from './holding.ts';
export { loadBooking } from './ledger.ts';
export { openWithToken } from './manage.ts';
export { occupiedTimes } from './occupied-times.ts';
export { type Pace, usualPace } from './pace.ts';
export { paidBookingRoutes } from './paid-routes.ts';
export { paymentOwner } from './payment-owner.ts';
export { registerBookings } from './register.ts';
export { bookingRoutes } from './routes.ts';
export { bookingSealedColumns } from './sealed-columns.ts';
export { resumeSettling } from './settle.ts';
export { holdFreedSlot, releaseFreedSlot, releaseSlot } from './slot-holds.ts';
export { scheduleSweep } from './sweep.ts';
