import type { Log } from '../../observability/log.ts';

/** How long equal requests are counted before they are written, in milliseconds. */
const gatherMs = 1000;

/** One answer that was ready before its request came. */
export interface ReadyRequest {
  requestId: string;
  method: string;
  /** The pattern, never the address. */
  route: string;
  status: number;
  durationMs: number;
}

/**
 * Writes the log lines of ready answers. The first of its kind is written at once. Those that follow it within a
 * second become one line with their count: at a busy hour a line for each would cost more than the answers.
 */
export function readyLines(log: Log): (request: ReadyRequest) => void {
  const counts = new Map<string, { request: ReadyRequest; count: number }>();

  const writeGathered = (): void => {
    for (const { request, count } of counts.values()) {
      const { method, route, status } = request;
      if (count > 0) log.info('Requests', { method, route, status, count });
    }
    counts.clear();
  };

  return (request) => {
    const kind = `${request.status} ${request.method} ${request.route}`;
    const counted = counts.get(kind);
    if (counted) {
      counted.count += 1;
      return;
    }
    if (counts.size === 0) setTimeout(writeGathered, gatherMs).unref();
    counts.set(kind, { request, count: 0 });
    log.info('Request', { ...request });
  };
}
