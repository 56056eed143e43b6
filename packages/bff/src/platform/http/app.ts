import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Clock } from '../clock.ts';
import type { Log } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import { Problem } from '../problem.ts';
import { answerProblem, tooLarge } from './answers/problem-response.ts';
import { securityHeaders } from './answers/security-headers.ts';
import type { AppContext, AppEnv } from './app-env.ts';
import { readyFirst } from './ready-answers.ts';
import { addressFinder, proxyRecogniser } from './requests/client-address.ts';
import { allGates, type Gate, ofTheApi, passGate } from './requests/gates.ts';
import { allowOrigins } from './requests/origins.ts';
import { limitRate, type RateLimits } from './requests/rate-limit.ts';
import { requestContext, watchRequests } from './requests/request-context.ts';
import { maxBodyBytes, type Route, type RunIdempotently, usualBodyBytes } from './route.ts';

export interface AppOptions {
  routes: readonly Route[];
  log: Log;
  metrics: Metrics;
  clock: Clock;
  /** Origins that may show the widgets; see `siteMatcher`. */
  sites: readonly string[];
  publicUrl: string;
  trustedProxies: readonly string[];
  rateLimits: RateLimits;
  idempotently: RunIdempotently;
}

export type App = Hono<AppEnv>;

/** A length that is announced is refused before a byte is read. */
const refuseLongBody: Gate = (request) => {
  if (Number(request.header('content-length') ?? 0) > maxBodyBytes) throw tooLarge(maxBodyBytes);
  return undefined;
};

/** Refuses a longer body at the announced length, or as soon as more bytes have come. */
function limitBody(maxSize: number): MiddlewareHandler<AppEnv> {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw tooLarge(maxSize);
    },
  });
}

/** The server's routes behind everything that holds for all of them. */
export function createApp(options: AppOptions): App {
  return createHttp(options).app;
}

/** The app, and the listener for Node's server, which answers what is ready without it. */
export interface Http {
  app: App;
  listener: RequestListener;
}

export function createHttp(options: AppOptions): Http {
  const app: App = new Hono<AppEnv>();
  app.onError((error, c) => answerProblem(error, c));
  const { log, metrics, trustedProxies } = options;
  const watch = watchRequests({ log, metrics, isFromProxy: proxyRecogniser(trustedProxies) });
  app.use(requestContext(watch));
  const gate = allGates([
    securityHeaders(options.publicUrl),
    ofTheApi(allowOrigins(options.sites, options.publicUrl)),
    limitRate(options.rateLimits, addressFinder(trustedProxies), options.clock),
    ofTheApi(refuseLongBody),
  ]);
  app.use(passGate(gate));
  for (const { description, handle } of options.routes) {
    const answer = (c: AppContext) => handle(c, options.idempotently);
    const method = description.method.toUpperCase();
    // Only a POST has a body that is read. To look for one in a read makes the Node server build a whole Request.
    if (method === 'POST') {
      app.on(method, description.path, limitBody(description.maxBodyBytes ?? usualBodyBytes), answer);
    } else {
      app.on(method, description.path, answer);
    }
  }
  app.notFound((c) => answerNothing(c, options.routes));
  return { app, listener: readyFirst(options.routes, { watch, gate }, getRequestListener(app.fetch)) };
}

/** No route took the request: the address is unknown, or answers other methods only. */
function answerNothing(c: AppContext, routes: readonly Route[]): Response {
  const methods = routes
    .filter(({ description }) => matches(description.path, c.req.path))
    .flatMap(({ description }) => {
      const method = description.method.toUpperCase();
      return method === 'GET' ? ['GET', 'HEAD'] : [method];
    });
  if (methods.length === 0) {
    return answerProblem(new Problem('not_found', 'There is nothing at this address.'), c);
  }
  const allow = [...new Set(methods), 'OPTIONS'].join(', ');
  c.header('Allow', allow);
  if (c.req.method === 'OPTIONS') return c.body(null, 204);
  return answerProblem(new Problem('method_not_allowed', `This address answers ${allow} only.`), c);
}

/** Whether a path fits a pattern with `:name` parts and perhaps `*` at the end. */
function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  const open = wanted.at(-1) === '*';
  if (open ? given.length < wanted.length : given.length !== wanted.length) return false;
  return wanted.every((part, index) => part === '*' || part.startsWith(':') || part === given[index]);
}
