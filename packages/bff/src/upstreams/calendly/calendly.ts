import type { ClientContext } from '../../platform/http-client/index.ts';
import type {
  CalendarLists,
  CalendarSubscriptions,
  CalendarWebhooks,
  OfferedStarts,
  Scheduler,
} from '../../ports/calendar.ts';
import { createCalendarLists } from './appointment-lists.ts';
import { type CalendlySettings, connectToCalendly } from './connection.ts';
import { type ConfiguredEventType, readEventTypes } from './event-types.ts';
import { createOfferedStarts } from './offered-starts.ts';
import { createScheduler } from './scheduler.ts';
import { createCalendarSubscriptions } from './subscriptions.ts';
import { createCalendarWebhooks } from './webhooks.ts';

export interface Calendly {
  offeredStarts: OfferedStarts;
  scheduler: Scheduler;
  lists: CalendarLists;
  webhooks: CalendarWebhooks;
  subscriptions: CalendarSubscriptions;
}

/** Everything that the clinic does with Calendly, over one connection and its limits. */
export function createCalendly(
  settings: CalendlySettings & { webhookSigningKey: string; eventTypes: readonly ConfiguredEventType[] },
  context: ClientContext,
): Calendly {
  const connection = connectToCalendly(settings, context);
  const { clock } = context;
  const eventTypes = readEventTypes(settings.eventTypes);
  return {
    offeredStarts: createOfferedStarts(connection, eventTypes, clock),
    scheduler: createScheduler(connection, eventTypes, clock),
    lists: createCalendarLists(connection, eventTypes),
    webhooks: createCalendarWebhooks([settings.webhookSigningKey], eventTypes, clock),
    subscriptions: createCalendarSubscriptions(connection, {
      signingKey: settings.webhookSigningKey,
      practitionerIds: Object.keys(settings.practitionerKeys),
    }),
  };
}
