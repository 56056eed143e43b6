export { countWaiting } from './count-waiting.ts';
export type { OfferDeps, WaitlistDeps } from './deps.ts';
export { isInvited, waitlistEntitlements } from './entitlements.ts';
export { entryTouches } from './entry-touches.ts';
export { waitlistFeature } from './feature.ts';
export { joinWaitlist, personQuery } from './joining/join.ts';
export { positionOf, positionQuery } from './joining/position.ts';
export { placeLinksOf } from './messages/place-links.ts';
export { keepFreedSlot } from './offers/keep-freed-slot.ts';
