import { serveStatic } from '@hono/node-server/serve-static';
import { every } from 'hono/combine';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import type { AppContext } from '../../platform/http/app-env.ts';
import { Problem } from '../../platform/problem.ts';

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
  const send = every(compress(), etag(), serveStatic({ path, precompressed: true }));
  await send(c, () => {
    throw new Problem('not_found', 'There is nothing at this address.');
  });
  // Only now, so that "not found" is not kept as long as the file would be.
  for (const [name, value] of Object.entries({ Vary: 'Accept-Encoding', ...headers })) {
    c.res.headers.set(name, value);
  }
  return c.res;
}
