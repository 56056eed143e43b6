import type { IncomingMessage } from 'node:http';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { AppContext } from '../app-env.ts';

/** What the gates look at. The same for a request in Hono and for one that is answered before Hono. */
export interface RequestFacts {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** @param name in lower case */
  header(name: string): string | undefined;
  /** The address at the other end of the socket; empty for a request that came over none (in tests). */
  socketAddress(): string;
}

export function factsOf(c: AppContext): RequestFacts {
  return {
    method: c.req.method,
    path: c.req.path,
    header: (name) => c.req.header(name),
    socketAddress() {
      const bindings: unknown = c.env;
      if (!bindings || typeof bindings !== 'object' || !('incoming' in bindings)) return '';
      return getConnInfo(c).remote.address ?? '';
    },
  };
}

/** @param path of `incoming.url`, which the caller has split already */
export function factsOfIncoming(incoming: IncomingMessage, path: string): RequestFacts {
  return new IncomingFacts(incoming, path);
}

/** A class, as every ready answer makes one: closures would be made anew for each. */
class IncomingFacts implements RequestFacts {
  readonly method: string;
  readonly path: string;
  readonly #incoming: IncomingMessage;

  constructor(incoming: IncomingMessage, path: string) {
    this.method = incoming.method ?? '';
    this.path = path;
    this.#incoming = incoming;
  }

  header(name: string): string | undefined {
    const value = this.#incoming.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  socketAddress(): string {
    return this.#incoming.socket.remoteAddress ?? '';
  }
}
