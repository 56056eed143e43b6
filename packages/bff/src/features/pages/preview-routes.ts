import { globSync } from 'node:fs';
import { join } from 'node:path';
import { getMimeType } from 'hono/utils/mime';
import { type Route, route } from '../../platform/http/route.ts';
import { sendFile } from './static-file.ts';

/**
 * The example pages of the preview: a folder below `/webflow/`, its `index.html` also at `/`.
 * One route per file that is there at start. Each request reads the file again, so a change shows at once.
 */
export function previewRoutes(folder: string): Route[] {
  const files = globSync('**/*', { cwd: folder }).filter((file) => getMimeType(file) !== undefined);
  const addresses = files.map((file) => ({ path: `/webflow/${file.replaceAll('\\', '/')}`, file }));
  if (files.includes('index.html')) {
    addresses.push(
      { path: '/', file: 'index.html' },
      { path: '/webflow', file: 'index.html' },
      { path: '/webflow/', file: 'index.html' },
    );
  }
  return addresses.map(({ path, file }) =>
    route(
      {
        method: 'get',
        path,
        summary: 'An example page',
        tag: 'preview',
        kind: 'page',
        answers: { 200: { description: 'The file' } },
      },
      ({ c }) => sendFile(c, join(folder, file), { 'Cache-Control': 'no-cache' }),
    ),
  );
}
