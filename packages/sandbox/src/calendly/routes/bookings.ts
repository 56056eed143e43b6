import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import type { WrittenCopy } from '../../control/connected-calendars.ts';
import type { CalendlyEnv } from '../http/access.ts';
import { isObject, objectFrom } from '../http/parameters.ts';
import { denied, invalid, notFound, Refusal } from '../http/refusal.ts';
import { idFrom } from '../http/uris.ts';
import type { EventType, Invitee, ScheduledEvent } from '../model.ts';
import { groupEventAt, seatsAt } from '../scheduling/availability.ts';
import { type BookingRequest, bookingRequest } from '../scheduling/booking-request.ts';
import { announceInvitee, type CalendlyState } from '../vendor-state.ts';
import { userFor } from './users.ts';

/** Booking, and links for booking once. */
export function bookingRoutes(app: Hono<CalendlyEnv>, state: CalendlyState): void {
  // No idempotency: the same request again books again, if the time is still free.
  app.post('/invitees', async (context) => {
    const body = await objectFrom(context.req.raw);
    const type = state.model.eventTypes.get(idFrom(body.event_type, 'event_types', 'event_type'));
    if (!type) throw notFound();
    userFor(state, context.get('user'), type.userId);
    if (!type.active) throw denied();
    const request = bookingRequest(body, type, state.now());
    if (seatsAt(state.model, type, state.now(), request.start) === 0) throw slotTaken(state);
    const invitee = place(state, type, request);
    announceInvitee(state, 'invitee.created', invitee);
    return context.json({ resource: state.wires.invitee(invitee) }, 201);
  });

  app.post('/scheduling_links', async (context) => {
    const body = await objectFrom(context.req.raw);
    if (body.max_event_count !== 1) throw invalid({ parameter: 'max_event_count', message: 'must be 1' });
    if (body.owner_type !== 'EventType') throw invalid({ parameter: 'owner_type', message: 'is invalid' });
    const type = state.model.eventTypes.get(idFrom(body.owner, 'event_types', 'owner'));
    if (!type) throw notFound();
    const link = `https://calendly.com/d/${randomUUID().slice(0, 8)}/${type.slug}`;
    const resource = { booking_url: link, owner: state.uris.eventType(type.id), owner_type: 'EventType' };
    return context.json({ resource }, 201);
  });
}

/** The status is not confirmed (400 or 409); the code is. */
function slotTaken(state: CalendlyState): Refusal {
  const { body } = invalid({
    parameter: 'start_time',
    message: 'is no longer available',
    code: 'already_filled',
  });
  const details = Array.isArray(body.details) ? body.details.filter(isObject) : [];
  return new Refusal(state.settings.slotTaken, String(body.title), String(body.message), { details });
}

/** Makes the event and the invitee. The caller sends the webhooks. */
export function place(state: CalendlyState, type: EventType, request: BookingRequest): Invitee {
  const now = state.now();
  const shared = groupEventAt(state.model, type, request.start);
  const event = shared ?? newEvent(state, type, request, now);
  if (!shared) event.copy = copyInOutlook(state, event, request);
  const invitee: Invitee = {
    id: randomUUID(),
    eventId: event.id,
    name: request.name,
    email: request.email,
    timeZone: request.timeZone,
    textReminderNumber: request.textReminderNumber,
    answers: request.answers,
    tracking: request.tracking,
    cancellation: null,
    noShow: null,
    replacedBy: null,
    replaces: null,
    askedForTime: false,
    createdAt: now,
    updatedAt: now,
  };
  state.model.events.set(event.id, event);
  state.model.invitees.set(invitee.id, invitee);
  return invitee;
}

/** Calendly writes an appointment into the calendar that its host has connected, and invites the patient to it there. */
function copyInOutlook(
  state: CalendlyState,
  { userId, name, start, end }: ScheduledEvent,
  { email, name: invitee }: BookingRequest,
): WrittenCopy | null {
  const user = state.model.users.get(userId);
  if (!user || !state.settings.readsOutlook || !state.settings.writesOutlook) return null;
  const subject = `${invitee} and ${user.name}: ${name}`;
  return state.connected.addCopy(user.practitionerId, {
    subject,
    start,
    end,
    attendee: { address: email, name: invitee },
  });
}

function newEvent(state: CalendlyState, type: EventType, request: BookingRequest, now: Date): ScheduledEvent {
  return {
    id: randomUUID(),
    eventTypeId: type.id,
    userId: type.userId,
    name: type.name,
    start: request.start,
    end: new Date(request.start.getTime() + type.durationMinutes * 60_000),
    bufferBeforeMinutes: type.bufferBeforeMinutes,
    bufferAfterMinutes: type.bufferAfterMinutes,
    inviteeLimit: type.inviteeLimit,
    guests: request.guests.map((email) => ({ email, at: now })),
    location: request.location,
    copy: null,
    linkReadyAt: new Date(now.getTime() + state.settings.joinUrlDelaySeconds * 1000),
    cancellation: null,
    createdAt: now,
    updatedAt: now,
  };
}
