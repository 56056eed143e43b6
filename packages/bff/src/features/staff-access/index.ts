export { staffAccessFeature } from './feature.ts';
export { storedSessions } from './sessions/find-session.ts';
