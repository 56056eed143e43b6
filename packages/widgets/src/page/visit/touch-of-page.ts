import { holdsContact, withoutSecrets } from '@botaniqal/shared/visits/personal.ts';
import type { ClickIdName, Touch } from '@botaniqal/shared/visits/touch.ts';

/**
 * How a visitor came to a page, for the clinic's own statistics: the campaign of its address, the referring host, the
 * path. Mailings put addresses of people into parameters, so a value that looks like one is left out, as on the server.
 *
 * @param page the page's address
 * @param referrer `document.referrer`; empty when there is none
 */
export function touchOf(page: string, referrer: string): Touch {
  const touch: Touch = {};
  try {
    const { host, pathname, search, searchParams } = new URL(page);
    for (const name of ['source', 'medium', 'campaign', 'term', 'content', 'id'] as const) {
      const value = beginning(searchParams.get(`utm_${name}`)?.trim() ?? '', 100);
      if (value && !holdsContact(value)) touch[name] = value;
    }
    const click = /[?&](gclid|[gw]braid|fbclid|msclkid|ttclid|li_fat_id)=/.exec(search)?.[1];
    if (click) touch.click = click as ClickIdName;
    const from = /\/\/([^/?#]+)/.exec(referrer)?.[1];
    // A link from another page of the same site is no referral.
    if (from && plain(from) !== plain(host)) touch.referrer = beginning(from, 300);
    const path = beginning(pathname, 300);
    if (!holdsContact(path)) touch.landingPage = withoutSecrets(path);
  } catch {
    // The page has no address.
  }
  return touch;
}

const plain = (host: string) => host.replace('www.', '');

/** As `cutText` does for people's text. The loader cannot share it with the elements, as it must not wait for them. */
const beginning = (text: string, length: number) => text.substring(0, length).replace(/[\ud800-\udbff]$/, '');
