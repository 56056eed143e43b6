import type { OutsideCallReport } from '../outside-call/types.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

/** Counts every call to an outside service and writes one line about it. */
export function reportOutsideCalls(log: Log, metrics: Metrics): (report: OutsideCallReport) => void {
  return ({ service: upstream, operation, outcome, status, tries, durationMs }) => {
    metrics.upstreamCalls.inc({ upstream, operation, outcome });
    metrics.upstreamSeconds.observe({ upstream, operation }, durationMs / 1000);
    const fields = {
      upstream,
      operation,
      outcome,
      status,
      attempt: tries,
      durationMs: Math.round(durationMs),
    };
    if (outcome === 'ok') log.debug('Outside call', fields);
    else log.warn('Outside call', fields);
  };
}
