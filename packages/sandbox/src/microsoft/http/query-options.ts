import type { CalendarEvent } from '../model.ts';
import { invalid } from './refusal.ts';
import type { Wire } from './wire.ts';

/** `$select`: the named properties, and what Graph always sends. */
export function selected(wire: Wire, select: string | null): Wire {
  if (select === null || select.trim() === '') return wire;
  const wanted = new Set([...select.split(',').map((name) => name.trim().toLowerCase()), 'id']);
  return Object.fromEntries(
    Object.entries(wire).filter(
      ([name]) =>
        name.startsWith('@') || name === 'singleValueExtendedProperties' || wanted.has(name.toLowerCase()),
    ),
  );
}

/**
 * `$expand=singleValueExtendedProperties($filter=id eq '…')`: the property ids in lower case, none for all of them.
 * Null: the request expands nothing.
 * @throws Refusal (400)
 */
export function expandedFrom(expand: string | null): ReadonlySet<string> | null {
  if (expand === null) return null;
  const [, filter] = /^\s*singleValueExtendedProperties\s*(?:\((.*)\))?\s*$/i.exec(expand) ?? [];
  if (!/^\s*singleValueExtendedProperties/i.test(expand)) {
    throw invalid(`Could not find a property to expand in '${expand}'.`, 'BadRequest');
  }
  return new Set(
    [...(filter ?? '').matchAll(/id\s+eq\s+'((?:[^']|'')*)'/gi)].map(([, id = '']) => id.toLowerCase()),
  );
}

const anyProperty =
  /^singleValueExtendedProperties\/any\(\s*(\w+)\s*:\s*\1\/id\s+eq\s+'((?:[^']|'')*)'\s+and\s+\1\/value\s+eq\s+'((?:[^']|'')*)'\s*\)$/i;
const equality = /^(subject|iCalUId|transactionId)\s+eq\s+'((?:[^']|'')*)'$/i;

/**
 * `$filter`, as far as the sandbox knows it: an extended property, or the equality of one text.
 * @throws Refusal (400) on any other filter
 */
export function filterFrom(filter: string | null): (event: CalendarEvent) => boolean {
  if (filter === null) return () => true;
  const [, , id, value] = anyProperty.exec(filter.trim()) ?? [];
  if (id !== undefined && value !== undefined) {
    return ({ extendedProperties }) =>
      [...extendedProperties].some(
        ([key, content]) => key.toLowerCase() === unquoted(id).toLowerCase() && content === unquoted(value),
      );
  }
  const [, property, text] = equality.exec(filter.trim()) ?? [];
  if (property === undefined || text === undefined) {
    throw invalid(`The query filter '${filter}' is not known to the sandbox.`, 'ErrorInvalidUrlQueryFilter');
  }
  const name = property.toLowerCase();
  return ({ subject, iCalUId, transactionId }) =>
    ({ subject, icaluid: iCalUId, transactionid: transactionId })[name] === unquoted(text);
}

/** OData doubles a quote inside a text. */
function unquoted(text: string): string {
  return text.replaceAll("''", "'");
}
