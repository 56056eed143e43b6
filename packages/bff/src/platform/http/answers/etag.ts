import { createHash } from 'node:crypto';
import type { AppContext } from '../app-env.ts';
import { answerWith } from './answer-headers.ts';

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

/** An answer as it goes over the wire. Bytes: a text would be encoded again for every request that is answered with it. */
export interface PreparedJson {
  bytes: Uint8Array<ArrayBuffer>;
  etag: string;
}

/** Serialises once what is answered many times. */
export function prepareJson(value: unknown): PreparedJson {
  const text = JSON.stringify(value);
  return { bytes: new TextEncoder().encode(text), etag: etagOf(text) };
}

/** Answers prepared JSON with its `ETag`, or 304 when the client has it. */
export function sendPrepared(c: AppContext, { bytes, etag }: PreparedJson, cacheControl: string): Response {
  const headers = { ETag: etag, 'Cache-Control': cacheControl };
  if (isKnown(c, etag)) return answerWith(c, null, 304, headers);
  return answerWith(c, bytes, 200, { ...headers, 'Content-Type': 'application/json' });
}
