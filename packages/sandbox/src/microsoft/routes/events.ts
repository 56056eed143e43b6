import type { Context, Hono } from 'hono';
import { type Occurrence, occurrenceNamed, occurrencesOf } from '../calendar/recurrence.ts';
import { instantOf } from '../calendar/time-zones.ts';
import { type MicrosoftEnv, mailboxFor } from '../http/access.ts';
import { checkTimes, eventInputFrom } from '../http/event-input.ts';
import { paged } from '../http/paging.ts';
import { expandedFrom, filterFrom, selected } from '../http/query-options.ts';
import { invalid, Refusal, unknownItem } from '../http/refusal.ts';
import { objectFrom, textFrom } from '../http/request-body.ts';
import { etagOf, eventWire, type Wire, wholeEvent } from '../http/wire.ts';
import { type CalendarEvent, eventNamed, type Mailbox, type Span } from '../model.ts';
import type { MicrosoftState } from '../vendor-state.ts';

type Request = Context<MicrosoftEnv>;

/** Events of a mailbox: read by window, looked for, made, changed and deleted. */
export function eventRoutes(app: Hono<MicrosoftEnv>, state: MicrosoftState): void {
  for (const calendar of ['', '/calendar']) {
    const events = `/v1.0/users/:user${calendar}/events`;
    app.get(`/v1.0/users/:user${calendar}/calendarView`, (context) => viewOf(state, context));
    app.get(events, (context) => listOf(state, context));
    app.post(events, (context) => create(state, context));
    app.get(`${events}/:id`, (context) => {
      const { mailbox, occurrence } = found(state, context);
      return answer(context, mailbox, occurrence);
    });
    app.patch(`${events}/:id`, (context) => change(state, context));
    app.delete(`${events}/:id`, (context) => remove(state, context));
    app.post(`${events}/:id/cancel`, (context) => {
      remove(state, context);
      return context.body(null, 202);
    });
  }
}

/** `startDateTime` and `endDateTime`; a value without an offset is UTC. @throws Refusal (400) */
export function windowOf(address: URL): Span {
  const [start, end] = ['startDateTime', 'endDateTime'].map((name) => {
    const text = address.searchParams.get(name);
    if (!text) {
      throw invalid(
        'This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.',
        'ErrorInvalidParameter',
      );
    }
    const instant = instantOf(text, 'UTC');
    if (!instant)
      throw invalid(`The value '${text}' of parameter '${name}' is invalid.`, 'ErrorInvalidParameter');
    return instant;
  });
  if (!start || !end || end < start) {
    throw invalid('The end of the time window must not be before its start.', 'ErrorInvalidParameter');
  }
  return { start, end };
}

function viewOf(state: MicrosoftState, context: Request): Response {
  const mailbox = mailboxOf(state, context);
  const address = new URL(context.req.url);
  const window = windowOf(address);
  const isWanted = filterFrom(address.searchParams.get('$filter'));
  const occurrences = eventsOf(state, mailbox)
    .filter(isWanted)
    .flatMap((event) => occurrencesOf(event, mailbox.timeZone, window));
  return page(state, context, mailbox, occurrences, 'calendarView');
}

function listOf(state: MicrosoftState, context: Request): Response {
  const mailbox = mailboxOf(state, context);
  const isWanted = filterFrom(new URL(context.req.url).searchParams.get('$filter'));
  const events = eventsOf(state, mailbox).filter(isWanted).map(wholeEvent);
  return page(state, context, mailbox, events, 'events');
}

function page(
  state: MicrosoftState,
  context: Request,
  mailbox: Mailbox,
  occurrences: readonly Occurrence[],
  what: string,
): Response {
  const address = state.publicAddress(context.req.url);
  const { searchParams } = address;
  const prefer = context.get('prefer');
  const { rows, nextLink } = paged(
    sorted(occurrences, searchParams.get('$orderby')),
    address,
    prefer.maxPageSize,
  );
  const expanded = expandedFrom(searchParams.get('$expand'));
  return context.json({
    '@odata.context': `${state.origin}/v1.0/$metadata#users('${encodeURIComponent(mailbox.address)}')/${what}`,
    value: rows.map((occurrence) =>
      selected(eventWire(occurrence, mailbox, prefer, expanded), searchParams.get('$select')),
    ),
    ...(nextLink && { '@odata.nextLink': nextLink }),
  });
}

/** By start, unless `$orderby` names another of the properties that the sandbox knows. @throws Refusal (400) */
function sorted(occurrences: readonly Occurrence[], orderBy: string | null): Occurrence[] {
  const [, property, direction] = orderPattern.exec(orderBy?.trim() ?? 'start') ?? [];
  if (property === undefined) {
    throw invalid(`Could not find a property to order by in '${orderBy}'.`, 'BadRequest');
  }
  const key = ({ event, start, end }: Occurrence) =>
    ({
      start: start.getTime(),
      end: end.getTime(),
      subject: event.subject,
      createdDateTime: event.createdAt.getTime(),
      lastModifiedDateTime: event.modifiedAt.getTime(),
    })[property] ?? 0;
  const sign = direction === 'desc' ? -1 : 1;
  return occurrences.toSorted((a, b) => (key(a) === key(b) ? 0 : key(a) < key(b) ? -sign : sign));
}

const orderPattern =
  /^(start|end|subject|createdDateTime|lastModifiedDateTime)(?:\/dateTime)?(?:\s+(asc|desc))?$/;

async function create(state: MicrosoftState, context: Request): Promise<Response> {
  const mailbox = mailboxOf(state, context);
  const body = await objectFrom(context.req.raw);
  const transactionId = textFrom(body, 'transactionId');
  const known = transactionId
    ? eventsOf(state, mailbox).find((event) => event.transactionId === transactionId)
    : undefined;
  if (known) return repeated(state, context, mailbox, known);
  const { start, end, ...input } = eventInputFrom(body, state.settings);
  if (!start || !end)
    throw invalid('Required property start or end is missing.', 'ErrorPropertyValidationFailure');
  checkTimes({ start, end, isAllDay: input.isAllDay ?? false });
  const event = state.book.add(mailbox, { ...input, start, end }, transactionId);
  return answer(context, mailbox, wholeEvent(event), 201);
}

/** No document says what a second POST with one `transactionId` answers, so the settings say it. */
function repeated(state: MicrosoftState, context: Request, mailbox: Mailbox, known: CalendarEvent): Response {
  const { repeatedTransaction } = state.settings;
  if (repeatedTransaction !== 'conflict_409') {
    return answer(context, mailbox, wholeEvent(known), repeatedTransaction === 'existing_200' ? 200 : 201);
  }
  throw new Refusal(
    409,
    'ErrorDuplicateTransactionId',
    'Your request can’t be completed. The TransactionId of this request was already used.',
  );
}

async function change(state: MicrosoftState, context: Request): Promise<Response> {
  const { mailbox, occurrence } = found(state, context);
  const { event, day } = occurrence;
  checkEtag(context, event);
  const body = await objectFrom(context.req.raw);
  if ('transactionId' in body && body.transactionId !== event.transactionId) {
    throw invalid('The transactionId can be set only when an event is created.', 'ErrorInvalidRequest');
  }
  const input = eventInputFrom(body, state.settings);
  const { start = occurrence.start, end = occurrence.end } = input;
  checkTimes({ start, end, isAllDay: input.isAllDay ?? event.isAllDay });
  if (day !== null) {
    state.book.except(event, day, { start, end });
    return answer(context, mailbox, { ...occurrence, start, end, isException: true });
  }
  state.book.change(event, input);
  return answer(context, mailbox, wholeEvent(event));
}

function remove(state: MicrosoftState, context: Request): Response {
  const { occurrence } = found(state, context);
  const { event, day } = occurrence;
  checkEtag(context, event);
  if (day === null) state.book.remove(event);
  else state.book.except(event, day, null);
  return context.body(null, 204);
}

function checkEtag(context: Request, event: CalendarEvent): void {
  const wanted = context.req.header('if-match');
  if (wanted === undefined || wanted === '*' || wanted === etagOf(event)) return;
  throw new Refusal(
    412,
    'ErrorIrresolvableConflict',
    'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
  );
}

/** @throws Refusal (404) */
function found(state: MicrosoftState, context: Request): { mailbox: Mailbox; occurrence: Occurrence } {
  const mailbox = mailboxOf(state, context);
  const { seriesId, day } = occurrenceNamed(context.req.param('id') ?? '');
  const event = eventNamed(state.model, mailbox, seriesId);
  if (!event) throw unknownItem();
  if (day === null) return { mailbox, occurrence: wholeEvent(event) };
  const noon = Date.parse(`${day}T12:00:00Z`);
  const around = { start: new Date(noon - 8 * 86_400_000), end: new Date(noon + 8 * 86_400_000) };
  const occurrence = occurrencesOf(event, mailbox.timeZone, around).find((one) => one.day === day);
  if (!occurrence) throw unknownItem();
  return { mailbox, occurrence };
}

function answer(
  context: Request,
  mailbox: Mailbox,
  occurrence: Occurrence,
  status: 200 | 201 = 200,
): Response {
  const { origin, searchParams } = new URL(context.req.url);
  const wire: Wire = {
    '@odata.context': `${origin}/v1.0/$metadata#users('${encodeURIComponent(mailbox.address)}')/events/$entity`,
    ...eventWire(occurrence, mailbox, context.get('prefer'), expandedFrom(searchParams.get('$expand'))),
  };
  return context.json(selected(wire, searchParams.get('$select')), status);
}

function mailboxOf(state: MicrosoftState, context: Request): Mailbox {
  return mailboxFor(state, context.req.param('user') ?? '');
}

function eventsOf({ model }: MicrosoftState, mailbox: Mailbox): CalendarEvent[] {
  return [...model.events.values()].filter(({ mailboxId }) => mailboxId === mailbox.id);
}
