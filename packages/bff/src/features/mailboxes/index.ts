export { alsoAskMailboxes } from './also-ask-mailboxes.ts';
export { mailboxesFeature } from './feature.ts';
export { subscriptionEnds } from './subscription-ends.ts';
