import type { Told } from '../neighbours/page-events.ts';

/** Milliseconds until we look for a data layer again. */
let pause = 500;
let isFollowed = false;

/** What the elements have told the page. Files of two releases share only the page's global object. */
const told = (): Told[] => {
  const page = window as unknown as Record<symbol, Told[] | undefined>;
  page[Symbol.for('bq-told')] ??= [];
  return page[Symbol.for('bq-told')] ?? [];
};

/** Hands what the elements tell the page to the code for tags, which only a page with a data layer loads. */
export function followEvents(): void {
  const events = told();
  if (isFollowed) return;
  isFollowed = true;
  events.push = (...more) => {
    const count = Array.prototype.push.apply(events, more);
    // On a page that never gets a data layer, old events make room.
    if (count > 50) events.shift();
    if (hasTags()) handOver();
    return events.length;
  };
  handOver();
}

function handOver(): void {
  if (hasTags()) {
    import('./data-layer.ts').then(
      ({ countAll }) => countAll(told().splice(0)),
      () => undefined,
    );
  } else if (pause < 60_000) {
    // A tag manager often comes after us.
    setTimeout(handOver, pause);
    pause *= 2;
  }
}

const hasTags = () => 'dataLayer' in window || 'bqDataLayer' in window;
