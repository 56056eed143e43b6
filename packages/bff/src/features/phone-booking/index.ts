export { phoneBookingFeature } from './feature.ts';
