import type { Wire, Wires } from '../http/wire.ts';
import type { Invitee, ScheduledEvent } from '../model.ts';

/** What `invitee.*` and `invitee_no_show.*` carry: the invitee, and its event inside. */
export function inviteePayload(wires: Wires, invitee: Invitee, event: ScheduledEvent): Wire {
  return { ...wires.invitee(invitee), scheduled_event: wires.event(event, 'webhook') };
}
