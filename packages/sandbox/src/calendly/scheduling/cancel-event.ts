import { type Cancellation, inviteesOf, type ScheduledEvent } from '../model.ts';
import { announceInvitee, type CalendlyState } from '../vendor-state.ts';

/** Cancels an event with all its invitees, and tells the subscribers. */
export function cancelEvent(
  state: CalendlyState,
  event: ScheduledEvent,
  cancellation: Cancellation,
): Cancellation {
  event.cancellation = cancellation;
  event.updatedAt = cancellation.at;
  if (event.copy) state.connected.removeCopy(event.copy.id);
  for (const invitee of inviteesOf(state.model, event.id)) {
    if (invitee.cancellation) continue;
    invitee.cancellation = cancellation;
    invitee.updatedAt = cancellation.at;
    announceInvitee(state, 'invitee.canceled', invitee);
  }
  return cancellation;
}
