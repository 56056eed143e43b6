import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** One move of something that was already to be seen. */
interface Shift {
  value: number;
  /** Milliseconds since the page began to load. */
  at: number;
  /** Within half a second of a click or a key: what browsers leave out of their layout shift score. */
  afterInput: boolean;
  /** What moved, as far as the browser says. */
  sources: string[];
}

export interface PageWatch {
  /** What was asked of the origin that takes cards, where that is allowed. */
  paymentRequests: string[];
  foreignRequests: string[];
  consoleErrors: string[];
  policyViolations(): Promise<string[]>;
  /** Layout shifts so far. */
  shifts(): Promise<Shift[]>;
  /** Fails unless the page asked no one else, violated no policy and logged no error. */
  assertClean(): Promise<void>;
}

interface Watched {
  policyViolations: string[];
  shifts: Shift[];
}

/** Listens to a page before anything is loaded into it. */
export async function watchPage(page: Page, origin: string, payments?: string): Promise<PageWatch> {
  const foreignRequests: string[] = [];
  const paymentRequests: string[] = [];
  const consoleErrors: string[] = [];

  await page.route(
    (url) => url.origin !== origin && url.origin !== payments && url.protocol.startsWith('http'),
    (route) => {
      foreignRequests.push(route.request().url());
      return route.abort();
    },
  );
  page.on('request', (request) => {
    if (new URL(request.url()).origin === payments) paymentRequests.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') consoleErrors.push(message.text());
  });
  page.on('pageerror', (error) => consoleErrors.push(error.message));

  await page.addInitScript(() => {
    const watched: Watched = { policyViolations: [], shifts: [] };
    Object.assign(window, { watched });
    addEventListener('securitypolicyviolation', (event) => {
      watched.policyViolations.push(
        `${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`.trim(),
      );
    });
    interface LayoutShift extends PerformanceEntry {
      value: number;
      hadRecentInput: boolean;
      sources: { node: Node | null }[];
    }
    const name = (node: Node | null) =>
      node instanceof Element ? `${node.localName}.${node.className}` : (node?.nodeName ?? 'gone');
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as LayoutShift[]) {
        watched.shifts.push({
          value: entry.value,
          at: entry.startTime,
          afterInput: entry.hadRecentInput,
          sources: entry.sources.map(({ node }) => name(node)),
        });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });

  const watched = () => page.evaluate(() => (window as unknown as { watched: Watched }).watched);
  const policyViolations = async () => (await watched()).policyViolations;
  return {
    paymentRequests,
    foreignRequests,
    consoleErrors,
    policyViolations,
    shifts: async () => (await watched()).shifts,
    async assertClean() {
      assert.deepEqual(foreignRequests, [], 'the page asked another person');
      assert.deepEqual(await policyViolations(), [], 'the page violated its policy');
      assert.deepEqual(consoleErrors, [], 'the page logged errors');
    },
  };
}
