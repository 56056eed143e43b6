import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import type { CalendarWebhookEvent, CalendarWebhooks } from '../../ports/calendar.ts';
import { displayName } from './display-name.ts';
import type { EventTypes } from './event-types.ts';
import { idOf } from './mapping.ts';
import { delivery } from './wire.ts';

/** Three minutes, as in Calendly's own sample. A delivery with an older (or a later) time is refused. */
const toleranceMs = 180_000;

/** `Calendly-Webhook-Signature: t=<unix seconds>,v1=<hex>` over `t + "." + raw body` (contract 6.4). */
const signatureShape = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/;

/** @param signingKeys the first one signs new subscriptions; there are two while a key is being changed */
export function createCalendarWebhooks(
  signingKeys: readonly string[],
  eventTypes: EventTypes,
  clock: Clock,
): CalendarWebhooks {
  return {
    provider: 'calendly',
    displayName,
    signatureHeader: 'Calendly-Webhook-Signature',

    isGenuine({ body, signature }) {
      const [, seconds, claimed] = signatureShape.exec(signature?.trim() ?? '') ?? [];
      if (seconds === undefined || claimed === undefined) return false;
      if (Math.abs(clock.now().getTime() - Number(seconds) * 1000) > toleranceMs) return false;
      const given = Buffer.from(claimed, 'hex');
      return signingKeys.some((key) => {
        const expected = createHmac('sha256', key).update(`${seconds}.`).update(body).digest();
        return expected.length === given.length && timingSafeEqual(expected, given);
      });
    },

    parse(body) {
      const parsed = delivery.safeParse(jsonOf(body));
      if (!parsed.success) return null;
      const { event, payload } = parsed.data;
      const eventUri = payload.event ?? payload.scheduled_event?.uri;
      const typeUri =
        payload.scheduled_event?.event_type ?? (event.startsWith('event_type.') ? payload.uri : null);
      return {
        // A note that the patient did not come may leave the invitee's own date as it is.
        key: [
          event,
          payload.uri,
          payload.updated_at ?? '',
          ...(payload.no_show?.uri ? [payload.no_show.uri] : []),
        ].join(' '),
        kind: kindOf(event, payload.old_invitee ?? null),
        eventId: eventUri === undefined ? null : idOf(eventUri),
        practitionerIds: typeUri ? eventTypes.practitionersWith(idOf(typeUri)) : [],
      };
    },
  };
}

function kindOf(event: string, oldInvitee: string | null): CalendarWebhookEvent['kind'] {
  if (event === 'invitee.created') return oldInvitee === null ? 'booked' : 'moved';
  if (event === 'invitee.canceled') return 'cancelled';
  if (event.startsWith('invitee_no_show.')) return 'attendance';
  return 'other';
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
