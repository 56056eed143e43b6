import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Metrics } from '../observability/metrics.ts';
import { type Route, route } from './route.ts';

export interface Health {
  /** @throws when the store does not answer */
  ping(): Promise<void>;
  /** False while starting and stopping. */
  accepts(): boolean;
  metrics: Metrics;
  /** Brings measures up to date that are counted in the store, just before they are read. */
  beforeMetrics?: () => Promise<void>;
}

const state = z.object({ status: z.enum(['ok', 'stopping', 'store_unreachable']) });

/** What a balancer and Prometheus ask. */
export function healthRoutes({ ping, accepts, metrics, beforeMetrics }: Health): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/healthz',
        summary: 'Whether the process lives',
        tag: 'operations',
        kind: 'operations',
        answers: { 200: { description: 'It does', body: state } },
      },
      ({ c }) => c.json({ status: 'ok' }, 200, { 'Cache-Control': 'no-store' }),
    ),
    route(
      {
        method: 'get',
        path: '/readyz',
        summary: 'Whether it can serve: the store answers, its migrations are done, and it is not stopping',
        tag: 'operations',
        kind: 'operations',
        answers: {
          200: { description: 'It can', body: state },
          503: { description: 'Not now', body: state },
        },
      },
      async ({ c }) => {
        const answer = (status: 200 | 503, body: z.infer<typeof state>) =>
          c.json(body, status, { 'Cache-Control': 'no-store' });
        if (!accepts()) return answer(503, { status: 'stopping' });
        const reachable = await Promise.race([
          ping().then(
            () => true,
            () => false,
          ),
          // A balancer waits no longer than this either.
          wait(2_000, false, { ref: false }),
        ]);
        return reachable ? answer(200, { status: 'ok' }) : answer(503, { status: 'store_unreachable' });
      },
    ),
    route(
      {
        method: 'get',
        path: '/metrics',
        summary: 'Measures for Prometheus',
        tag: 'operations',
        kind: 'operations',
        answers: { 200: { description: 'Prometheus text', contentType: 'text/plain' } },
      },
      async ({ c, log }) => {
        // Measures about the store must not hide the others when the store does not answer.
        await beforeMetrics?.().catch((error: unknown) => log.warn('Some measures are old', { error }));
        return c.body(await metrics.registry.metrics(), 200, {
          'Content-Type': metrics.registry.contentType,
          'Cache-Control': 'no-store',
        });
      },
    ),
  ];
}
