import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A site that the clinic has not listed. */
export interface PageServer {
  readonly origin: string;
  /** @returns the page's address */
  serve(html: string): string;
  stop(): Promise<void>;
}

/**
 * Starts a real server for pages of another site. A page that the test itself answers would not do: the browser does
 * not know where such a page comes from, and refuses its requests to this machine before ours are sent.
 */
export async function startPageServer(): Promise<PageServer> {
  const pages: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    response.setHeader('content-type', 'text/html').end(pages[Number(url.slice(1))] ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://unlisted.localhost:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    serve: (html) => `${origin}/${pages.push(html) - 1}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
