import { invalid } from './refusal.ts';

export interface Page<T> {
  rows: T[];
  nextLink: string | null;
}

/**
 * One page of a list by `$top`, and by the `$skip` that its next link carries.
 * @param address the address of the request, which the next link repeats
 * @throws Refusal (400)
 */
export function paged<T>(all: readonly T[], address: URL, size: number | null): Page<T> {
  const top = numberFrom(address, '$top') ?? size ?? 10;
  if (top < 1 || top > 1000) {
    throw invalid("The value of '$top' must be between 1 and 1000.", 'ErrorInvalidUrlQuery');
  }
  const skip = numberFrom(address, '$skip') ?? 0;
  const rows = all.slice(skip, skip + top);
  if (skip + top >= all.length) return { rows, nextLink: null };
  const next = new URL(address);
  next.searchParams.set('$skip', String(skip + top));
  return { rows, nextLink: next.href };
}

function numberFrom(address: URL, name: string): number | null {
  const text = address.searchParams.get(name);
  if (text === null) return null;
  const number = Number(text);
  if (text !== '' && Number.isInteger(number) && number >= 0) return number;
  throw invalid(`Invalid value '${text}' for ${name} query option found.`, 'BadRequest');
}
