import { z } from 'zod';

/**
 * What Calendly's API v2 sends, as far as we read it. Unknown fields pass; enums stay open (their schema and
 * their live data already differ: `zoom_conference` and `zoom`).
 */

/** UTC, with six fractional digits or none: compared as instants, never as text. */
const instant = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

const resource = <T extends z.ZodType>(of: T) => z.object({ resource: of });

const page = <T extends z.ZodType>(of: T) =>
  z.object({
    collection: z.array(of),
    pagination: z.object({ next_page_token: z.string().nullish() }).nullish(),
  });

export const availableTimes = z.object({
  collection: z.array(
    z.object({ status: z.string(), start_time: instant, invitees_remaining: z.number().optional() }),
  ),
});

export const eventType = resource(
  z.object({
    pooling_type: z.string().nullish(),
    locations: z.array(z.object({ kind: z.string(), location: z.string().nullish() })).nullish(),
    custom_questions: z.array(z.object({ name: z.string(), position: z.number() })).nullish(),
  }),
);
export type EventType = z.infer<typeof eventType>['resource'];

const scheduledEventBody = z.object({
  uri: z.string(),
  start_time: instant,
  status: z.string(),
  event_type: z.string().nullish(),
  /** The hosts. */
  event_memberships: z
    .array(z.object({ user: z.string() }))
    .nullish()
    .catch(null),
  location: z.object({ join_url: z.string().nullish() }).nullish(),
  /** Deprecated, so it may be missing. */
  calendar_event: z.object({ external_id: z.string().nullish() }).nullish().catch(null),
});
export const scheduledEvent = resource(scheduledEventBody);
export const scheduledEvents = page(scheduledEventBody);
export type ScheduledEvent = z.infer<typeof scheduledEventBody>;

const inviteeBody = z.object({
  uri: z.string(),
  event: z.string(),
  status: z.string(),
  tracking: z
    .object({
      salesforce_uuid: z.string().nullish().catch(null),
      utm_content: z.string().nullish().catch(null),
    })
    .nullish()
    .catch(null),
  /** The old half of a move on Calendly's page has the first two, the new half the last one (contract 6.3). */
  rescheduled: z.boolean().nullish(),
  new_invitee: z.string().nullish(),
  old_invitee: z.string().nullish(),
  /** Only when it is cancelled (contract 5.4). The type is `host` or `invitee`. */
  cancellation: z
    .object({ canceler_type: z.string().nullish(), created_at: instant.nullish().catch(null) })
    .nullish()
    .catch(null),
  no_show: z.object({}).nullish(),
});
export const invitee = resource(inviteeBody);
export const invitees = page(inviteeBody);
export type Invitee = z.infer<typeof inviteeBody>;

export const user = resource(z.object({ uri: z.string(), current_organization: z.string() }));
export type User = z.infer<typeof user>['resource'];

const subscriptionBody = z.object({ uri: z.string(), callback_url: z.string(), state: z.string() });
export const subscription = resource(subscriptionBody);
export const subscriptions = page(subscriptionBody);

/** Success without anything we need. */
export const anything = z.unknown();

/** The error body (contract 1.4); `details[].code` is the only part that may be switched on beside the status. */
export const errorBody = z.object({
  title: z.string().catch(''),
  message: z.string().catch(''),
  details: z
    .array(
      z.object({
        parameter: z.string().nullish().catch(null),
        code: z.string().nullish().catch(null),
        message: z.string().catch(''),
      }),
    )
    .catch([]),
});

/** A webhook's envelope. There is no delivery id: event, uri and updated_at together name it (contract 6.2). */
export const delivery = z.object({
  event: z.string(),
  payload: z.object({
    uri: z.string(),
    updated_at: z.string().optional(),
    event: z.string().optional(),
    old_invitee: z.string().nullish(),
    no_show: z.object({ uri: z.string().optional() }).nullish().catch(null),
    scheduled_event: z.object({ uri: z.string().optional(), event_type: z.string().nullish() }).nullish(),
  }),
});
