import { Refusal } from './refusal.ts';

export type Predicate<T> = (row: T) => boolean;

/**
 * `firstName==Alex;lastName==Sample,dob==1988-04-17`: `;` is and, `,` is or, and binds tighter. Only equality is
 * known of the real one, compared without regard to case.
 * @throws Refusal (400) on anything else
 */
export function predicateFrom<T>(
  query: string,
  fields: Record<string, (row: T) => string | null>,
): Predicate<T> {
  const alternatives = query
    .split(',')
    .map((part) => part.split(';').map((term) => comparison(term, fields)));
  return (row) => alternatives.some((terms) => terms.every((term) => term(row)));
}

function comparison<T>(term: string, fields: Record<string, (row: T) => string | null>): Predicate<T> {
  const parts = /^(\w+)==(.+)$/.exec(term.trim());
  const read = fields[parts?.[1] ?? ''];
  const wanted = parts?.[2]?.replace(/^(['"])(.*)\1$/, '$2').toLowerCase();
  if (!read || wanted === undefined) throw new Refusal(400, { message: `Invalid search criteria: ${term}` });
  return (row) => read(row)?.toLowerCase() === wanted;
}
