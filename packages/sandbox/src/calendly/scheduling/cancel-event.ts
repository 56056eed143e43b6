import { type Cancellation, inviteesOf, type ScheduledEvent } from '../model.ts';
import { announceInvitee, type World } from '../vendor-state.ts';

/** Cancels an event with everybody in it, and tells the subscribers. */
export function cancelEvent(world: World, event: ScheduledEvent, cancellation: Cancellation): Cancellation {
  event.cancellation = cancellation;
  event.updatedAt = cancellation.at;
  for (const invitee of inviteesOf(world.model, event.id)) {
    if (invitee.cancellation) continue;
    invitee.cancellation = cancellation;
    invitee.updatedAt = cancellation.at;
    announceInvitee(world, 'invitee.canceled', invitee);
  }
  return cancellation;
}
