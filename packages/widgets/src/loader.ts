import { requestEarly } from './early-requests.ts';
import { elementTags, isOurs } from './element-tags.ts';
import { importElement } from './import-element.ts';
import { loaderOfLanguage } from './loader-of-language.ts';
import type { Wanted } from './page/neighbours/want-element.ts';

/**
 * The one script tag of a page:
 * `<script type="module" src="https://…/widgets/v1/bq.js"></script>`
 *
 * Finds our tags on the page and in its open shadow roots, now and later, and imports only their modules. A module
 * script is deferred, runs once even when it is pasted twice, and resolves its imports against its own address. When a
 * module cannot be loaded, a fresh copy of this script tries once more; then the content between the tags stays visible.
 *
 * The file that all elements share (`v1/base.js`) imports the modules, because it knows which of them fit it: a browser can
 * keep this script and that file from two releases.
 */
declare global {
  /** The kept themes. The server writes them in front of this script, so that a page does not have to ask for them. */
  var bqThemes: CSSStyleSheet[] | undefined;

  interface ImportMeta {
    /** Each tag's module and the files that it imports, relative to this file. The build writes this list. */
    readonly preloads?: Record<string, string[]>;
  }
}

const asked = new Map<string, Promise<unknown>>();
/** Whether this is the copy that tries again. */
const isRetry = import.meta.url.includes('?again=');
/** The milliseconds before the only repetition. */
const pauseBeforeRetry = 1_000;

function load(tag: string): Promise<unknown> | undefined {
  if (!isOurs(tag) || asked.has(tag) || customElements.get(tag)) return asked.get(tag);
  for (const file of import.meta.preloads?.[tag] ?? []) preload(file);
  const loading = importElement(tag).catch((cause: unknown) => tryAgain(tag, cause));
  asked.set(tag, loading);
  loading.catch((cause: unknown) => {
    // The next tag of this kind that is added tries again.
    asked.delete(tag);
    console.warn(`Booking: <${tag}> could not be loaded; its fallback stays.`, cause);
    import('./page/advice/not-loaded-tag.ts')
      .then(({ showPhone }) => showPhone(tag, import.meta.url))
      .catch(() => undefined);
  });
  return loading;
}

/**
 * Tries once more, with a fresh copy of this script: a copy that a browser has kept can ask for files of an older
 * release, and browsers do not request a module again that could not be loaded.
 */
async function tryAgain(tag: string, cause: unknown): Promise<void> {
  if (isRetry) throw cause;
  await new Promise((resolve) => setTimeout(resolve, pauseBeforeRetry));
  await import(/* @vite-ignore */ `${import.meta.url.split('?')[0]}?again=${tag}`);
  await Promise.race([
    customElements.whenDefined(tag),
    new Promise((_, reject) => setTimeout(reject, 8 * pauseBeforeRetry, cause)),
  ]);
}

/** Requests a file at once. Without this, the browser requests it after it has loaded the file that imports it. */
function preload(file: string): void {
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.href = new URL(file, import.meta.url).href;
  document.head.append(link);
}

const watched = new WeakSet<Node>();
const observer = new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    for (const node of addedNodes) if (node instanceof Element) find(node);
  }
});

/** Tags whose elements read the catalogue as soon as they are on the page. */
const readers = /^bq-(booking|combined-calendar|service-picker|triage-form|waitlist-signup)$/;

/** Looks at an element and everything in it. */
function find(root: Element | Document | ShadowRoot): void {
  if (root instanceof Element) look(root);
  root.querySelectorAll('*').forEach(look);
}

function look(element: Element): void {
  const { localName } = element;
  if (localName.startsWith('bq')) found(element);
  else if (element.shadowRoot) watch(element.shadowRoot);
  else if (localName.includes('-')) {
    // A component of the page (Webflow's code components are) can get its shadow root later.
    const later = () => element.shadowRoot && watch(element.shadowRoot);
    customElements.whenDefined(localName).then(() => setTimeout(later, 100), later);
    setTimeout(later, 2_000);
  }
}

function found(element: Element): void {
  const { localName } = element;
  if (!isOurs(localName)) advise(({ checkTag }) => checkTag(localName, elementTags));
  load(localName);
  // A booking of a named service shows the calendar at once.
  if (localName === 'bq-booking' && element.hasAttribute('service')) load('bq-combined-calendar');
  // After the code, which is longer on its way.
  if (readers.test(localName)) requestEarly(element);
}

function watch(root: Document | ShadowRoot): void {
  if (watched.has(root)) return;
  watched.add(root);
  root.adoptedStyleSheets.push(...(globalThis.bqThemes ?? []));
  observer.observe(root, { childList: true, subtree: true });
  find(root);
}

/** Tells the page's author about a mistake. The code for it is loaded only then. */
function advise(tell: (advice: typeof import('./page/advice/check-page.ts')) => void): void {
  import('./page/advice/check-page.ts').then(tell, () => undefined);
}

/** Finds the elements of the page, now and later. */
function start(): void {
  // An element asks for another one: see `want-element.ts`.
  document.addEventListener('bq-element-wanted', (event) => {
    const { detail } = event as CustomEvent<Wanted>;
    detail.loading ??= load(detail.tag);
  });
  watch(document);
  // After the elements, which are longer on their way.
  import('./page/visit/visit.ts').catch(() => undefined);
  if (!isRetry && document.querySelectorAll('script[src*="/v1/bq.js"]').length > 1) {
    advise(({ checkScripts }) => checkScripts());
  }
}

/** `bq.js?doctor` is a bookmark's; the author of a page adds `?bq-doctor` to its address. */
const isDoctor = import.meta.url.includes('?doctor');
if (isDoctor || location.search.includes('bq-doctor')) {
  void import('./doctor/open-doctor.ts').then(({ openDoctor }) => openDoctor(import.meta.url));
}

const other = !isRetry && loaderOfLanguage();
if (isDoctor) {
  // Beside the page's own script this copy only opens the doctor.
} else if (other) import(/* @vite-ignore */ `./${other}`).catch(start);
else start();
