import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { z } from 'zod';
import { Problem } from '../../platform/problem.ts';
import { type WebhookProvider, webhookProvider } from '../../platform/webhook-inbox/index.ts';
import { type CalendarTrail, wasMoved } from '../../ports/calendar.ts';
import type { CalendarSyncDeps } from './deps.ts';

/** The ids that a calendar event is about. */
const subjects = z.object({
  /** The calendar's id of the appointment, where the event names one. */
  eventId: z.string().nullable(),
  /** The practitioners whose calendar it is about; empty when it names no visit of ours. */
  practitionerIds: z.array(z.string()),
});

/**
 * The calendar's webhooks. After an event the practitioner's free times are read again. The calendar itself then says
 * whether an appointment was cancelled, or moved to another time: each half of a move alone is enough to see it.
 */
export function calendarWebhooks(deps: CalendarSyncDeps): WebhookProvider {
  const { provider, displayName, signatureHeader } = deps.webhooks;
  return webhookProvider({
    name: provider,
    addresses: [
      {
        path: endpoints.calendlyWebhook,
        summary: `Take a webhook event from ${displayName}`,
        description: `Signed by \`${signatureHeader}\` over the raw body. A repeat changes nothing.`,
      },
    ],
    subjects,
    async read({ c, body, log }) {
      if (!deps.webhooks.isGenuine({ body, signature: c.req.header(signatureHeader) })) {
        throw new Problem('unauthorized', 'The signature is missing, wrong or too old.');
      }
      const event = deps.webhooks.parse(body);
      // The calendar would send the same again, so it gets 204. The log line tells an operator.
      if (!event) log.warn('A genuine webhook event could not be read');
      return (
        event && {
          key: event.key,
          kind: event.kind,
          subjects: { eventId: event.eventId, practitionerIds: [...event.practitionerIds] },
        }
      );
    },
    async handle({ kind, subjects: { eventId, practitionerIds } }, { signal, log }) {
      // An event without a visit of ours can still be about one of our practitioners: all times may have changed.
      const changed =
        practitionerIds.length > 0 ? practitionerIds : deps.clinic.practitioners.map(({ id }) => id);
      for (const practitionerId of changed) await deps.availability.calendarChanged(practitionerId);

      if (eventId === null) return;
      if (kind === 'attendance') return tellAttendance(deps, eventId);
      if (kind !== 'cancelled' && kind !== 'moved') return;
      // An appointment can move to an event type that is none of ours. Any practitioner's token may read it.
      const owner = practitionerIds[0] ?? (kind === 'moved' ? deps.clinic.practitioners[0]?.id : undefined);
      if (owner === undefined) return;
      const trail = await deps.scheduler.trace({ practitionerId: owner, eventId, signal });
      if (trail && wasMoved(trail)) return tellMoved(deps, trail);
      if (kind === 'moved') return;
      if (trail?.steps[0].status === 'active')
        log.info('A cancelled appointment is active again', { eventId });
      else await tellCancelled(deps, eventId);
    },
    async giveUp(_event, { log }) {
      log.error('A calendar event could not be handled for a day');
    },
  });
}

/** The calendar itself was read: the subscribers need not check the webhook. */
async function tellCancelled(deps: CalendarSyncDeps, calendarEventId: string): Promise<void> {
  await deps.store.db.transaction((tx) =>
    deps.events.emit(tx, 'calendar.event_cancelled', { calendarEventId }),
  );
}

/** The subscriber reads the appointment: what the webhook says is not used. */
async function tellAttendance(deps: CalendarSyncDeps, calendarEventId: string): Promise<void> {
  await deps.store.db.transaction((tx) =>
    deps.events.emit(tx, 'calendar.attendance_changed', { calendarEventId }),
  );
}

/** A booking knows one of the appointments that were left. Which one, only the subscriber can tell. */
async function tellMoved(deps: CalendarSyncDeps, { steps, awaitsNewTime }: CalendarTrail): Promise<void> {
  const left = awaitsNewTime ? steps : steps.slice(0, -1);
  await deps.store.db.transaction(async (tx) => {
    for (const { eventId } of left) {
      await deps.events.emit(tx, 'calendar.event_moved', { calendarEventId: eventId });
    }
  });
}
