export { JoinLimit } from './bots.ts';
export { noteBooked, waitlistGauge } from './conversion.ts';
export type { WaitlistDeps } from './deps.ts';
export { openPersonKeys, type PersonKeys } from './person-key.ts';
export { registerWaitlist } from './register.ts';
export { scheduleRound } from './rounds.ts';
export { waitlistRoutes } from './routes.ts';
export { staffWaitlistRoutes } from './staff-routes.ts';
export { unsubscribeRoutes } from './unsubscribe-routes.ts';
