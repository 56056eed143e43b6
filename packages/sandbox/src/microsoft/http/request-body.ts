import { invalid } from './refusal.ts';

/** A JSON object. @throws Refusal (400) */
export async function objectFrom(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text();
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Falls through to the same refusal: not JSON, or not an object.
  }
  throw invalid(
    'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    'BadRequest',
  );
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws Refusal (400) when the property is there and no text */
export function textFrom(body: Record<string, unknown>, property: string): string | null {
  const value = body[property];
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  throw invalid(`Property ${property} in payload has a value that does not match schema.`, 'BadRequest');
}
