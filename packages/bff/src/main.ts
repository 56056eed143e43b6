import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Bff, openBff } from './bff.ts';
import { processEnvironment, readConfig } from './config/config.ts';
import type { RawEnvironment } from './config/environment/environment.ts';
import type { Clock } from './platform/clock.ts';
import type { RateLimits } from './platform/http/requests/rate-limit.ts';
import type { Log } from './platform/observability/log.ts';
import { StartRefusal } from './platform/start-refusal.ts';

/** Requests that are being answered, and then jobs, may each take this long when the server stops. */
const graceMs = 10_000;

export interface RunOptions {
  /** The variables of `.env.example`; `process.env` is not read. */
  env: RawEnvironment;
  clock?: Clock;
  log?: Log;
  rateLimits?: RateLimits;
  /** A folder of pages to serve at `/`, for the preview. */
  previewPages?: string;
  /** The folder of the built widgets; without it, `packages/widgets/dist`. */
  widgets?: string | undefined;
  /** Instead of `PORT`; 0 takes any free one. */
  port?: number;
}

export interface RunningBff {
  /** Where it listens: `http://localhost:8787`. */
  url: string;
  /** Finishes what runs and closes everything. A second call waits for the first. */
  stop(): Promise<void>;
}

/**
 * Reads the configuration, joins the parts and listens.
 * @throws StartRefusal that says what to change
 */
export async function runBff(options: RunOptions): Promise<RunningBff> {
  const config = readConfig(options.env);
  const bff = await openBff({
    config,
    clock: options.clock,
    log: options.log,
    rateLimits: options.rateLimits,
    previewPages: options.previewPages,
    widgets: options.widgets,
  });
  try {
    await bff.start();
    const server = await listen(bff, options.port ?? config.environment.PORT);
    let stopped: Promise<void> | undefined;
    return {
      url: urlOf(server),
      stop() {
        stopped ??= stop(server, bff);
        return stopped;
      },
    };
  } catch (error) {
    await bff.stop(0);
    throw error;
  }
}

function listen(bff: Bff, port: number): Promise<Server> {
  const server = createServer(
    { headersTimeout: 15_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 },
    bff.listener,
  );
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const taken = 'code' in cause && cause.code === 'EADDRINUSE';
      reject(
        taken
          ? new StartRefusal(`Port ${port} is in use: stop what listens there, or set PORT to another one.`, {
              cause,
            })
          : cause,
      );
    });
    server.listen(port, () => resolve(server));
  });
}

async function stop(server: Server, bff: Bff): Promise<void> {
  bff.prepareToStop();
  await new Promise<void>((resolve) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
    // `close` ends the connections that are idle now; one that becomes idle later would stay for its keep-alive.
    const endIdle = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(cutOff);
      clearInterval(endIdle);
      resolve();
    });
  });
  await bff.stop(graceMs);
}

function urlOf(server: Server): string {
  // A TCP server that listens has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return `http://localhost:${port}`;
}

/** `pnpm serve`. */
async function serve(): Promise<void> {
  const running = await runBff({ env: processEnvironment() });
  const end = (signal: NodeJS.Signals) => {
    // A second signal does not wait.
    process.once(signal, () => process.exit(1));
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('It did not stop cleanly.', error);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  console.error(`Listening on ${running.url}`);
}

if (import.meta.main) {
  serve().catch((error: unknown) => {
    if (error instanceof StartRefusal) console.error(error.message);
    else console.error(error);
    process.exit(1);
  });
}
