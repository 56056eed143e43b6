import { inventedId } from '../../control/invented-id.ts';
import type { Wire } from '../http/wire.ts';
import type { Invitee, ScheduledEvent, User } from '../model.ts';
import type { CalendlyState } from '../vendor-state.ts';
import { inviteePayload } from './invitee-payload.ts';

/** An invented payload of an event, for `GET /sample_webhook_data`; null when the sandbox has none of this kind. */
export function samplePayload(state: CalendlyState, user: User, event: string): Wire | null {
  const type = [...state.model.eventTypes.values()].find(({ userId }) => userId === user.id);
  if (!type) return null;
  if (event.startsWith('event_type.')) return state.wires.eventType(type);
  if (!event.startsWith('invitee')) return null;
  const at = state.now();
  const canceled =
    event === 'invitee.canceled' ? { by: user.name, reason: '', type: 'host' as const, at } : null;
  const scheduled: ScheduledEvent = {
    id: inventedId('calendly', 'sample', 'event'),
    eventTypeId: type.id,
    userId: user.id,
    name: type.name,
    start: at,
    end: new Date(at.getTime() + type.durationMinutes * 60_000),
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    inviteeLimit: 1,
    guests: [],
    location: type.locations[0] ?? null,
    linkReadyAt: at,
    copy: null,
    cancellation: canceled,
    createdAt: at,
    updatedAt: at,
  };
  const invitee: Invitee = {
    id: inventedId('calendly', 'sample', 'invitee'),
    eventId: scheduled.id,
    name: 'Alex Sample',
    email: 'alex.sample@example.com',
    timeZone: user.timeZone,
    textReminderNumber: null,
    answers: [],
    tracking: {
      utm_campaign: null,
      utm_source: null,
      utm_medium: null,
      utm_content: null,
      utm_term: null,
      salesforce_uuid: null,
    },
    cancellation: canceled,
    askedForTime: false,
    replacedBy: null,
    replaces: null,
    noShow:
      event === 'invitee_no_show.created' ? { id: inventedId('calendly', 'sample', 'no-show'), at } : null,
    createdAt: at,
    updatedAt: at,
  };
  return inviteePayload(state.wires, invitee, scheduled);
}
