import { invalid } from './refusal.ts';

export interface Page<T> {
  data: T[];
  first: boolean;
  last: boolean;
  totalPages: number;
  totalElements: number;
  numberOfElements: number;
  size: number;
  page: number;
}

const largestSize = 200;

/** `page` counts from 0; `size` is 20 unless asked otherwise. @throws Refusal (400) */
export function paged<T>(rows: readonly T[], query: URLSearchParams): Page<T> {
  const page = numberFrom(query, 'page', 0, 0, Number.MAX_SAFE_INTEGER);
  const size = numberFrom(query, 'size', 20, 1, largestSize);
  const data = rows.slice(page * size, (page + 1) * size);
  const totalPages = Math.ceil(rows.length / size) || 1;
  return {
    data,
    first: page === 0,
    last: page >= totalPages - 1,
    totalPages,
    totalElements: rows.length,
    numberOfElements: data.length,
    size,
    page,
  };
}

function numberFrom(
  query: URLSearchParams,
  name: string,
  otherwise: number,
  min: number,
  max: number,
): number {
  const text = query.get(name);
  if (text === null) return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw invalid({ parameter: name, value: text, message: `must be between ${min} and ${max}` });
  }
  return value;
}
