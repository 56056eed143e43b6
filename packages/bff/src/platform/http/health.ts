import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { hashOpaqueToken, matchesOpaqueToken } from '../crypto/opaque-token.ts';
import type { Metrics } from '../observability/metrics.ts';
import { Problem } from '../problem.ts';
import { bearer } from './requests/bearer.ts';
import { type Route, route } from './route.ts';

export interface Health {
  /** @throws when the store does not answer */
  ping(): Promise<void>;
  /** False while starting and stopping. */
  accepts(): boolean;
  metrics: Metrics;
  /** Who may read the metrics: `everyone`, or who sends this token. `null`: no one. */
  metricsFor: 'everyone' | { token: string } | null;
  /** Brings measures up to date that are counted in the store, just before they are read. */
  beforeMetrics?: () => Promise<void>;
}

const state = z.object({ status: z.enum(['ok', 'stopping', 'store_unreachable']) });

/** What a balancer and Prometheus ask. */
export function healthRoutes({ ping, accepts, metrics, metricsFor, beforeMetrics }: Health): Route[] {
  const mayRead = readerCheck(metricsFor);
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
        description:
          'With `METRICS_TOKEN` only to `Authorization: Bearer`, and with `NODE_ENV=production` never without.',
        tag: 'operations',
        kind: 'operations',
        security: 'metrics_token',
        answers: { 200: { description: 'Prometheus text', contentType: 'text/plain' } },
      },
      async ({ c, log }) => {
        if (!mayRead(bearer(c))) {
          throw new Problem('unauthorized', 'The metrics need "Authorization: Bearer" with METRICS_TOKEN.');
        }
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

function readerCheck(metricsFor: Health['metricsFor']): (given: string | undefined) => boolean {
  if (metricsFor === 'everyone') return () => true;
  if (metricsFor === null) return () => false;
  const hash = hashOpaqueToken(metricsFor.token);
  return (given) => given !== undefined && matchesOpaqueToken(given, hash);
}
