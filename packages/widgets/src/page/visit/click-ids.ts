import { type ClickIds, cleanClickIds } from '@botaniqal/shared/visits/touch.ts';
import { allowsClickIds } from './consent.ts';

/** In the tab's session storage, like the visit. */
const name = 'bq-clicks';

/**
 * Keeps the ids of clicks on ads while the visitor allows it, and forgets them otherwise. The visitor can say yes after
 * the page has loaded: until then the ids of this page's address are nowhere else. Loaded only where there are such ids.
 *
 * @returns the ids that may be sent now
 */
export function followConsent(page: string): () => ClickIds | undefined {
  const clicked = cleanClickIds(Object.fromEntries(new URL(page).searchParams));
  const keep = (): ClickIds | undefined => {
    const ids = allowsClickIds() ? { ...kept(), ...clicked } : {};
    const some = Object.keys(ids).length > 0;
    try {
      if (some) sessionStorage.setItem(name, JSON.stringify(ids));
      else sessionStorage.removeItem(name);
    } catch {}
    return some ? ids : undefined;
  };
  keep();
  addEventListener('pagehide', keep);
  return keep;
}

/** Another script can have written anything there. */
function kept(): ClickIds {
  try {
    return cleanClickIds(JSON.parse(sessionStorage.getItem(name) ?? 'null'));
  } catch {
    return {};
  }
}
