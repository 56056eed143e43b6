/**
 * The BFF's origin as the script knows it: the widgets are served by the BFF itself
 * (`/widgets/v1/bq.js`), so where this module came from is where the answers are.
 */
function scriptOrigin(): string {
  return new URL(import.meta.url).origin;
}

/** The origin an element talks to: its `api` attribute (with or without a closing slash), else the script's. */
export function apiOrigin(attribute: string): string {
  return attribute ? attribute.replace(/\/+$/, '') : scriptOrigin();
}
