import { isOurs } from '../element-tags.ts';
import type { ElementModules } from '../elements/element-modules.ts';
import '../elements/element-modules.ts';
import type { Wanted } from '../page/neighbours/want-element.ts';

/**
 * Answers elements that ask for another one: a booking shows the calendar, a calendar the waitlist. On a page with our
 * script tag `loader.ts` answers. In the npm package each element's module brings this file along.
 */
document.addEventListener('bq-element-wanted', (event) => {
  const { detail } = event as CustomEvent<Wanted>;
  if (isOurs(detail.tag)) detail.loading ??= modules()?.[detail.tag]();
});

function modules(): ElementModules | undefined {
  return (window as unknown as Record<symbol, ElementModules>)[Symbol.for('bq-elements')];
}
