import { z } from 'zod';
import { actRefusal } from '../../control/act-refusal.ts';
import type { Wire } from '../http/wire.ts';
import type { Invitee } from '../model.ts';
import { place } from '../routes/bookings.ts';
import { announceInvitee, type CalendlyState } from '../vendor-state.ts';
import { seatsAt } from './availability.ts';
import { cancelEvent } from './cancel-event.ts';

/**
 * What people do on Calendly's own pages, because the API has no way to do it: an invitee, where the links in its mails
 * lead, and a host. Each answers the invitee as it is afterwards.
 * @throws ZodError when the act is unknown, or cannot be done
 */
export function actOnPage(state: CalendlyState, act: string, body: unknown): Wire {
  if (act === 'cancel') {
    const { invitee: id, reason } = cancelShape.parse(body);
    const invitee = activeInvitee(state, id);
    cancelAsInvitee(state, invitee, reason);
    return state.wires.invitee(invitee);
  }
  if (act === 'reschedule') return reschedule(state, body);
  if (act === 'ask_for_time') return askForTime(state, body);
  throw actRefusal('act', 'must be cancel, reschedule or ask_for_time');
}

/** The last part of an invitee's URI, or all of it. */
const inviteeId = z.string().transform((uri) => uri.split('/').at(-1) ?? '');
const cancelShape = z.strictObject({ invitee: inviteeId, reason: z.string().default('') });
const rescheduleShape = z.strictObject({
  invitee: inviteeId,
  startTime: z.iso.datetime({ offset: true }),
  reason: z.string().default(''),
});

/** A new event and invitee; the old ones are cancelled; each knows the other; both webhooks are sent. */
function reschedule(state: CalendlyState, body: unknown): Wire {
  const { invitee: id, startTime, reason } = rescheduleShape.parse(body);
  const asked = state.model.invitees.get(id);
  const old = asked?.askedForTime && asked.replacedBy === null ? asked : activeInvitee(state, id);
  const event = state.model.events.get(old.eventId);
  const type = state.model.eventTypes.get(event?.eventTypeId ?? '');
  const start = new Date(startTime);
  if (!event || !type || seatsAt(state.model, type, state.now(), start) === 0) {
    throw actRefusal('startTime', 'is not free');
  }
  const { name, email, timeZone, textReminderNumber, answers, tracking } = old;
  const guests = event.guests.map((guest) => guest.email);
  const request = { start, name, email, timeZone, textReminderNumber, answers, tracking, guests };
  const fresh = place(state, type, { ...request, location: event.location });
  fresh.replaces = old.id;
  old.replacedBy = fresh.id;
  if (!old.cancellation) cancelAsInvitee(state, old, reason);
  announceInvitee(state, 'invitee.created', fresh);
  return state.wires.invitee(fresh);
}

/** The host cancels and asks for another time: only the cancellation is sent, until the invitee chooses one. */
function askForTime(state: CalendlyState, body: unknown): Wire {
  const { invitee: id, reason } = cancelShape.parse(body);
  const invitee = activeInvitee(state, id);
  const event = state.model.events.get(invitee.eventId);
  const host = state.model.users.get(event?.userId ?? '');
  if (!event || !host) throw actRefusal('invitee', 'has no event');
  invitee.askedForTime = true;
  cancelEvent(state, event, { by: host.name, reason, type: 'host', at: state.now() });
  return state.wires.invitee(invitee);
}

function activeInvitee(state: CalendlyState, id: string): Invitee {
  const invitee = state.model.invitees.get(id);
  if (!invitee || invitee.cancellation) throw actRefusal('invitee', 'is not an active invitee');
  return invitee;
}

function cancelAsInvitee(state: CalendlyState, invitee: Invitee, reason: string): void {
  const event = state.model.events.get(invitee.eventId);
  if (event) cancelEvent(state, event, { by: invitee.name, reason, type: 'invitee', at: state.now() });
}
