import { html } from 'hono/html';

/** Escapes text for HTML, and for attributes in double quotes. */
export function escapeHtml(text: string): string {
  return String(html`${text}`);
}
