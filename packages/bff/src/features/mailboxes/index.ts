export { mailboxesFeature } from './feature.ts';
export { lookIntoMailboxes } from './look-into-mailboxes.ts';
export { subscriptionEnds } from './subscription-ends.ts';
