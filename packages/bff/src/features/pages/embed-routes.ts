import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clinic } from '../../config/clinic/clinic.ts';
import { escapeHtml } from '../../platform/escape-html.ts';
import { pageContentSecurityPolicy } from '../../platform/http/answers/security-headers.ts';
import type { AppContext } from '../../platform/http/app-env.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { Problem } from '../../platform/problem.ts';
import { readEntry } from './built-entry.ts';

/** The entry of the widgets that never changes, with its checksum; the build writes it. */
const immutableEntry = z.object({ file: z.string(), integrity: z.string() });

/**
 * The builder: a marketer chooses an element and its look, and copies the lines for a page. Its preview is a page of its
 * own in a frame, which may show the style sheets of the clinic's sites; the browser fetches them, the server fetches
 * nothing.
 */
export function embedRoutes(
  folders: { desk: string; widgets: string },
  { clinic, sites }: Pick<Clinic, 'clinic' | 'sites'>,
): Route[] {
  const builder = route(
    {
      method: 'get',
      path: '/embed',
      summary: 'The builder of embeds',
      tag: 'pages',
      kind: 'page',
      answers: { 200: { description: 'HTML', contentType: 'text/html' } },
    },
    async ({ c, log }) => {
      const entry = await readEntry(folders.desk, 'src/embed/main.ts');
      if (!entry) {
        log.error('The builder is not built: run pnpm build');
        throw new Problem('not_found', 'There is nothing at this address.');
      }
      const strict = await readFile(join(folders.widgets, 'entry.json'), 'utf8')
        .then((text) => immutableEntry.parse(JSON.parse(text)))
        .catch(() => undefined);
      return sendPage(
        c,
        builderPage(clinic, sites, entry, strict),
        pageContentSecurityPolicy(undefined, { frames: ["'self'"] }),
      );
    },
  );
  const preview = route(
    {
      method: 'get',
      path: '/embed/preview',
      summary: 'The page in the preview of the builder',
      tag: 'pages',
      kind: 'page',
      answers: { 200: { description: 'HTML', contentType: 'text/html' } },
    },
    ({ c }) =>
      sendPage(
        c,
        previewPage(clinic),
        pageContentSecurityPolicy(undefined, { ancestors: ["'self'"], styles: sites }),
      ),
  );
  return [builder, preview];
}

function sendPage(c: AppContext, html: string, policy: string): Response {
  return c.body(html, 200, {
    'Content-Type': 'text/html; charset=UTF-8',
    'Content-Security-Policy': policy,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Robots-Tag': 'noindex',
    'Cache-Control': 'no-store',
  });
}

function builderPage(
  clinic: Clinic['clinic'],
  sites: readonly string[],
  { file, css, imports }: { file: string; css: readonly string[]; imports: readonly string[] },
  strict: z.infer<typeof immutableEntry> | undefined,
): string {
  const assets = '/desk/assets';
  return `<!doctype html>
<html lang="en-AU">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Put booking on a page – ${escapeHtml(clinic.name)}</title>
<link rel="icon" href="/hosted/icon.svg" type="image/svg+xml">
${css.map((name) => `<link rel="stylesheet" href="${assets}/${name}">`).join('\n')}
${imports.map((name) => `<link rel="modulepreload" href="${assets}/${name}">`).join('\n')}
<script type="module" src="${assets}/${file}"></script>
</head>
<body>
<embed-builder phone="${escapeHtml(clinic.phone)}" sites="${escapeHtml(sites.join(' '))}"${strict ? ` entry="${escapeHtml(strict.file)}" integrity="${escapeHtml(strict.integrity)}"` : ''}></embed-builder>
<noscript><p>The builder needs JavaScript.</p></noscript>
</body>
</html>
`;
}

/** A page like the site's: a heading, a few words, and room for the element that the builder places. */
function previewPage({ name }: Clinic['clinic']): string {
  return `<!doctype html>
<html lang="en-AU">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Preview</title>
<link rel="stylesheet" href="/hosted/preview.css">
<script type="module" src="/widgets/v1/bq.js"></script>
</head>
<body>
<header><p>${escapeHtml(name)}</p></header>
<main>
<h1>Book an appointment</h1>
<p>A paragraph of your page, so that you see how the element looks beside your own text.</p>
<div id="place"></div>
</main>
</body>
</html>
`;
}
