import type { Visitor } from './browser.ts';

/**
 * Opens a page of another site in a language, with elements of ours on it.
 * @param html the attributes of `<html>`
 * @param loader the name of the script; the usual one finds the language by itself
 */
export async function openPage(
  { page }: Visitor,
  origin: string,
  { html, elements, loader = 'bq.js' }: { html: string; elements: string; loader?: string },
): Promise<void> {
  const address = `${origin}/a-page-in-another-language`;
  await page.route(address, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html ${html}><head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<meta name="color-scheme" content="light dark">
<script type="module" src="/widgets/v1/${loader}"></script></head>
<body style="margin: 0; padding: 16px; font-family: sans-serif"><main><h1>Booking</h1>${elements}</main></body></html>`,
    }),
  );
  await page.goto(address);
}
