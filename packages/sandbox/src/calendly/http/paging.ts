import { invalid } from './refusal.ts';

export interface Page<T> {
  collection: T[];
  pagination: {
    count: number;
    next_page: string | null;
    previous_page: string | null;
    next_page_token: string | null;
    previous_page_token: string | null;
  };
}

/**
 * One page of a list, by `count` (1 to 100, default 20) and `page_token`.
 * @param address where next_page and previous_page lead, without the query
 * @throws Refusal (400)
 */
export function paged<T>(all: readonly T[], query: URLSearchParams, address: string): Page<T> {
  const count = countFrom(query);
  const offset = offsetFrom(query);
  const rows = all.slice(offset, offset + count);
  const next = offset + count < all.length ? tokenOf(offset + count) : null;
  const previous = offset > 0 ? tokenOf(Math.max(offset - count, 0)) : null;
  const link = (token: string | null) => {
    if (token === null) return null;
    const again = new URLSearchParams(query);
    again.set('count', String(count));
    again.set('page_token', token);
    return `${address}?${again}`;
  };
  return {
    collection: rows,
    pagination: {
      count: rows.length,
      next_page: link(next),
      previous_page: link(previous),
      next_page_token: next,
      previous_page_token: previous,
    },
  };
}

function countFrom(query: URLSearchParams): number {
  const text = query.get('count');
  if (text === null) return 20;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 100) {
    throw invalid({ parameter: 'count', message: 'must be between 1 and 100' });
  }
  return count;
}

const marker = 'page:';

function tokenOf(offset: number): string {
  return Buffer.from(`${marker}${offset}`).toString('base64url');
}

function offsetFrom(query: URLSearchParams): number {
  const token = query.get('page_token');
  if (token === null) return 0;
  const text = Buffer.from(token, 'base64url').toString();
  const offset = Number(text.slice(marker.length));
  if (!text.startsWith(marker) || !Number.isInteger(offset)) {
    throw invalid({ parameter: 'page_token', message: 'is invalid' });
  }
  return offset;
}
