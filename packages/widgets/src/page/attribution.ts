import type { Attribution } from '@botaniqal/shared/contracts/attribution.ts';
import { cutText } from '@botaniqal/shared/validation/cut-text.ts';

const parameters = {
  utm_source: 'source',
  utm_medium: 'medium',
  utm_campaign: 'campaign',
  utm_term: 'term',
  utm_content: 'content',
} as const;

/**
 * The visitor's origin, for the clinic's own statistics: campaign names, the referring host, the page's path.
 * Mailings sometimes put an email address into a parameter, so a value that looks like one is left out.
 *
 * @param page the page's address
 * @param referrer `document.referrer`; empty when there is none
 */
export function attributionOf(page: string, referrer: string): Attribution {
  const found: Attribution = {};
  const url = parse(page);
  for (const [parameter, name] of Object.entries(parameters)) {
    const value = cutText(url?.searchParams.get(parameter)?.trim() ?? '', 100);
    if (value && !value.includes('@')) found[name] = value;
  }
  const from = parse(referrer)?.host;
  if (from) found.referrer = cutText(from, 300);
  if (url && !url.pathname.includes('@')) found.landingPage = cutText(url.pathname, 300);
  return found;
}

function parse(address: string): URL | null {
  // `URL.canParse` is missing in Safari before 17.
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
