import { readFile, stat } from 'node:fs/promises';
import { serveStatic } from '@hono/node-server/serve-static';
import { every } from 'hono/combine';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import { etagOf } from '../../platform/http/answers/etag.ts';
import type { AppContext } from '../../platform/http/app-env.ts';
import { Problem } from '../../platform/problem.ts';

const compressed = compress();
/** Answers 304. It would hash the whole file for every request, but keeps a tag that is there. */
const tagged = etag();

/** The tag of each file that was sent, and what the file was like then. */
const tags = new Map<string, { file: string; tag: string }>();

/** A file is read and hashed when it is new or has changed, not for every request. */
async function tagOf(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path);
  const file = `${size} ${mtimeMs}`;
  let known = tags.get(path);
  if (known?.file !== file) {
    known = { file, tag: etagOf(await readFile(path)) };
    tags.set(path, known);
  }
  return known.tag;
}

/**
 * Sends a file, or 304 when the client has it already. A browser gets the `.br` or `.gz` file beside it when there is
 * one; the build of the widgets writes them. Other text is compressed on its way.
 * @param path on disk; the caller has checked that it may be seen
 * @throws Problem not_found
 */
export async function sendFile(
  c: AppContext,
  path: string,
  headers: Record<string, string>,
): Promise<Response> {
  const serve = serveStatic({
    path,
    precompressed: true,
    onFound: async (found) => c.header('ETag', await tagOf(found)),
  });
  const send = every(compressed, tagged, serve);
  await send(c, () => {
    throw new Problem('not_found', 'There is nothing at this address.');
  });
  // Only now, so that "not found" is not kept as long as the file would be.
  for (const [name, value] of Object.entries({ Vary: 'Accept-Encoding', ...headers })) {
    c.res.headers.set(name, value);
  }
  return c.res;
}
