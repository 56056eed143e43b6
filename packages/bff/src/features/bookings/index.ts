export { paidBookingRoutes } from './api/paid-routes.ts';
export { bookingRoutes } from './api/routes.ts';
export type { Booking, BookingPatient } from './booking.ts';
export { loadBooking } from './booking-store.ts';
export { cancelBooking, openWithToken } from './cancelling/manage.ts';
export type { BookingDeps, FreeTimes } from './deps.ts';
export type { BookingRight, BookingRights, Wish } from './eligibility/entitlement.ts';
export { bookingsFeature } from './feature.ts';
export { linkReceptionCopy } from './messages/booking-messages.ts';
export { isStartFree } from './placing/ask-calendar.ts';
export {
  bookConsultation,
  type ConsultationAnswer,
  consultationAnswerOf,
  isoInstant,
  slotUnavailable,
} from './placing/book-free.ts';
export { taskFactsOf as bookingTaskFacts } from './placing/fail.ts';
export { occupiedTimes } from './slots/occupied-times.ts';
export { holdFreedSlot, releaseFreedSlot, releaseSlot } from './slots/slot-holds.ts';
export { type Pace, usualPace } from './timings.ts';
