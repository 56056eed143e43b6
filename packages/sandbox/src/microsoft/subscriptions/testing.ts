import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Json, parsed } from '../../testing/running-sandbox.ts';
import { list } from '../testing.ts';

interface Received {
  path: string;
  items: Json[];
}

/** A server that takes notifications, as a clinic's would. */
export interface Receiver {
  url: string;
  received: Received[];
  /** The validation requests, by path. */
  validated: string[];
  /** How it answers notifications; those of the lifecycle are always taken. */
  status: number;
  /** What it answers to a validation; null: the token. */
  validation: string | null;
  /** All changes that arrived, in order. */
  changes(): string[];
  /** Waits for a POST to the lifecycle's address. */
  lifecycle(): Promise<string>;
  /** Waits until so many POSTs have arrived. */
  posts(count: number): Promise<readonly Received[]>;
  stop(): void;
}

export async function startReceiver(): Promise<Receiver> {
  const arrived: (() => void)[] = [];
  const arrival = () => new Promise<void>((resolve) => arrived.push(resolve));
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const token = url.searchParams.get('validationToken');
    const body = await bodyOf(request);
    if (token !== null) {
      receiver.validated.push(url.pathname);
      response.setHeader('content-type', 'text/plain').end(receiver.validation ?? token);
      return;
    }
    receiver.received.push({ path: url.pathname, items: list(parsed(body).value) });
    response.writeHead(url.pathname.endsWith('/lifecycle') ? 202 : receiver.status).end();
    for (const look of arrived.splice(0)) look();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const receiver: Receiver = {
    url: `http://127.0.0.1:${portOf(server.address())}/graph`,
    received: [],
    validated: [],
    status: 202,
    validation: null,
    changes: () =>
      receiver.received.flatMap(({ items }) => items.map(({ changeType }) => String(changeType))),
    lifecycle: async () => {
      for (;;) {
        const post = receiver.received.find(({ path }) => path.endsWith('/lifecycle'));
        if (post) return String(post.items[0]?.lifecycleEvent);
        await arrival();
      }
    },
    posts: async (count) => {
      while (receiver.received.length < count) await arrival();
      return receiver.received;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return receiver;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

/** A TCP server has a port; one on a pipe, which this is not, has a name. */
function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address ? address.port : 0;
}
