/**
 * The one script tag of a page:
 * `<script type="module" src="https://…/widgets/v1/bq.js"></script>`
 *
 * Finds our tags on the page, now and later, and imports only the modules of those that are there.
 * A module script runs once per address however often it is pasted, is deferred by itself, and its imports resolve
 * against its own address. Where a module cannot be loaded, what stands between the tags stays to be seen.
 */
const modules: Record<string, () => Promise<unknown>> = {
  'bq-booking': () => import('./elements/booking/booking.ts'),
  'bq-combined-calendar': () => import('./elements/combined-calendar/combined-calendar.ts'),
  'bq-service-picker': () => import('./elements/service-picker/service-picker.ts'),
};

const asked = new Set<string>();

function load(tag: string): void {
  const module = modules[tag];
  if (!module || asked.has(tag) || customElements.get(tag)) return;
  asked.add(tag);
  module().catch((cause: unknown) => {
    // The next tag of this kind that is added tries again.
    asked.delete(tag);
    console.warn(`Booking: <${tag}> could not be loaded; its fallback stays.`, cause);
  });
}

const selector = Object.keys(modules).join();

function find(root: Element | Document): void {
  if (root instanceof Element) load(root.localName);
  for (const { localName } of root.querySelectorAll(selector)) load(localName);
}

find(document);
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    for (const node of addedNodes) if (node instanceof Element) find(node);
  }
}).observe(document, { childList: true, subtree: true });
