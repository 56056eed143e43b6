import { readFileSync } from 'node:fs';
import type { Hono } from 'hono';

/** In order: each part needs only the parts before it. */
const parts = [
  'errors.js',
  'api.js',
  'appearance.js',
  'card-fields.js',
  'card-form.js',
  'payment-element.js',
  'elements-group.js',
  'second-step.js',
  'main.js',
];

/** Joins the parts to one classic script, like the real Stripe.js. It sets `window.Stripe`. */
function assemble(): string {
  const body = parts
    .map((part) => readFileSync(new URL(part, import.meta.url), 'utf8'))
    // The parts import each other by name only. In one scope the names are enough, so the imports can go.
    .map((text) => text.replaceAll(/^import .*;$/gm, '').replaceAll(/^export /gm, ''));
  return `(() => {\n'use strict';\n${body.join('\n')}\n})();\n`;
}

export function stripeJsRoutes(app: Hono): void {
  app.get(
    '/endive/stripe.js',
    () => new Response(assemble(), { headers: { 'content-type': 'text/javascript; charset=utf-8' } }),
  );
}
