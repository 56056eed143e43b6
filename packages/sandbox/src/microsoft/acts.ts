import { z } from 'zod';
import { actRefusal } from '../control/act-refusal.ts';
import { instantOf } from './calendar/time-zones.ts';
import {
  type CalendarEvent,
  eventNamed,
  type Mailbox,
  mailboxNamed,
  type Span,
  type Subscription,
  showAsValues,
} from './model.ts';
import type { MicrosoftState } from './vendor-state.ts';

/**
 * What people and Microsoft do beside the API: in Outlook, and to subscriptions.
 * @throws ZodError when the act is unknown, or cannot be done
 */
export function actInMicrosoft(state: MicrosoftState, act: string, body: unknown): unknown {
  const done = acts[act];
  if (!done) throw actRefusal('act', `must be one of ${Object.keys(acts).join(', ')}`);
  return done(state, body) ?? null;
}

const acts: Record<string, (state: MicrosoftState, body: unknown) => unknown> = {
  add_event: addEvent,
  move_event: moveEvent,
  remove_event: (state, body) => {
    const { mailbox, event } = eventShape.parse(body);
    state.book.remove(eventIn(state, mailboxOf(state, mailbox), event));
  },
  refile_event: (state, body) => {
    const { mailbox, event } = eventShape.parse(body);
    const found = eventIn(state, mailboxOf(state, mailbox), event);
    state.book.refile(found);
    return { id: found.id };
  },
  drop_subscription: (state, body) => {
    for (const one of subscriptionsOf(state, body)) state.subscriptions.remove(one);
  },
  remove_subscription: (state, body) => {
    for (const one of subscriptionsOf(state, body)) {
      state.subscriptions.remove(one);
      state.notifications.lifecycle(one, 'subscriptionRemoved');
    }
  },
  send_missed: (state, body) => {
    for (const one of subscriptionsOf(state, body)) state.notifications.lifecycle(one, 'missed');
  },
  send_reauthorization: (state, body) => {
    for (const one of subscriptionsOf(state, body)) {
      state.notifications.lifecycle(one, 'reauthorizationRequired');
    }
  },
  expire_delta_tokens: (state) => state.deltaTokens.forget(),
  revoke_tokens: (state) => state.tokens.revokeAll(),
};

const minutes = z.coerce.number().int().min(1).max(10_080);
const eventShape = z.strictObject({ mailbox: z.string(), event: z.string() });
/** `start` is an instant, or with `day` a clock of the mailbox's zone, as the panel's form sends it. */
const timeShape = z.object({
  start: z.string().optional(),
  end: z.string().optional(),
  day: z.iso.date().optional(),
  time: z.string().optional(),
  minutes: minutes.optional(),
});
const addShape = timeShape
  .extend({
    mailbox: z.string(),
    subject: z.string().default('Busy'),
    showAs: z.enum(showAsValues).default('busy'),
    isAllDay: z.boolean().default(false),
  })
  .strict();
const moveShape = timeShape.extend({ mailbox: z.string(), event: z.string() }).strict();

function addEvent(state: MicrosoftState, body: unknown): unknown {
  const { mailbox: name, subject, showAs, isAllDay, ...time } = addShape.parse(body);
  const mailbox = mailboxOf(state, name);
  const event = state.book.add(mailbox, { subject, showAs, isAllDay, ...spanOf(time, mailbox, 30) }, null);
  return { id: event.id };
}

function moveEvent(state: MicrosoftState, body: unknown): unknown {
  const { mailbox: name, event: id, ...time } = moveShape.parse(body);
  const mailbox = mailboxOf(state, name);
  const event = eventIn(state, mailbox, id);
  const length = (event.end.getTime() - event.start.getTime()) / 60_000;
  state.book.change(event, spanOf(time, mailbox, length));
  return { id: event.id };
}

function spanOf(time: z.infer<typeof timeShape>, mailbox: Mailbox, otherwiseMinutes: number): Span {
  const text = time.day ? `${time.day}T${time.time || '09:00'}` : (time.start ?? '');
  const start = instantOf(text, mailbox.timeZone);
  if (!start) throw actRefusal(time.day ? 'time' : 'start', 'must be a day with a time, or an instant');
  const length = (time.minutes ?? otherwiseMinutes) * 60_000;
  const end = time.end ? instantOf(time.end, mailbox.timeZone) : new Date(start.getTime() + length);
  if (!end || end <= start) throw actRefusal('end', 'must be after the start');
  return { start, end };
}

const subscriptionShape = z.strictObject({
  subscription: z.string().optional(),
  mailbox: z.string().optional(),
});

/** One by its id, those of a mailbox, or all of them. */
function subscriptionsOf(state: MicrosoftState, body: unknown): Subscription[] {
  const { subscription, mailbox } = subscriptionShape.parse(body);
  const all = [...state.model.subscriptions.values()];
  if (mailbox !== undefined) {
    const { id } = mailboxOf(state, mailbox);
    return all.filter(({ mailboxId }) => mailboxId === id);
  }
  if (subscription === undefined) return all;
  const found = all.filter(({ id }) => id === subscription);
  if (found.length === 0) throw actRefusal('subscription', 'is not here');
  return found;
}

function mailboxOf({ model }: MicrosoftState, name: string): Mailbox {
  const mailbox = mailboxNamed(model, name);
  if (!mailbox) throw actRefusal('mailbox', 'must be an address, a practitioner or an id of this sandbox');
  return mailbox;
}

function eventIn({ model }: MicrosoftState, mailbox: Mailbox, id: string): CalendarEvent {
  const event = eventNamed(model, mailbox, id);
  if (!event) throw actRefusal('event', 'is not in this mailbox');
  return event;
}
