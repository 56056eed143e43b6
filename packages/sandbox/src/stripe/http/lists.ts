import type { Intent, Model } from '../model.ts';
import { invalid } from './failure.ts';
import type { Form } from './form.ts';
import { Params } from './params.ts';
import { seconds } from './wire.ts';

export interface Page<T> {
  data: T[];
  hasMore: boolean;
}

/** A page of a list, newest first: `limit`, `starting_after`, `ending_before`, `created[gte]` and its like. */
export function page<T extends { id: string; created: Date }>(
  all: Iterable<T>,
  form: Form,
  filters: readonly string[] = [],
): Page<T> {
  const params = new Params(form, [
    'limit',
    'starting_after',
    'ending_before',
    'created',
    'expand',
    ...filters,
  ]);
  const limit = limitOf(params);
  // Maps keep the order in which things were made; the newest comes first, also among those of one second.
  const found = [...all].reverse().filter((one) => fits(params, seconds(one.created)));
  const after = params.text('starting_after');
  const before = params.text('ending_before');
  if (before !== null) {
    const ahead = found.slice(0, positionOf(found, before, 'ending_before'));
    return { data: ahead.slice(-limit), hasMore: ahead.length > limit };
  }
  const rest = after === null ? found : found.slice(positionOf(found, after, 'starting_after') + 1);
  return { data: rest.slice(0, limit), hasMore: rest.length > limit };
}

function positionOf(found: readonly { id: string }[], id: string, param: string): number {
  const position = found.findIndex((one) => one.id === id);
  if (position < 0) throw invalid(`No such object: '${id}'`, { code: 'resource_missing', param });
  return position;
}

function limitOf(params: Params): number {
  const limit = params.integer('limit') ?? 10;
  if (limit < 1 || limit > 100) throw invalid('Limit must be between 1 and 100.', { param: 'limit' });
  return limit;
}

function fits(params: Params, created: number): boolean {
  const range = params.inner('created');
  if (!range) return !params.has('created') || params.integer('created') === created;
  const bounds = new Params(range, ['gt', 'gte', 'lt', 'lte']);
  return (
    created > (bounds.integer('gt') ?? Number.NEGATIVE_INFINITY) &&
    created >= (bounds.integer('gte') ?? Number.NEGATIVE_INFINITY) &&
    created < (bounds.integer('lt') ?? Number.POSITIVE_INFINITY) &&
    created <= (bounds.integer('lte') ?? Number.POSITIVE_INFINITY)
  );
}

const term = /^(?:metadata\[['"]([^'"]+)['"]\]|(status|currency|amount)):['"]?([^'"]+?)['"]?$/;

/**
 * `GET /v1/payment_intents/search`: equality of metadata, status, currency and amount, joined by AND. Like Stripe's,
 * it does not find at once what was just written.
 */
export function searchIntents(model: Model, form: Form, writtenBefore: Date): Page<Intent> {
  const params = new Params(form, ['query', 'limit', 'page', 'expand']);
  const terms = params
    .required('query')
    .split(/\s+AND\s+/i)
    .map((text) => {
      const [whole, key, field, value = ''] = term.exec(text.trim()) ?? [];
      if (whole === undefined)
        throw invalid(`We were unable to parse your search query: ${text}`, { param: 'query' });
      return { key, field, value };
    });
  const matches = (intent: Intent): boolean =>
    terms.every(({ key, field, value }) =>
      key !== undefined
        ? intent.metadata[key] === value
        : String({ status: intent.status, currency: intent.currency, amount: intent.amount }[field ?? '']) ===
          value,
    );
  const found = [...model.intents.values()]
    .reverse()
    .filter((one) => one.created <= writtenBefore && matches(one));
  const limit = limitOf(params);
  const from = Number(params.text('page')?.replace('page_', '') ?? 0);
  return { data: found.slice(from, from + limit), hasMore: found.length > from + limit };
}
