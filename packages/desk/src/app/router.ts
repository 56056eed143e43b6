/** Where the desk is: `/desk/people/audit` is the screen `people` with the rest `audit`. */
export interface Place {
  screen: string;
  rest: string;
}

const root = '/desk';

/** The place that an address names; `/desk` alone is the empty screen. */
export function placeOf(path: string): Place {
  const [screen = '', ...rest] = path.slice(root.length).split('/').filter(Boolean);
  return { screen, rest: rest.join('/') };
}

export function addressOf(screen: string, rest = ''): string {
  return [root, screen, rest].filter(Boolean).join('/');
}

/** Goes to an address of the desk without loading the page again. */
export function go(address: string, options: { replace?: boolean } = {}): void {
  if (options.replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  window.dispatchEvent(new Event('desk-place'));
}

/** Calls back when the place has changed, and follows the links of the desk. @returns what ends it */
export function watchPlace(changed: () => void): () => void {
  const follow = (event: MouseEvent) => {
    const link = event
      .composedPath()
      .find((one): one is HTMLAnchorElement => one instanceof HTMLAnchorElement);
    const own =
      link?.origin === location.origin && (link.pathname === root || link.pathname.startsWith(`${root}/`));
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !own || !plain || link.target || link.hash || event.defaultPrevented) return;
    event.preventDefault();
    go(link.pathname + link.search);
  };
  window.addEventListener('popstate', changed);
  window.addEventListener('desk-place', changed);
  document.addEventListener('click', follow);
  return () => {
    window.removeEventListener('popstate', changed);
    window.removeEventListener('desk-place', changed);
    document.removeEventListener('click', follow);
  };
}
