import { join } from 'node:path';
import { z } from 'zod';
import type { Clinic } from '../../config/clinic/clinic.ts';
import { escapeHtml } from '../../platform/escape-html.ts';
import { pageContentSecurityPolicy } from '../../platform/http/answers/security-headers.ts';
import type { AppContext } from '../../platform/http/app-env.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { Problem } from '../../platform/problem.ts';
import { readEntry } from './built-entry.ts';
import { sendFile } from './static-file.ts';

/** The desk decides by the address which screen it shows, so all of these are the same page. */
const pages = ['/desk', '/desk/:screen', '/desk/:screen/:id', '/desk/:screen/:id/:part'];

/** A hashed name: the content can never change under it. */
const asset = z.object({ file: z.string().regex(/^[\w.-]+-[\w-]{8,}\.(js|css)$/) });

/**
 * The desk as it was built: a page that is the same for everybody and says nothing, and its files.
 * @param folder `packages/desk/dist`
 */
export function deskRoutes(folder: string, { clinic }: Pick<Clinic, 'clinic'>): Route[] {
  const files = route(
    {
      method: 'get',
      path: '/desk/assets/:file',
      summary: 'A part of the desk; its name changes with its content',
      tag: 'pages',
      kind: 'page',
      params: asset,
      answers: { 200: { description: 'The file' } },
    },
    ({ c, params }) =>
      sendFile(c, join(folder, params.file), { 'Cache-Control': 'public, max-age=31536000, immutable' }),
  );
  return [
    files,
    ...pages.map((path) =>
      route(
        {
          method: 'get',
          path,
          summary: 'The desk',
          tag: 'pages',
          kind: 'page',
          answers: { 200: { description: 'HTML', contentType: 'text/html' } },
        },
        async ({ c, log }) => {
          const entry = await readEntry(folder, 'src/main.ts');
          if (!entry) {
            log.error('The desk is not built: run pnpm build');
            throw new Problem('not_found', 'There is nothing at this address.');
          }
          return sendPage(c, deskPage(clinic.name, entry));
        },
      ),
    ),
  ];
}

function sendPage(c: AppContext, html: string): Response {
  return c.body(html, 200, {
    'Content-Type': 'text/html; charset=UTF-8',
    'Content-Security-Policy': pageContentSecurityPolicy(),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Robots-Tag': 'noindex',
    'Cache-Control': 'no-store',
  });
}

function deskPage(clinic: string, { file, css }: { file: string; css: readonly string[] }): string {
  const assets = '/desk/assets';
  return `<!doctype html>
<html lang="en-AU">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Desk – ${escapeHtml(clinic)}</title>
<link rel="icon" href="/hosted/icon.svg" type="image/svg+xml">
${css.map((name) => `<link rel="stylesheet" href="${assets}/${name}">`).join('\n')}
<script type="module" src="${assets}/${file}"></script>
</head>
<body>
<noscript><p>The desk needs JavaScript.</p></noscript>
</body>
</html>
`;
}
