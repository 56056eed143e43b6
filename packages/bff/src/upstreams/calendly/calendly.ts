import type { OutsideSurroundings } from '../../platform/http-client/index.ts';
import type {
  CalendarNotices,
  CalendarReader,
  CalendarSubscriptions,
  Scheduler,
} from '../../ports/calendar.ts';
import { createCalendarReader } from './calendar-reader.ts';
import { type CalendlySettings, connectToCalendly } from './connection.ts';
import { createScheduler } from './scheduler.ts';
import { createCalendarSubscriptions } from './subscriptions.ts';
import { createCalendarNotices } from './webhooks.ts';

export interface Calendly {
  reader: CalendarReader;
  scheduler: Scheduler;
  notices: CalendarNotices;
  subscriptions: CalendarSubscriptions;
}

/** Everything that the clinic does with Calendly, over one connection and its limits. */
export function createCalendly(
  settings: CalendlySettings & { webhookSigningKey: string },
  surroundings: OutsideSurroundings,
): Calendly {
  const connection = connectToCalendly(settings, surroundings);
  const { clock } = surroundings;
  return {
    reader: createCalendarReader(connection, clock),
    scheduler: createScheduler(connection, clock),
    notices: createCalendarNotices([settings.webhookSigningKey], clock),
    subscriptions: createCalendarSubscriptions(connection, {
      signingKey: settings.webhookSigningKey,
      practitionerIds: Object.keys(settings.practitionerKeys),
    }),
  };
}
