import type { Context, Hono } from 'hono';
import type { DeltaPlace } from '../calendar/delta-tokens.ts';
import { occurrenceId, occurrencesOf } from '../calendar/recurrence.ts';
import { type MicrosoftEnv, mailboxFor } from '../http/access.ts';
import type { Preferences } from '../http/preferences.ts';
import { invalid, Refusal } from '../http/refusal.ts';
import { eventWire, idOf, removedWire, type Wire } from '../http/wire.ts';
import type { CalendarEvent, Mailbox, RemovedEvent } from '../model.ts';
import type { MicrosoftState } from '../vendor-state.ts';
import { windowOf } from './events.ts';

const forbidden = ['$select', '$expand', '$filter', '$orderby', '$search', '$top', '$skip'];

/** What changed in a mailbox's window since the last read. */
export function deltaRoutes(app: Hono<MicrosoftEnv>, state: MicrosoftState): void {
  for (const calendar of ['', '/calendar']) {
    app.get(`/v1.0/users/:user${calendar}/calendarView/delta`, (context) => {
      const mailbox = mailboxFor(state, context.req.param('user') ?? '');
      const address = state.publicAddress(context.req.url);
      const place = placeFrom(state, mailbox, address);
      return context.json(round(state, context, mailbox, place, address));
    });
  }
}

/** @throws Refusal: 400 for a question that delta does not take, 410 or 400 for a token that is too old */
function placeFrom(state: MicrosoftState, mailbox: Mailbox, address: URL): DeltaPlace {
  const query = address.searchParams;
  const token = query.get('$deltatoken') ?? query.get('$skiptoken');
  const bad = [...query.keys()].find((key) => forbidden.includes(key.toLowerCase()));
  if (bad)
    throw invalid(
      `The query parameter '${bad}' is not supported for change tracking.`,
      'ErrorInvalidUrlQuery',
    );
  if (token === null) {
    return { ...windowOf(address), mailboxId: mailbox.id, since: 0, until: null, offset: 0 };
  }
  if (query.size > 1) {
    throw invalid('A delta or skip token takes no further parameters.', 'ErrorInvalidUrlQuery');
  }
  const place = state.deltaTokens.placeOf(token);
  if (place?.mailboxId !== mailbox.id) throw tooOld(state, address);
  return place;
}

function tooOld({ settings }: MicrosoftState, address: URL): Refusal {
  const message = 'The sync state generation is not found. Start a new round without a token.';
  if (settings.deltaReset !== 'gone_410') return new Refusal(400, settings.deltaReset, message);
  return new Refusal(410, 'syncStateNotFound', message, {
    Location: `${address.origin}${address.pathname}?$deltatoken=`,
  });
}

function round(
  state: MicrosoftState,
  context: Context<MicrosoftEnv>,
  mailbox: Mailbox,
  place: DeltaPlace,
  { origin, pathname }: URL,
): Wire {
  const prefer = context.get('prefer');
  const until = place.until ?? state.model.changes;
  const items = itemsOf(state, mailbox, { ...place, until }, prefer);
  const all = state.settings.deltaRepeats ? [...items, ...items] : items;
  const size = prefer.maxPageSize ?? state.settings.deltaPageSize;
  const next = place.offset + size;
  const isLast = next >= all.length;
  const token = state.deltaTokens.issue(
    isLast ? { ...place, since: until, until: null, offset: 0 } : { ...place, until, offset: next },
  );
  const link = `${origin}${pathname}?${isLast ? '$deltatoken' : '$skiptoken'}=${token}`;
  return {
    '@odata.context': `${origin}/v1.0/$metadata#Collection(event)`,
    [isLast ? '@odata.deltaLink' : '@odata.nextLink']: link,
    value: all.slice(place.offset, next),
  };
}

/** Events that were removed, or lie outside the window now, and those inside as they are now. */
function itemsOf(
  { model }: MicrosoftState,
  mailbox: Mailbox,
  { start, end, since, until }: DeltaPlace & { until: number },
  prefer: Preferences,
): Wire[] {
  const isOf = (one: CalendarEvent | RemovedEvent) =>
    one.mailboxId === mailbox.id && one.changeNumber > since && one.changeNumber <= until;
  const isFirst = since === 0;
  const window = { start, end };
  const removed = model.removed.filter(isOf).flatMap(({ event, folderId }) => {
    const id = prefer.hasImmutableIds ? event?.id : folderId;
    if (isFirst || id === undefined) return [];
    // A series takes its occurrences with it.
    const days = event ? occurrencesOf(event, mailbox.timeZone, window).map(({ day }) => day) : [];
    return [...new Set([id, ...days.map((day) => occurrenceId(id, day))])].map(removedWire);
  });
  const changed = [...model.events.values()]
    .filter(isOf)
    .toSorted((a, b) => a.changeNumber - b.changeNumber)
    .flatMap((event): Wire[] => {
      const id = idOf(event, prefer.hasImmutableIds);
      const inside = occurrencesOf(event, mailbox.timeZone, window);
      const shown = new Set(inside.map(({ day }) => day));
      const outside = [...event.exceptions.keys()].filter((day) => !shown.has(day));
      const gone = inside.length === 0 ? [id] : outside.map((day) => occurrenceId(id, day));
      return [
        ...(isFirst ? [] : gone.map(removedWire)),
        ...inside.map((occurrence) => ({
          '@odata.type': '#microsoft.graph.event',
          ...eventWire(occurrence, mailbox, prefer, null),
        })),
      ];
    });
  return [...removed, ...changed];
}
