import type { LiveKind } from '@botaniqal/shared/contracts/staff/desk.ts';
import type { EventName } from '../events/event-list.ts';

/** What an open desk reads again after an event, by the event's noun. */
const kinds: Readonly<Record<string, LiveKind>> = {
  booking: 'booking',
  payment: 'booking',
  form: 'form',
  triage: 'triage',
  calendar: 'calendar',
};

/** The change of an event: desks show bookings, so a payment is a change of its booking. */
export function liveChangeOf(
  name: EventName,
  ids: Readonly<Record<string, string>>,
): { kind: LiveKind; id: string | null } {
  const noun = name.slice(0, name.indexOf('.'));
  return { kind: kinds[noun] ?? 'booking', id: ids.bookingId ?? ids.submissionId ?? null };
}
