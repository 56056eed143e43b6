/**
 * Short texts that a reload of the page finds again in the tab's session storage: random ids, tokens and links, nothing
 * else about a person. Where the browser has no storage, nothing is kept and a reload starts anew.
 */

/** The name of a text that belongs to one page of the site. */
export const onThisPage = (name: string): string => `${name}:${location.pathname}`;

/** @param text the empty text is not kept, and removes what was kept before */
export function keepText(name: string, text: string): void {
  try {
    if (text) sessionStorage.setItem(name, text);
    else sessionStorage.removeItem(name);
  } catch {}
}

/** @returns the kept text; empty when there is none */
export function keptText(name: string): string {
  try {
    return sessionStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
}
