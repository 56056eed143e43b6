import type { RequestHandler } from 'msw';
import { type SetupWorker, setupWorker } from 'msw/browser';

let worker: SetupWorker | undefined;

/**
 * Answers the BFF's routes in this test page. Call in `before`; each test then says which scenario it plays with
 * `play(...handlers)`. A route that no scenario answers fails loudly instead of reaching a network.
 */
export async function startMockServer(): Promise<void> {
  if (worker) return;
  worker = setupWorker();
  await worker.start({
    quiet: true,
    onUnhandledFrame({ frame, defaults }) {
      const { request } = frame.data as { request?: unknown };
      if (request instanceof Request && new URL(request.url).pathname.startsWith('/api/')) defaults.error();
    },
  });
}

/** Plays a named scenario from an element's `x.mocks.ts`, instead of whatever was played before. */
export function play(...handlers: RequestHandler[]): void {
  if (!worker) throw new Error('call startMockServer() in before() first');
  worker.resetHandlers(...handlers);
}
