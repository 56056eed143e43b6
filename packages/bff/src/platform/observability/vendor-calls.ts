import type { HttpCallReport } from '../http-client/index.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

/** Counts every call to an outside service, and writes one line for each that failed (all, at level `debug`). */
export function httpCallReporter(log: Log, metrics: Metrics): (report: HttpCallReport) => void {
  return ({ service, operation, outcome, status, tries, durationMs }) => {
    metrics.upstreamCalls.inc({ upstream: service, operation, outcome });
    metrics.upstreamSeconds.observe({ upstream: service, operation }, durationMs / 1000);
    const fields = {
      upstream: service,
      operation,
      durationMs,
      attempt: tries,
      ...(status === null ? {} : { status }),
    };
    if (outcome === 'ok') log.debug('Outside call', fields);
    else log.warn('Outside call failed', { ...fields, reason: outcome });
  };
}
