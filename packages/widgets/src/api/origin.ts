/**
 * The BFF's origin. The BFF itself serves the widgets (`/widgets/v1/bq.js`), so this module has the same origin as
 * the API.
 */
function scriptOrigin(): string {
  return new URL(import.meta.url).origin;
}

/**
 * The origin an element talks to: its `api` attribute, else the script's. A host without `https://` and a closing slash
 * are understood; a word that is no address counts as no attribute.
 */
export function apiOrigin(attribute: string): string {
  const given = attribute.trim().replace(/\/+$/, '');
  if (/^(https?:\/)?\//.test(given)) return given;
  return /^[\w-]+(\.[\w-]+)+/.test(given) ? `https://${given}` : scriptOrigin();
}
