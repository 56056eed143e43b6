import { z } from 'zod';

/** What Microsoft sends, as far as we read it. Unknown fields pass; every word of a list stays open. */

export const token = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().catch(300),
});

const moment = z.object({ dateTime: z.string(), timeZone: z.string().catch('UTC') });

export const event = z.object({
  id: z.string().min(1),
  start: moment,
  end: moment,
  showAs: z.string().nullish().catch(null),
  isAllDay: z.boolean().nullish().catch(null),
  isCancelled: z.boolean().nullish().catch(null),
  transactionId: z.string().nullish().catch(null),
  singleValueExtendedProperties: z
    .array(z.object({ id: z.string(), value: z.string() }))
    .nullish()
    .catch(null),
});
export type Event = z.infer<typeof event>;
export type Moment = z.infer<typeof moment>;

const page = <T extends z.ZodType>(of: T) =>
  z.object({ value: z.array(of), '@odata.nextLink': z.string().nullish() });
export const events = page(event);

export const eventId = z.object({ id: z.string() });

export const attendees = z.object({
  attendees: z
    .array(z.object({ emailAddress: z.object({ address: z.string().nullish() }).nullish() }))
    .nullish()
    .catch(null),
});

export const subscription = z.object({
  id: z.string().min(1),
  resource: z.string().catch(''),
  notificationUrl: z.string().nullish().catch(null),
  expirationDateTime: z.iso.datetime({ offset: true }).transform((value) => new Date(value)),
});
export const subscriptions = page(subscription);
export type Subscription = z.infer<typeof subscription>;

/** Success without anything that we need. */
export const anything = z.unknown();

export const errorBody = z.object({
  error: z.object({ code: z.string().catch(''), message: z.string().catch('') }),
});

/** The body of a delivery. Names and values vary between the documents, so only two fields are needed. */
export const delivery = z.object({
  value: z.array(
    z.object({
      id: z.string().nullish().catch(null),
      subscriptionId: z.string(),
      clientState: z.string().catch(''),
      changeType: z.string().nullish().catch(null),
      lifecycleEvent: z.string().nullish().catch(null),
      resource: z.string().nullish().catch(null),
      resourceData: z
        .object({ '@odata.etag': z.string().nullish().catch(null) })
        .nullish()
        .catch(null),
    }),
  ),
});
export type Notification = z.infer<typeof delivery>['value'][number];
