import { Gauge } from 'prom-client';
import type { Metrics } from '../../platform/observability/metrics.ts';

/** Set once a day by the server that did the work. Take the maximum over all servers. */
export function dataProtectionGauges({ registry }: Pick<Metrics, 'registry'>) {
  const registers = [registry];
  return {
    sealedValues: new Gauge({
      name: 'bq_sealed_values',
      help: 'Sealed values by the id of their key, as counted last',
      labelNames: ['key_id'] as const,
      registers,
    }),
    retentionDue: new Gauge({
      name: 'bq_retention_due',
      help: 'What is kept past its time, by kind, as counted last',
      labelNames: ['kind'] as const,
      registers,
    }),
  };
}

export type DataProtectionGauges = ReturnType<typeof dataProtectionGauges>;
