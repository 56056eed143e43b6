import { html } from 'hono/html';
import type { Html } from './section.ts';

/** The frame of every page of the panel. */
export function page(options: { title: string; header: Html; main: Html; live?: boolean }): Html {
  return html`<!doctype html>
<html lang="en-AU">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${options.title}</title>
<link rel="stylesheet" href="/panel.css">
<link rel="icon" href="data:,">
${options.live ? html`<script type="module" src="/panel.js"></script>` : ''}
</head>
<body>
<header class="top">${options.header}</header>
<main>${options.main}</main>
</body>
</html>`;
}

const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export async function htmlResponse(body: Html, status = 200): Promise<Response> {
  return new Response(String(await body), {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}
