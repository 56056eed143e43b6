import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { etagOf, isKnown } from '../../platform/http/answers/etag.ts';
import type { AppContext } from '../../platform/http/app-env.ts';
import { Problem } from '../../platform/problem.ts';

/** A file as it is sent, in every encoding that a browser may ask for. Made once per version of the file. */
interface Loaded {
  modifiedMs: number;
  etag: string;
  encodings: { identity: Uint8Array; br?: Uint8Array; gzip?: Uint8Array };
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};
const compressible = /^(text|application|image\/svg)/;

const compress = { br: promisify(brotliCompress), gzip: promisify(gzip) };
const loaded = new Map<string, Loaded>();

/** The media type by the file's name, or `undefined` for a kind that is not served. */
export function mediaType(path: string): string | undefined {
  return types[extname(path)];
}

/**
 * Sends a file, compressed as the client likes best, or 304 when it has it.
 * @param path on disk; the caller has made sure that it is one that may be seen
 * @throws Problem not_found
 */
export async function sendFile(
  c: AppContext,
  path: string,
  headers: Record<string, string>,
): Promise<Response> {
  const type = mediaType(path);
  const file = type && (await load(path, compressible.test(type)));
  if (!type || !file) throw new Problem('not_found', 'There is nothing at this address.');
  c.header('ETag', file.etag);
  c.header('Vary', 'Accept-Encoding', { append: true });
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
  if (isKnown(c, file.etag)) return c.body(null, 304);
  const encoding = chooseEncoding(c.req.header('accept-encoding') ?? '', file.encodings);
  if (encoding !== 'identity') c.header('Content-Encoding', encoding);
  return c.body(new Uint8Array(file.encodings[encoding] ?? file.encodings.identity), 200, {
    'Content-Type': type,
  });
}

async function load(path: string, isText: boolean): Promise<Loaded | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const known = loaded.get(path);
  if (known?.modifiedMs === found.mtimeMs) return known;
  const identity = await readFile(path);
  const encodings: Loaded['encodings'] = { identity };
  if (isText && identity.length > 512) {
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: identity.length };
    encodings.br = await compress.br(identity, { params });
    encodings.gzip = await compress.gzip(identity, { level: 9 });
  }
  const file = { modifiedMs: found.mtimeMs, etag: etagOf(identity.toString('base64')), encodings };
  loaded.set(path, file);
  return file;
}

function chooseEncoding(accepted: string, available: Loaded['encodings']): 'br' | 'gzip' | 'identity' {
  const accepts = (name: string) =>
    new RegExp(`(^|,)\\s*${name}\\s*(?!;\\s*q=0(\\.0*)?\\s*(,|$))(;|,|$)`, 'i').test(accepted);
  if (available.br && accepts('br')) return 'br';
  if (available.gzip && accepts('gzip')) return 'gzip';
  return 'identity';
}
