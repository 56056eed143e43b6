import type { RequestHandler } from 'msw';
import { type SetupWorker, setupWorker } from 'msw/browser';
import './history-guard.ts';

let worker: SetupWorker | undefined;

/**
 * Answers the BFF's routes in this test page. Call in `before`; each test then says which scenario it plays with
 * `play(...handlers)`. A route that no scenario answers fails loudly instead of reaching a network.
 */
export async function startMockServer(): Promise<void> {
  if (worker) return;
  keepWorker();
  worker = setupWorker();
  await worker.start({
    quiet: true,
    onUnhandledFrame({ frame, defaults }) {
      const { request } = frame.data as { request?: unknown };
      if (request instanceof Request && new URL(request.url).pathname.startsWith('/api/')) defaults.error();
    },
  });
}

/**
 * msw asks the browser to look for a newer worker in each page, and does not wait for the answer: on a busy machine the
 * registration is gone by then, and the unhandled rejection fails the test. The worker is the same for all pages
 * of a run, so there is nothing to look for.
 */
function keepWorker(): void {
  ServiceWorkerRegistration.prototype.update = function update() {
    return Promise.resolve(this);
  };
}

/** Plays a named scenario from an element's `x.mocks.ts`, instead of the scenario before it. */
export function play(...handlers: RequestHandler[]): void {
  if (!worker) throw new Error('call startMockServer() in before() first');
  worker.resetHandlers(...handlers);
}
