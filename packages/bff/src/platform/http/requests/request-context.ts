import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Log } from '../../observability/log.ts';
import type { Metrics } from '../../observability/metrics.ts';
import { addGathered } from '../answers/answer-headers.ts';
import type { AnswerHeaders, AppContext, AppEnv } from '../app-env.ts';
import { factsOf, type RequestFacts } from './request-facts.ts';

/** What the id of a proxy may look like; anything else could carry words into the log. */
const saneId = /^[A-Za-z0-9_.-]{8,64}$/;

/** What is known of a request when it comes. */
interface BegunRequest {
  requestId: string;
  headers: AnswerHeaders;
  startedAt: number;
}

/** Follows each request from its beginning to its end. */
export interface RequestWatch {
  /**
   * Gives the request its id. The id of a stranger is not kept: it would stand in the log and in the audit
   * trail, where two requests with one id look like one.
   */
  begin(request: RequestFacts): BegunRequest;
  /** The log whose lines carry the id. */
  logOf(begun: BegunRequest): Log;
  /**
   * Writes one line and two measures.
   * @param answered.route the pattern, never the address
   */
  end(begun: BegunRequest, answered: { method: string; route: string; status: number; code?: string }): void;
}

/** @param options.isFromProxy whether the request came from one of our own proxies, whose id is kept */
export function watchRequests(options: {
  log: Log;
  metrics: Metrics;
  isFromProxy: (request: RequestFacts) => boolean;
}): RequestWatch {
  const { log, metrics, isFromProxy } = options;
  return {
    begin(request) {
      const given = request.header('x-request-id');
      const requestId = given && saneId.test(given) && isFromProxy(request) ? given : randomUUID();
      return {
        requestId,
        headers: { 'X-Request-Id': requestId },
        startedAt: performance.now(),
      };
    },
    logOf: ({ requestId }) => log.with({ requestId }),
    end({ requestId, startedAt }, { method, route, status, code }) {
      const durationMs = performance.now() - startedAt;
      metrics.httpRequests.inc({ method, route, status });
      metrics.httpSeconds.observe({ method, route }, durationMs / 1000);
      const fields = { requestId, method, route, status, durationMs: Math.round(durationMs) };
      const all = code ? { ...fields, code } : fields;
      if (status >= 500) log.error('Request', all);
      else log.info('Request', all);
    },
  };
}

/** The watch as Hono's outermost middleware. */
export function requestContext(watch: RequestWatch): MiddlewareHandler<AppEnv> {
  return async function requestContext(c, next) {
    const begun = watch.begin(factsOf(c));
    c.set('requestId', begun.requestId);
    c.set('log', watch.logOf(begun));
    c.set('headers', begun.headers);

    await next();
    addGathered(c);

    const code = c.get('problemCode');
    const answered = { method: c.req.method, route: patternOf(c), status: c.res.status };
    watch.end(begun, code ? { ...answered, code } : answered);
  };
}

/** The pattern of the route that would answer, also where a limit refused before it. Middleware has a star. */
function patternOf(c: AppContext): string {
  return matchedRoutes(c).find(({ path }) => !path.endsWith('*'))?.path ?? 'unmatched';
}
