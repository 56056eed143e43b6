import { UpstreamError } from '../../platform/upstream-error.ts';
import type { CalendarTrail, TrailStep } from '../../ports/calendar.ts';
import type { EventTypes } from './event-types.ts';
import { eventView, idOf, inviteeIds } from './mapping.ts';
import type { Invitee, ScheduledEvent } from './wire.ts';

/** What a trail is read with. Each throws `UpstreamError`. */
export interface TraceReader {
  event(eventId: string): Promise<ScheduledEvent>;
  invitees(eventId: string): Promise<readonly Invitee[]>;
  /** The practitioner's own user; `null`: the practitioner has no token of their own, so the user is not known. */
  userOf(practitionerId: string): Promise<string | null>;
}

interface Found {
  step: TrailStep;
  invitee: Invitee | null;
}

/** More moves of one appointment than a person makes. */
const longestTrail = 12;

/**
 * Follows an appointment that may have been moved on Calendly's own page: back to the first one by `old_invitee`, then
 * forward to the last one by `new_invitee`. Nothing of a webhook is used.
 */
export async function traceAppointment(
  reader: TraceReader,
  eventTypes: EventTypes,
  eventId: string,
  askedFor: string,
): Promise<CalendarTrail | null> {
  const asked = await findStep(reader, eventTypes, { eventId, inviteeId: null }, askedFor);
  if (!asked) return null;
  const before = await follow(reader, eventTypes, asked, 'old_invitee', askedFor);
  const after = await follow(reader, eventTypes, asked, 'new_invitee', askedFor);
  const [first, ...rest] = [...before.toReversed(), asked, ...after];
  const last = after.at(-1) ?? asked;
  return {
    steps: [(first ?? asked).step, ...rest.map(({ step }) => step)],
    awaitsNewTime:
      last.step.status === 'cancelled' && last.invitee?.rescheduled === true && !last.invitee.new_invitee,
  };
}

async function follow(
  reader: TraceReader,
  eventTypes: EventTypes,
  from: Found,
  link: 'old_invitee' | 'new_invitee',
  askedFor: string,
): Promise<Found[]> {
  const found: Found[] = [];
  for (let { invitee } = from; found.length < longestTrail; ) {
    const ids = inviteeIds(invitee?.[link] ?? '');
    if (!ids) break;
    // The next event can belong to a calendar that our token cannot read. That there is one is known all the same.
    const next = (await findStep(reader, eventTypes, ids, askedFor)) ?? {
      step: {
        eventId: ids.eventId,
        start: null,
        status: 'active' as const,
        practitionerId: null,
        joinUrl: null,
        inviteeId: ids.inviteeId,
        visits: [],
        cancelled: null,
        noShow: false,
      },
      invitee: null,
    };
    found.push(next);
    invitee = next.invitee;
  }
  return found;
}

/** One appointment and its invitee; `null` when it does not exist or our token may not read it. */
async function findStep(
  reader: TraceReader,
  eventTypes: EventTypes,
  ids: { eventId: string; inviteeId: string | null },
  askedFor: string,
): Promise<Found | null> {
  try {
    const event = await reader.event(ids.eventId);
    const invitees = await reader.invitees(ids.eventId);
    const invitee = invitees.find(({ uri }) => idOf(uri) === ids.inviteeId) ?? invitees[0] ?? null;
    const { eventId, start, status, joinUrl } = eventView(event);
    const practitionerId = await practitionerOf(reader, eventTypes, event, askedFor);
    const step: TrailStep = {
      eventId,
      start,
      status,
      joinUrl,
      practitionerId,
      inviteeId: invitee ? idOf(invitee.uri) : null,
      visits: event.event_type ? eventTypes.visitsWith(idOf(event.event_type)) : [],
      cancelled: status === 'cancelled' ? cancellationOf(invitee) : null,
      noShow: invitee?.no_show != null,
    };
    return { step, invitee };
  } catch (error) {
    if (error instanceof UpstreamError && (error.reason === 'not_found' || error.status === 403)) return null;
    throw error;
  }
}

/**
 * Several practitioners may give the same event type. The host decides, where we know the users of the practitioners.
 * Otherwise the practitioner that we asked for is the likely one.
 */
async function practitionerOf(
  reader: Pick<TraceReader, 'userOf'>,
  eventTypes: EventTypes,
  event: ScheduledEvent,
  askedFor: string,
): Promise<string | null> {
  if (!event.event_type) return null;
  const known = eventTypes.practitionersWith(idOf(event.event_type));
  const hosts = new Set(event.event_memberships?.map(({ user }) => user));
  const possible: string[] = [];
  for (const practitionerId of known.length > 1 && hosts.size > 0 ? known : []) {
    const user = await reader.userOf(practitionerId);
    if (user !== null && hosts.has(user)) return practitionerId;
    if (user === null) possible.push(practitionerId);
  }
  const likely = possible.length > 0 ? possible : known;
  return likely.includes(askedFor) ? askedFor : (likely[0] ?? null);
}

/** Who cancelled. An unknown kind of person counts as the clinic, so that the patient gets everything back. */
function cancellationOf(invitee: Invitee | null): TrailStep['cancelled'] {
  const cancellation = invitee?.cancellation;
  if (!cancellation?.canceler_type) return null;
  const by = cancellation.canceler_type === 'invitee' ? 'patient' : 'clinic';
  return { by, at: cancellation.created_at ?? null };
}
