export { cancelledInCalendar } from './cancelled-in-calendar.ts';
export type { BookingDeps, FreeTimes } from './deps.ts';
export { occupiedTimes } from './occupied-times.ts';
export { type Pace, usualPace } from './pace.ts';
export { registerBookings } from './register.ts';
export { bookingRoutes } from './routes.ts';
export { resumeSettling } from './settle.ts';
