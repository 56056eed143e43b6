import { composeFeatures } from './compose.ts';
import type { Config } from './config/config.ts';
import type { Environment } from './config/environment/environment.ts';
import { refuseUnknownKeys, sealedColumnsOf } from './features/data-protection/index.ts';
import { drawingThread } from './features/forms/index.ts';
import { handbookRoutes } from './features/pages/index.ts';
import { personKeysToOpen } from './features/patients/index.ts';
import { openUpstreams } from './open-upstreams.ts';
import { storedCallBudgets } from './platform/call-budgets/stored-call-budgets.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { createSealing } from './platform/crypto/sealing.ts';
import { createEvents } from './platform/events/events.ts';
import type { Feature } from './platform/feature.ts';
import { createHttp, type Http } from './platform/http/app.ts';
import { type Health, healthRoutes } from './platform/http/health.ts';
import { openApiDocument, openApiRoute } from './platform/http/openapi/openapi.ts';
import { defaultRateLimits, type RateLimits } from './platform/http/requests/rate-limit.ts';
import type { Route } from './platform/http/route.ts';
import { createIdempotency } from './platform/idempotency/idempotency.ts';
import { createJobs } from './platform/jobs/jobs.ts';
import { createLog, type Log } from './platform/observability/log.ts';
import { createMetrics } from './platform/observability/metrics.ts';
import { httpCallReporter } from './platform/observability/vendor-calls.ts';
import { plugIn } from './platform/plug-in.ts';
import { openStore } from './platform/store/store.ts';
import { refuseWrongAccount, sayWhatIsOff, sayWhatIsPlayed } from './start-checks.ts';

/** So long a database may still be starting, on the same machine or elsewhere, while the server starts. */
const databasePatienceMs = 60_000;

export interface BffOptions {
  config: Config;
  clock?: Clock | undefined;
  log?: Log | undefined;
  rateLimits?: RateLimits | undefined;
  /** A folder of pages to serve beside our own, as the preview does with its example pages. */
  previewPages?: string | undefined;
  /** The folder of the built widgets; without it, `packages/widgets/dist`. */
  widgets?: string | undefined;
}

/** The server, joined together but not listening. */
export interface Bff extends Http {
  log: Log;
  /** Opens the jobs, and runs them if the role says so. From now on it is ready. */
  start(): Promise<void>;
  /** From now on it says that it is not ready, so that a balancer sends no more. */
  prepareToStop(): void;
  /** Lets running jobs finish, for `graceMs` at most, and closes the store. */
  stop(graceMs: number): Promise<void>;
}

/**
 * Opens the store and plugs the features in.
 * @throws StartRefusal when the store cannot be opened, a key is missing, or settings contradict each other
 */
export async function openBff(options: BffOptions): Promise<Bff> {
  const { config } = options;
  const { environment, clinic } = config;
  const clock = options.clock ?? systemClock;
  const log = options.log ?? createLog({ level: environment.LOG_LEVEL, clock });
  refuseWrongAccount(config, log);
  sayWhatIsOff(config, log);
  sayWhatIsPlayed(config, log);
  const metrics = createMetrics({ processMetrics: true });
  const sealing = createSealing(environment.DATA_ENCRYPTION_KEYS);
  const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, ROLE: role } = environment;
  const store = await openStore({ databaseUrl, dataDir, log, patienceMs: databasePatienceMs });
  const jobs = createJobs({ store, log, metrics });
  const events = createEvents({ jobs, clock }, jobs);
  const idempotency = createIdempotency({ db: store.db, sealing, clock, log });
  const stopping = new AbortController();
  const draining = new AbortController();
  const drawing = drawingThread();
  const budgets = storedCallBudgets({ db: store.db, clock, log });
  const upstreams = openUpstreams(config, { clock, report: httpCallReporter(log, metrics), budgets });

  const personKeys = personKeysToOpen();
  let features: readonly Feature[];
  try {
    features = composeFeatures({
      ...{ store, jobs, events, sealing, idempotency, clock, log, metrics },
      ...{ config, upstreams, previewPages: options.previewPages, widgets: options.widgets },
      personKeys,
      drawPdf: drawing.draw,
      stopping: stopping.signal,
      draining: draining.signal,
    });
    await refuseUnknownKeys(store.db, sealing, sealedColumnsOf(features));
    await personKeys.open({ db: store.db, sealing });
  } catch (error) {
    await store.close();
    throw error;
  }
  const pluggedIn = plugIn(features, { store, jobs, workers: jobs, events });

  let state: 'starting' | 'ready' | 'stopping' = 'starting';
  const info = {
    title: `${clinic.clinic.name} booking`,
    version: '1',
    description: 'What the widgets, the phone desk and the vendors of the clinic talk to.',
    url: environment.PUBLIC_URL,
    contact: { name: clinic.clinic.name, url: environment.PUBLIC_URL },
  };
  const publicRoutes: Route[] = [
    ...features.flatMap((feature) => feature.routes ?? []),
    openApiRoute(info, () => routes),
    ...handbookRoutes({
      clinic: clinic.clinic,
      publicUrl: environment.PUBLIC_URL,
      describeApi: () => openApiDocument(info, routes),
    }),
  ];
  const routes: Route[] = [
    // A worker serves only what a balancer and Prometheus ask.
    ...(role === 'worker' ? [] : publicRoutes),
    ...healthRoutes({
      ping: store.ping,
      accepts: () => state === 'ready',
      metrics,
      metricsFor: metricsReaders(environment),
      beforeMetrics: async () => {
        for (const { gauges } of features) await gauges?.();
      },
    }),
  ];
  const http = createHttp({
    ...{ routes, log, metrics, clock },
    sites: clinic.sites,
    publicUrl: environment.PUBLIC_URL,
    trustedProxies: environment.TRUSTED_PROXIES,
    rateLimits: options.rateLimits ?? defaultRateLimits,
    idempotently: idempotency.run,
  });

  return {
    ...http,
    log,
    async start() {
      await jobs.open();
      if (role !== 'web') {
        await jobs.startWorkers();
        await pluggedIn.startWork();
      }
      state = 'ready';
    },
    prepareToStop() {
      state = 'stopping';
      draining.abort();
    },
    async stop(graceMs) {
      state = 'stopping';
      draining.abort();
      try {
        await jobs.stop(graceMs);
      } finally {
        stopping.abort();
        await pluggedIn.stop();
        await drawing.stop();
        upstreams.mailer.close();
        await store.close();
      }
    },
  };
}

/** In production no one reads the metrics without a token, also where none is set. */
function metricsReaders({ METRICS_TOKEN: token, NODE_ENV }: Environment): Health['metricsFor'] {
  if (token !== undefined) return { token };
  return NODE_ENV === 'production' ? null : 'everyone';
}
