import { type Detail, invalid } from './refusal.ts';

/** @throws Refusal (400) naming the parameter when it is missing or no instant */
function instantFrom(value: unknown, parameter: string): Date {
  const instant = optionalInstant(value, parameter);
  if (!instant) throw invalid({ parameter, message: 'is missing' });
  return instant;
}

const iso = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

export function optionalInstant(value: unknown, parameter: string): Date | null {
  if (value === undefined || value === null || value === '') return null;
  const instant = new Date(typeof value === 'string' ? value : Number.NaN);
  if (typeof value !== 'string' || !iso.test(value) || Number.isNaN(instant.getTime())) {
    throw invalid({ parameter, message: 'must be a valid ISO 8601 date-time' });
  }
  return instant;
}

/**
 * The window of a question about availability: in the future, in order, and no longer than allowed.
 * @throws Refusal (400)
 */
export function windowFrom(query: URLSearchParams, now: Date, maxDays: number): { from: Date; to: Date } {
  const from = instantFrom(query.get('start_time'), 'start_time');
  const to = instantFrom(query.get('end_time'), 'end_time');
  const details: Detail[] = [];
  if (from <= now) details.push({ parameter: 'start_time', message: 'must be in the future' });
  if (from >= to) details.push({ parameter: 'start_time', message: 'must be before end_time' });
  if (to.getTime() - from.getTime() > maxDays * 86_400_000) {
    details.push({ parameter: 'end_time', message: `must be within ${maxDays} days of start_time` });
  }
  if (details.length > 0) throw invalid(...details);
  return { from, to };
}

/** @throws Refusal (400) */
export function booleanFrom(value: string | null, parameter: string): boolean | null {
  if (value === null) return null;
  if (value !== 'true' && value !== 'false') throw invalid({ parameter, message: 'must be a boolean' });
  return value === 'true';
}

/**
 * `field:dir`, several separated by commas; the direction may be left out.
 * @throws Refusal (400) on an unknown field or direction
 */
export function sorted<T>(
  rows: readonly T[],
  sort: string,
  fields: Record<string, (row: T) => string | number>,
): T[] {
  const orders = sort.split(',').map((part) => {
    const [field = '', direction = 'asc'] = part.trim().split(':');
    const key = fields[field];
    if (!key || !['asc', 'desc'].includes(direction))
      throw invalid({ parameter: 'sort', message: 'is invalid' });
    return { key, sign: direction === 'asc' ? 1 : -1 };
  });
  return rows.toSorted((a, b) => {
    for (const { key, sign } of orders) {
      const [left, right] = [key(a), key(b)];
      if (left !== right) return left < right ? -sign : sign;
    }
    return 0;
  });
}

/** A JSON object, or an empty one when there is no body. @throws Refusal (400) */
export async function objectFrom(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text();
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Falls through to the same refusal: not JSON, or not an object.
  }
  throw invalid({ message: 'the body must be a JSON object' });
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
