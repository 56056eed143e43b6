import { systemClock } from '../platform/clock.ts';
import { type App, type AppOptions, createHttp, type Http } from '../platform/http/app.ts';
import type { Route } from '../platform/http/route.ts';
import { silentLog } from '../platform/observability/log.ts';
import { createMetrics } from '../platform/observability/metrics.ts';

/** The real middleware around some routes, without a store: `await testApp([...]).request('/api/x')`. */
export function testApp(routes: readonly Route[], more: Partial<AppOptions> = {}): App {
  return testHttp(routes, more).app;
}

/** The same with the listener for Node's server. */
export function testHttp(routes: readonly Route[], more: Partial<AppOptions> = {}): Http {
  return createHttp({
    routes,
    log: silentLog,
    metrics: createMetrics(),
    clock: systemClock,
    sites: ['https://www.example.com'],
    publicUrl: 'https://booking.example.com',
    trustedProxies: [],
    rateLimits: { reads: 1_000, writes: 1_000, webhooks: 1_000, files: 1_000 },
    idempotently: (_c, _body, run) => run(null),
    ...more,
  });
}
