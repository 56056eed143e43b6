import { readFileSync } from 'node:fs';
import type { Hono } from 'hono';

/** In the order in which each needs the ones before it. */
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

/** One classic script of the parts, as Stripe.js is one: `window.Stripe` is there when it has loaded. */
function assemble(): string {
  const body = parts
    .map((part) => readFileSync(new URL(part, import.meta.url), 'utf8'))
    // The parts import each other by name and by nothing else, so that in one scope the names are enough.
    .map((text) => text.replaceAll(/^import .*;$/gm, '').replaceAll(/^export /gm, ''));
  return `(() => {\n'use strict';\n${body.join('\n')}\n})();\n`;
}

export function stripeJsRoutes(app: Hono): void {
  app.get(
    '/endive/stripe.js',
    () => new Response(assemble(), { headers: { 'content-type': 'text/javascript; charset=utf-8' } }),
  );
}
