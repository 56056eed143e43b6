import { z } from 'zod';
import type { Wire } from '../http/wire.ts';
import type { Invitee } from '../model.ts';
import { place } from '../routes/bookings.ts';
import { announceInvitee, type World } from '../vendor-state.ts';
import { seatsAt } from './availability.ts';
import { cancelEvent } from './cancel-event.ts';

/**
 * What an invitee does on Calendly's own pages, where the links in its mails lead: the API has no way to do it.
 * Both answer the invitee as it stands afterwards.
 * @throws ZodError when the act is unknown, or cannot be done
 */
export function actAsInvitee(world: World, act: string, body: unknown): Wire {
  if (act === 'cancel') {
    const { invitee: id, reason } = cancelShape.parse(body);
    const invitee = activeInvitee(world, id);
    cancelAsInvitee(world, invitee, reason);
    return world.wires.invitee(invitee);
  }
  if (act === 'reschedule') return reschedule(world, body);
  throw refusal('act', 'must be cancel or reschedule');
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
function reschedule(world: World, body: unknown): Wire {
  const { invitee: id, startTime, reason } = rescheduleShape.parse(body);
  const old = activeInvitee(world, id);
  const event = world.model.events.get(old.eventId);
  const type = world.model.eventTypes.get(event?.eventTypeId ?? '');
  const start = new Date(startTime);
  if (!event || !type || seatsAt(world.model, type, world.now(), start) === 0) {
    throw refusal('startTime', 'is not free');
  }
  const { name, email, timeZone, textReminderNumber, answers, tracking } = old;
  const guests = event.guests.map((guest) => guest.email);
  const request = { start, name, email, timeZone, textReminderNumber, answers, tracking, guests };
  const fresh = place(world, type, { ...request, location: event.location });
  fresh.replaces = old.id;
  old.replacedBy = fresh.id;
  cancelAsInvitee(world, old, reason);
  announceInvitee(world, 'invitee.created', fresh);
  return world.wires.invitee(fresh);
}

function activeInvitee(world: World, id: string): Invitee {
  const invitee = world.model.invitees.get(id);
  if (!invitee || invitee.cancellation) throw refusal('invitee', 'is not an active invitee');
  return invitee;
}

function cancelAsInvitee(world: World, invitee: Invitee, reason: string): void {
  const event = world.model.events.get(invitee.eventId);
  if (event) cancelEvent(world, event, { by: invitee.name, reason, type: 'invitee', at: world.now() });
}

function refusal(path: string, message: string): z.ZodError {
  return new z.ZodError([{ code: 'custom', path: [path], message, input: undefined }]);
}
