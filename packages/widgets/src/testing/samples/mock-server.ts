import { http, passthrough, type RequestHandler } from 'msw';
import { type SetupWorker, setupWorker } from 'msw/browser';
import '../guards/history-guard.ts';

let worker: SetupWorker | undefined;

// The address of our own code can look like a route of the BFF, as `src/api/forms/forms.ts` does.
const ourModules = http.get(/\.ts$/, () => passthrough());

/**
 * Answers the BFF's routes in this test page. Call in `before`; each test then names its scenario with
 * `play(...handlers)`. A request that no scenario answers fails and never reaches a network.
 */
export async function startMockServer(): Promise<void> {
  if (worker) return;
  keepWorker();
  // The test runner uses one tab for several files: what another file kept for a reload is not of this one.
  sessionStorage.clear();
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
 * msw asks the browser in each page for a newer worker, and does not wait for the answer. On a busy computer the
 * registration is gone by then, and the unhandled rejection fails the test. All pages of a run use the same worker, so
 * this request is not needed.
 */
function keepWorker(): void {
  ServiceWorkerRegistration.prototype.update = function update() {
    return Promise.resolve(this);
  };
}

/** Plays a named scenario from an element's `x.mocks.ts`, instead of the scenario before it. */
export function play(...handlers: RequestHandler[]): void {
  if (!worker) throw new Error('call startMockServer() in before() first');
  worker.resetHandlers(ourModules, ...handlers);
}
