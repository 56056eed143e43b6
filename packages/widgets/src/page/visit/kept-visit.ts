import type { Attribution } from '@botaniqal/shared/contracts/attribution.ts';
import type { ClickIds, Touch } from '@botaniqal/shared/visits/touch.ts';
import { touchOf } from './touch-of-page.ts';

/** How a visit began, and its latest campaign where that is another one. */
interface Visit {
  first: Touch;
  last?: Touch;
}

/** In the tab's session storage, without a cookie: a visit ends with its tab. `click-ids.ts` has the second one. */
const names = ['bq-visit', 'bq-clicks'] as const;

/** The ids of clicks that the visitor allows; left out before their code has loaded, and where there are none. */
let allowed: (() => ClickIds | undefined) | undefined;

/**
 * Notes how the visitor came to this page. The loader calls it on every page of the site, because a visitor lands on one
 * page and books on another. Scripts of a page remove parameters from its address, so the address with which it was opened
 * counts.
 */
export function arriveHere(): void {
  const [opened] = performance.getEntriesByType('navigation');
  arrive(opened?.name || location.href, document.referrer);
}

/** Calling it again for the same page changes nothing. */
export function arrive(page: string, referrer: string): void {
  const touch = touchOf(page, referrer);
  // Where the browser has no storage, the visit is this page.
  let visit: Visit = { first: touch };
  let clicks: unknown = touch.click;
  try {
    const kept = JSON.parse(sessionStorage.getItem(names[0]) ?? 'null') as Visit | null;
    if (kept) visit = kept;
    if (kept && (touch.click || /[?&]utm_/.test(page))) visit.last = touch;
    sessionStorage.setItem(names[0], JSON.stringify(visit));
    clicks ??= sessionStorage.getItem(names[1]);
  } catch {}
  // Elements take it from here: files of two releases share only the page's global object.
  Object.assign(window, { [Symbol.for('bq-visit')]: () => attributionOf(visit) });
  if (!clicks) return;
  import('./click-ids.ts').then(
    ({ followConsent }) => {
      allowed = followConsent(page);
    },
    () => undefined,
  );
}

function attributionOf({ first, last }: Visit): Attribution {
  return { ...(last ?? first), ...(last && { first }), clickIds: allowed?.() };
}
