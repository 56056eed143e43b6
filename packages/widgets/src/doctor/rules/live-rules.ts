import { cutText } from '@botaniqal/shared/validation/cut-text.ts';
import { elementTags } from '../../element-tags.ts';
import type { Finding } from '../finding.ts';
import { contrastOf, groundOf } from './computed-contrast.ts';
import { elementsOf } from './element-rules.ts';
import { loadersOf, openingTag } from './script-rules.ts';

/** The narrowest width at which nothing is cut off, in pixels. */
const leastWidth = 280;
/** WCAG 2.2, 1.4.3: text; 1.4.11 would be 3 for the parts of controls. */
const leastContrast = 4.5;

/** What can be seen on the page as a browser has drawn it. */
export function drawnFindings(page: Document): Finding[] {
  return elementsOf(page)
    .filter((element) => !isHidden(element))
    .flatMap((element) => [
      ...widthFindings(element),
      ...overflowFindings(element),
      ...contrastFindings(element),
    ]);
}

/** The page hides it, or it is between the tags of another one, which was not closed. */
function isHidden(element: HTMLElement): boolean {
  const isInside = element.parentElement?.closest(elementTags.join());
  return Boolean(isInside) || getComputedStyle(element).display === 'none';
}

function widthFindings(element: HTMLElement): Finding[] {
  const width = Math.round(element.getBoundingClientRect().width);
  if (width >= leastWidth) return [];
  const what = `It is ${width} px wide. Under ${leastWidth} px, times and buttons do not fit.`;
  const remedy = 'Give the element around it more room, or less padding on phones.';
  return [{ rule: 'narrow', place: openingTag(element), what, remedy }];
}

function overflowFindings(element: HTMLElement): Finding[] {
  const own = element.getBoundingClientRect();
  for (
    let around = element.parentElement;
    around && around !== document.body;
    around = around.parentElement
  ) {
    const { overflowX, overflowY } = getComputedStyle(around);
    const box = around.getBoundingClientRect();
    const cutsX = /hidden|clip/.test(overflowX) && (own.right > box.right + 1 || own.left < box.left - 1);
    const cutsY = /hidden|clip/.test(overflowY) && (own.bottom > box.bottom + 1 || own.top < box.top - 1);
    if (cutsX || cutsY) {
      const what = `${openingTag(around)} around it hides what is larger than itself, and cuts it off.`;
      const remedy = 'Take overflow: hidden or the fixed height away there.';
      return [{ rule: 'cut_off', place: openingTag(element), what, remedy }];
    }
  }
  return [];
}

function contrastFindings(element: HTMLElement): Finding[] {
  let worst: { text: string; ratio: number } | null = null;
  for (const part of textsIn(element.shadowRoot)) {
    const ratio = contrastOf(getComputedStyle(part).color, groundOf(part));
    if (ratio !== null && ratio < leastContrast && ratio < (worst?.ratio ?? leastContrast)) {
      worst = { text: cutText((part.textContent ?? '').trim(), 40), ratio };
    }
  }
  if (!worst) return [];
  const what = `"${worst.text}" has a contrast of ${worst.ratio.toFixed(2)} with its ground; 4.5 is the least.`;
  const remedy =
    'Choose another --bq-accent, --bq-text or --bq-surface: the builder at /embed mends colours.';
  return [{ rule: 'contrast', place: openingTag(element), what, remedy }];
}

/** The elements that draw text of their own and can be used, also inside others of ours. */
function* textsIn(root: ShadowRoot | null): Generator<Element> {
  for (const part of root?.querySelectorAll('*') ?? []) {
    if (part.shadowRoot) yield* textsIn(part.shadowRoot);
    const drawsText = [...part.childNodes].some(
      ({ nodeType, nodeValue }) => nodeType === 3 && nodeValue?.trim(),
    );
    if (drawsText && part.checkVisibility?.({ opacityProperty: true }) && !part.matches(':disabled, style'))
      yield part;
  }
}

/** The answer of `/widgets/v1/site`, which every page may read. */
interface Site {
  readonly listed: boolean;
}

/** Whether the page reaches the booking server, and is let in. @param origin the server's */
export async function reachFindings(page: Document, origin: string): Promise<Finding[]> {
  const [loader] = loadersOf(page);
  const site = await fetch(`${origin}/widgets/v1/site`, { credentials: 'omit' })
    .then((answer) => answer.json() as Promise<Site>)
    .catch(() => null);
  if (!site) {
    const what = `The page cannot reach ${origin}: a policy or a blocker of the browser stands between, or the server is down.`;
    const remedy = `Allow ${origin} in script-src and connect-src of the page's policy.`;
    return [{ rule: 'blocked', place: loader ? openingTag(loader) : 'the page', what, remedy }];
  }
  if (!site.listed && location.origin !== origin) {
    const what = `${origin} does not know this site, so it answers none of its questions.`;
    const remedy = `Add "${location.origin}" to \`sites\` in clinic.yaml, and start the server again.`;
    return [{ rule: 'site_not_listed', place: 'the page', what, remedy }];
  }
  const waiting = elementsOf(page).filter(({ localName }) => !customElements.get(localName));
  if (!loader || waiting.length === 0) return [];
  const what =
    'The script is on the page and has not run: a policy, a blocker, or an error of another script stopped it.';
  const remedy = "Look at the first red line of the browser's console.";
  return [{ rule: 'blocked', place: openingTag(loader), what, remedy }];
}
