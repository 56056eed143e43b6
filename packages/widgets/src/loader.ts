import { requestEarly } from './early-requests.ts';
import type { Wanted } from './page/want-element.ts';

/**
 * The one script tag of a page:
 * `<script type="module" src="https://…/widgets/v1/bq.js"></script>`
 *
 * Finds our tags on the page, now and later, and imports only their modules. A module script is deferred, runs once
 * even
 * when it is pasted twice, and resolves its imports against its own address. When a module cannot be loaded, the
 * content
 * between the tags stays visible.
 *
 * The arrow functions return no module, so the build can leave the lists of exports out.
 */
const modules: Record<string, () => Promise<unknown>> = {
  'bq-booking': async () => {
    await import('./elements/booking/booking.ts');
  },
  'bq-combined-calendar': async () => {
    await import('./elements/combined-calendar/combined-calendar.ts');
  },
  'bq-due-forms': async () => {
    await import('./elements/due-forms/due-forms.ts');
  },
  'bq-intake-form': async () => {
    await import('./elements/intake-form/intake-form.ts');
  },
  'bq-manage-booking': async () => {
    await import('./elements/manage-booking/manage-booking.ts');
  },
  'bq-send-link': async () => {
    await import('./elements/send-link/send-link.ts');
  },
  'bq-service-picker': async () => {
    await import('./elements/service-picker/service-picker.ts');
  },
  'bq-triage-form': async () => {
    await import('./elements/triage-form/triage-form.ts');
  },
  'bq-waitlist-signup': async () => {
    await import('./elements/waitlist-signup/waitlist-signup.ts');
  },
};

declare global {
  interface ImportMeta {
    /** The files that each tag's module imports, relative to this file. The build writes this list. */
    readonly preloads?: Record<string, string[]>;
  }
}

const asked = new Map<string, Promise<unknown>>();

function load(tag: string): Promise<unknown> | undefined {
  const module = modules[tag];
  if (!module || asked.has(tag) || customElements.get(tag)) return asked.get(tag);
  for (const file of import.meta.preloads?.[tag] ?? []) preload(file);
  const loading = module();
  asked.set(tag, loading);
  loading.catch((cause: unknown) => {
    // The next tag of this kind that is added tries again.
    asked.delete(tag);
    console.warn(`Booking: <${tag}> could not be loaded; its fallback stays.`, cause);
  });
  return loading;
}

/** Requests a file at once. Without this, the browser requests it after it has loaded the file that imports it. */
function preload(file: string): void {
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.href = new URL(file, import.meta.url).href;
  document.head.append(link);
}

const selector = Object.keys(modules).join();

/** Tags whose elements read the catalogue as soon as they are on the page. */
const readers = /^bq-(booking|combined-calendar|service-picker|triage-form|waitlist-signup)$/;

function found(element: Element): void {
  const { localName } = element;
  if (!modules[localName]) return;
  if (readers.test(localName)) requestEarly(element);
  load(localName);
  // A booking of a named service shows the calendar at once.
  if (localName === 'bq-booking' && element.hasAttribute('service')) load('bq-combined-calendar');
}

function find(root: Element | Document): void {
  if (root instanceof Element) found(root);
  root.querySelectorAll(selector).forEach(found);
}

// An element asks for another one: see `want-element.ts`.
document.addEventListener('bq-element-wanted', (event) => {
  const { detail } = event as CustomEvent<Wanted>;
  detail.loading ??= load(detail.tag);
});

find(document);
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    for (const node of addedNodes) if (node instanceof Element) find(node);
  }
}).observe(document, { childList: true, subtree: true });
