import { createHash } from 'node:crypto';
import type { AppContext } from './app-env.ts';

/** A weak validator for a text: the same text, the same tag. Weak, as a proxy may compress what we send. */
export function etagOf(text: string): string {
  return `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
}

/** Whether the client has this version already (`If-None-Match`, RFC 9110 §13.1.2: weak comparison). */
export function isKnown(c: AppContext, etag: string): boolean {
  const header = c.req.header('if-none-match');
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  const plain = (tag: string) => tag.trim().replace(/^W\//, '');
  return header.split(',').some((tag) => plain(tag) === plain(etag));
}

/**
 * Answers JSON with an `ETag`, or 304 when the client has it.
 * @param text the JSON, serialised already, so that a cache of it costs nothing per request
 */
export function jsonWithEtag(c: AppContext, text: string, etag: string, cacheControl: string): Response {
  c.header('ETag', etag);
  c.header('Cache-Control', cacheControl);
  if (isKnown(c, etag)) return c.body(null, 304);
  return c.body(text, 200, { 'Content-Type': 'application/json' });
}
