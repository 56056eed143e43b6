import { activeInvitees, type EventType, type Model, type ScheduledEvent, type User } from '../model.ts';
import { otherEvents, type Span, workingSpans } from './working-time.ts';

const minute = 60_000;
/** How far ahead the event types can be booked: our choice for the seed, not Calendly's rule. */
const horizonDays = 180;

export interface FreeStart {
  start: Date;
  inviteesRemaining: number;
}

/**
 * The free starts in `[from, to)`, ascending: the schedule, minus what the person has in any event type and in
 * other calendars (with buffers on both sides), minus what is too near or too far.
 */
export function freeStarts(model: Model, type: EventType, now: Date, from: Date, to: Date): FreeStart[] {
  const user = model.users.get(type.userId);
  if (!user || !type.active) return [];
  const earliest = Math.max(from.getTime(), now.getTime() + type.minimumNoticeMinutes * minute);
  const end = Math.min(to.getTime(), now.getTime() + horizonDays * 24 * 60 * minute);
  if (end <= earliest) return [];
  const busy = busySpans(model, user, from, to);
  const groups = type.inviteeLimit > 1 ? openGroups(model, type) : new Map<number, number>();
  const starts: FreeStart[] = [];
  for (const span of workingSpans(user.schedule, from, to)) {
    const lastStart = Math.min(span.end.getTime() - type.durationMinutes * minute, end - 1);
    for (let start = span.start.getTime(); start <= lastStart; start += type.incrementMinutes * minute) {
      if (start < earliest) continue;
      const seats = groups.get(start);
      if (seats !== undefined) starts.push({ start: new Date(start), inviteesRemaining: seats });
      else if (isFree(type, start, busy))
        starts.push({ start: new Date(start), inviteesRemaining: type.inviteeLimit });
    }
  }
  return starts;
}

/** Whether exactly this start could be booked now; the seats that are left, 0 when none. */
export function seatsAt(model: Model, type: EventType, now: Date, start: Date): number {
  const around = freeStarts(model, type, now, start, new Date(start.getTime() + 1));
  return around[0]?.start.getTime() === start.getTime() ? around[0].inviteesRemaining : 0;
}

/** The active event of a group type at this start, which one more invitee would join. */
export function groupEventAt(model: Model, type: EventType, start: Date): ScheduledEvent | undefined {
  if (type.inviteeLimit === 1) return undefined;
  return [...model.events.values()].find(
    (event) =>
      event.eventTypeId === type.id &&
      event.cancellation === null &&
      event.start.getTime() === start.getTime(),
  );
}

/** An event with its buffers. */
export function bufferedSpan(event: ScheduledEvent): Span {
  return {
    start: new Date(event.start.getTime() - event.bufferBeforeMinutes * minute),
    end: new Date(event.end.getTime() + event.bufferAfterMinutes * minute),
  };
}

function busySpans(model: Model, user: User, from: Date, to: Date): Span[] {
  const booked = [...model.events.values()].filter(
    (event) => event.userId === user.id && event.cancellation === null,
  );
  const end = new Date(to.getTime() + 24 * 60 * minute);
  return [
    ...booked.map(bufferedSpan),
    ...otherEvents(user, from, end),
    ...model.connected(user, new Date(from.getTime() - 24 * 60 * minute), end),
  ];
}

function isFree(type: EventType, start: number, busy: readonly Span[]): boolean {
  const from = start - type.bufferBeforeMinutes * minute;
  const to = start + (type.durationMinutes + type.bufferAfterMinutes) * minute;
  return !busy.some((span) => span.start.getTime() < to && span.end.getTime() > from);
}

function openGroups(model: Model, type: EventType): Map<number, number> {
  const open = new Map<number, number>();
  for (const event of model.events.values()) {
    if (event.eventTypeId !== type.id || event.cancellation) continue;
    const seats = event.inviteeLimit - activeInvitees(model, event.id).length;
    if (seats > 0) open.set(event.start.getTime(), seats);
  }
  return open;
}
