/**
 * The BFF's origin. The BFF itself serves the widgets (`/widgets/v1/bq.js`), so this module has the same origin as
 * the API.
 */
function scriptOrigin(): string {
  return new URL(import.meta.url).origin;
}

/** The origin an element talks to: its `api` attribute (with or without a closing slash), else the script's. */
export function apiOrigin(attribute: string): string {
  return attribute ? attribute.replace(/\/+$/, '') : scriptOrigin();
}
