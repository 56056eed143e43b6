import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Log } from '../../observability/log.ts';
import type { Metrics } from '../../observability/metrics.ts';
import { addGathered } from '../answers/answer-headers.ts';
import type { AnswerHeaders, AppContext, AppEnv } from '../app-env.ts';
import { readyLines } from './ready-lines.ts';
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
   */
  end(begun: BegunRequest, answered: Answered & { code?: string }): void;
  /** The same for an answer that was ready: equal ones within a second share a line. */
  endReady(begun: BegunRequest, answered: Answered): void;
}

interface Answered {
  method: string;
  /** The pattern, never the address. */
  route: string;
  status: number;
}

/** @param options.isFromProxy whether the request came from one of our own proxies, whose id is kept */
export function watchRequests(options: {
  log: Log;
  metrics: Metrics;
  isFromProxy: (request: RequestFacts) => boolean;
}): RequestWatch {
  const { log, metrics, isFromProxy } = options;
  const writeReady = readyLines(log);

  /** Counts the request. @returns how long it took, in whole milliseconds */
  const measured = ({ startedAt }: BegunRequest, { method, route, status }: Answered): number => {
    const durationMs = performance.now() - startedAt;
    metrics.answers.add(method, route, status, durationMs / 1000);
    return Math.round(durationMs);
  };

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
    end(begun, answered) {
      const fields = { requestId: begun.requestId, ...answered, durationMs: measured(begun, answered) };
      if (answered.status >= 500) log.error('Request', fields);
      else log.info('Request', fields);
    },
    endReady(begun, answered) {
      writeReady({ requestId: begun.requestId, ...answered, durationMs: measured(begun, answered) });
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
