import type { AddressInfo } from 'node:net';
import { type HttpBindings, serve } from '@hono/node-server';

export interface Listening {
  /** The origin, without a slash at its end. */
  url: string;
  port: number;
  stop(): Promise<void>;
}

export type Handler = (request: Request, env: HttpBindings) => Response | Promise<Response>;

/**
 * Listens on a port (0: any free one).
 * @throws the system's error, for instance EADDRINUSE, with the service's name in front
 */
export function listen(options: {
  name: string;
  host: string;
  port: number;
  handler: Handler;
}): Promise<Listening> {
  const { name, host, port, handler } = options;
  return new Promise((resolve, reject) => {
    const server = serve(
      { port, hostname: host, fetch: (request, env) => handler(request, httpOnly(env)) },
      (info: AddressInfo) =>
        resolve({
          url: `http://${addressOf(host)}:${info.port}`,
          port: info.port,
          stop: () =>
            new Promise((stopped) => {
              server.close(() => stopped());
              if ('closeAllConnections' in server) server.closeAllConnections();
            }),
        }),
    );
    server.on('error', (error) =>
      reject(
        new Error(`The sandbox's ${name} server cannot listen on port ${port}: ${error.message}`, {
          cause: error,
        }),
      ),
    );
  });
}

/** What to write for the host in an address: a loopback or catch-all address is reached as localhost. */
export function addressOf(host: string): string {
  return ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host) ? 'localhost' : host;
}

/** The type of `serve` allows HTTP/2 as well; we start an HTTP/1.1 server, so its bindings are these. */
function httpOnly(env: unknown): HttpBindings {
  return env as HttpBindings;
}
