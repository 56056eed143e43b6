import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Log } from '../../observability/log.ts';
import type { Metrics } from '../../observability/metrics.ts';
import { addGathered } from '../answers/answer-headers.ts';
import type { AppContext, AppEnv } from '../app-env.ts';

/** What the id of a proxy may look like; anything else could carry words into the log. */
const saneId = /^[A-Za-z0-9_.-]{8,64}$/;

/**
 * Gives each request its id and log, and writes one line and two measures when it is answered. The id of a stranger is
 * not kept: it would stand in the log and in the audit trail, where two requests with one id look like one.
 * @param options.isFromProxy whether the request came from one of our own proxies, whose id is kept
 */
export function requestContext(options: {
  log: Log;
  metrics: Metrics;
  isFromProxy: (c: AppContext) => boolean;
}): MiddlewareHandler<AppEnv> {
  const { log, metrics, isFromProxy } = options;
  return async function requestContext(c, next) {
    const given = c.req.header('x-request-id');
    const requestId = given && saneId.test(given) && isFromProxy(c) ? given : randomUUID();
    const requestLog = log.with({ requestId });
    c.set('requestId', requestId);
    c.set('log', requestLog);
    c.set('headers', { 'X-Request-Id': requestId });
    const startedAt = performance.now();

    await next();
    addGathered(c);

    const durationMs = performance.now() - startedAt;
    const { method } = c.req;
    const route = patternOf(c);
    const status = c.res.status;
    const code = c.get('problemCode');
    metrics.httpRequests.inc({ method, route, status });
    metrics.httpSeconds.observe({ method, route }, durationMs / 1000);
    const fields = { method, route, status, durationMs: Math.round(durationMs), ...(code ? { code } : {}) };
    if (status >= 500) requestLog.error('Request', fields);
    else requestLog.info('Request', fields);
  };
}

/** The pattern of the route that would answer, also where a limit refused before it. Middleware has a star. */
function patternOf(c: AppContext): string {
  return matchedRoutes(c).find(({ path }) => !path.endsWith('*'))?.path ?? 'unmatched';
}
