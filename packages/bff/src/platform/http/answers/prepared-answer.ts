import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { AnswerHeaders, AppContext } from '../app-env.ts';
import { type Encoding, encodingFor } from '../requests/accepted-encoding.ts';
import type { RequestFacts } from '../requests/request-facts.ts';
import { answerWith } from './answer-headers.ts';
import { etagOf, isKnown } from './etag.ts';

/** Below this a compressed answer saves no packet. */
const worthwhileBytes = 512;
/** Higher levels take many times as long, and save a few per cent of what is sent here. */
const brotliQuality = 6;

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * An answer as it goes over the wire, for all who ask. Each encoding is made once, at its first use: compressing for
 * every request would cost more than the answer itself.
 *
 * Only for answers without secrets. What carries a token is never compressed: its length together with text that a
 * stranger chose would tell the token, letter by letter (BREACH).
 */
export class PreparedAnswer {
  readonly etag: string;
  readonly contentType: string;
  readonly #encoded = new Map<Encoding, Bytes>();
  readonly #plain: Bytes;

  constructor(text: string, contentType: string) {
    this.etag = etagOf(text);
    this.contentType = contentType;
    this.#plain = new TextEncoder().encode(text);
  }

  /** The bytes in an encoding, and the encoding they are really in: a short answer stays plain. */
  in(encoding: Encoding): { bytes: Bytes; encoding: Encoding } {
    if (encoding === 'identity' || this.#plain.byteLength < worthwhileBytes) {
      return { bytes: this.#plain, encoding: 'identity' };
    }
    let bytes = this.#encoded.get(encoding);
    if (!bytes) {
      bytes = compress[encoding](this.#plain);
      this.#encoded.set(encoding, bytes);
    }
    return { bytes, encoding };
  }
}

const compress = {
  br: (bytes: Bytes): Bytes =>
    new Uint8Array(
      brotliCompressSync(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
        },
      }),
    ),
  gzip: (bytes: Bytes): Bytes => new Uint8Array(gzipSync(bytes)),
};

/** An answer that exists before the request comes, and the headers that are its own. */
export interface ReadyAnswer {
  answer: PreparedAnswer;
  headers: AnswerHeaders;
}

/** Serialises once what is answered many times. */
export function prepareJson(value: unknown): PreparedAnswer {
  return new PreparedAnswer(JSON.stringify(value), 'application/json');
}

/** What to send of a prepared answer to one request: 304 without a body when the client has it. */
export interface Reply {
  status: 200 | 304;
  body: Bytes | null;
}

/** Chooses the reply to a request. @param headers get all that the answer says of itself */
export function replyTo(
  request: Pick<RequestFacts, 'header'>,
  answer: PreparedAnswer,
  headers: AnswerHeaders,
): Reply {
  headers.ETag = answer.etag;
  headers.Vary = headers.Vary ? `${headers.Vary}, Accept-Encoding` : 'Accept-Encoding';
  if (isKnown(request.header('if-none-match'), answer.etag)) return { status: 304, body: null };
  const { bytes, encoding } = answer.in(encodingFor(request.header('accept-encoding')));
  headers['Content-Type'] = answer.contentType;
  if (encoding !== 'identity') headers['Content-Encoding'] = encoding;
  return { status: 200, body: bytes };
}

/** Answers with prepared bytes and these headers of its own. */
export function sendPrepared(c: AppContext, answer: PreparedAnswer, own: AnswerHeaders): Response {
  const headers = Object.assign(c.get('headers'), own);
  const { status, body } = replyTo(c.req, answer, headers);
  return answerWith(c, body, status, headers);
}
