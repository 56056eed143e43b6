import type { UpstreamError } from '../../platform/upstream-error.ts';
import type { ScheduledAppointment, SchedulingOutcome, SchedulingRequest } from '../../ports/calendar.ts';
import { trackingOf } from './tracking.ts';
import { type EventType, errorBody, type Invitee, type ScheduledEvent } from './wire.ts';

/** The longest range of `event_type_available_times`, since 2026-07-09. */
export const maxWindowDays = 31;

/** `start_time` "must be in the future", and a start of exactly now fails at times: this much ahead is safe. */
export const leadTimeMs = 60_000;

/** How long to wait after a booking limit that came without advice: the shortest limit is per minute. */
const limitPauseSeconds = 60;

/** URIs of event types always have Calendly's own host, also when we call a stand-in. */
export function eventTypeUri(id: string): string {
  return `https://api.calendly.com/event_types/${encodeURIComponent(id)}`;
}

/** URIs in answers are opaque but for their last segment, which is the id. */
export function idOf(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}

/** An invitee's URI is `…/scheduled_events/{event}/invitees/{invitee}`; `null` when it is another one. */
export function inviteeIds(uri: string): { eventId: string; inviteeId: string } | null {
  const [, eventId, inviteeId] = /\/scheduled_events\/([^/]+)\/invitees\/([^/]+)$/.exec(uri) ?? [];
  if (eventId === undefined || inviteeId === undefined) return null;
  return { eventId: decodeURIComponent(eventId), inviteeId: decodeURIComponent(inviteeId) };
}

export function appointmentOf(event: ScheduledEvent, invitee: Invitee): ScheduledAppointment {
  return {
    ...eventView(event),
    inviteeId: idOf(invitee.uri),
    status: isCancelled(event.status) || isCancelled(invitee.status) ? 'cancelled' : 'active',
  };
}

export function eventView(event: ScheduledEvent): Omit<ScheduledAppointment, 'inviteeId'> {
  return {
    eventId: idOf(event.uri),
    start: event.start_time,
    status: isCancelled(event.status) ? 'cancelled' : 'active',
    joinUrl: event.location?.join_url ?? null,
  };
}

/** The copy in the mailbox that is connected with Calendly (contract 5.1). UNCONFIRMED: which of a mailbox's ids it is. */
export function copyIdOf({ calendar_event }: ScheduledEvent): string | null {
  return calendar_event?.external_id ?? null;
}

function isCancelled(status: string): boolean {
  return status === 'canceled' || status === 'cancelled';
}

/** The body of `POST /invitees` (contract 4.1). */
export function bookingBody(
  request: SchedulingRequest,
  eventTypeId: string,
  type: EventType,
): Record<string, unknown> {
  const location = locationOf(type);
  return {
    event_type: eventTypeUri(eventTypeId),
    start_time: request.start.toISOString(),
    invitee: {
      name: request.invitee.name,
      email: request.invitee.email,
      // Calendly knows names only, and refuses an offset such as `+05:30`.
      timezone: /^[+-]/.test(request.invitee.timeZone) ? 'UTC' : request.invitee.timeZone,
    },
    ...(location ? { location } : {}),
    ...(request.answers.length > 0 ? { questions_and_answers: answersOf(request, type) } : {}),
    // Our id finds the booking again after a lost answer.
    tracking: trackingOf(request),
  };
}

/** The place that the event type is configured with. Must match it, and must be left out for round robin. */
function locationOf(type: EventType): { kind: string; location?: string } | null {
  if (type.pooling_type === 'round_robin') return null;
  const chosen = type.locations?.find((one) => one.kind.endsWith('_conference')) ?? type.locations?.[0];
  if (!chosen) return null;
  return chosen.location ? { kind: chosen.kind, location: chosen.location } : { kind: chosen.kind };
}

/** Question, answer and position are all required; the position is the question's own where we know it. */
function answersOf(request: SchedulingRequest, type: EventType): Record<string, unknown>[] {
  return request.answers.map(({ question, answer }, index) => ({
    question,
    answer,
    position: type.custom_questions?.find((one) => one.name === question)?.position ?? index,
  }));
}

/** What it means for a booking that `POST /invitees` failed this way (contract 4.5). */
export function outcomeOf(error: UpstreamError): SchedulingOutcome {
  const taken = error.status === 409 || error.details.some((one) => one.code === 'already_filled');
  if (taken && error.reason === 'rejected') return { kind: 'slot_taken' };
  switch (error.reason) {
    case 'rate_limited':
      return { kind: 'limited', retryAfterSeconds: error.retryAfterSeconds ?? limitPauseSeconds };
    case 'unreachable':
    case 'circuit_open':
      return { kind: 'unreachable', cause: error };
    case 'unauthorized':
    case 'not_found':
    case 'rejected':
      return { kind: 'refused', cause: error };
    default:
      return { kind: 'unknown', cause: error };
  }
}

/** What it means when something went wrong before the booking was sent at all: nothing was booked. */
export function outcomeBeforeSending(error: UpstreamError): SchedulingOutcome {
  const outcome = outcomeOf(error);
  return outcome.kind === 'unknown' ? { kind: 'unreachable', cause: error } : outcome;
}

export function errorDetails(body: unknown): UpstreamError['details'] {
  const parsed = errorBody.safeParse(body);
  if (!parsed.success) return [];
  const { title, message, details } = parsed.data;
  if (details.length === 0) return [{ field: null, code: title || null, message }];
  return details.map((one) => ({
    field: one.parameter ?? null,
    code: one.code ?? null,
    message: one.message,
  }));
}

/** `X-RateLimit-Reset` counts seconds (contract 1.5); `Retry-After` is not documented. */
export function retryAfterSeconds(headers: Headers): number | undefined {
  const value = Number(headers.get('x-ratelimit-reset') ?? Number.NaN);
  return Number.isFinite(value) && value >= 0 ? Math.ceil(value) : undefined;
}
