import { composeFeatures } from './compose.ts';
import type { Config } from './config/config.ts';
import {
  type RetentionPolicies,
  retentionPoliciesOf,
  sealedColumnsOf,
} from './features/data-protection/index.ts';
import { personKeysToOpen } from './features/patients/index.ts';
import { openUpstreams } from './open-upstreams.ts';
import type { SealedColumn } from './platform/crypto/sealed-column.ts';
import { silentLog } from './platform/observability/log.ts';
import { createMetrics } from './platform/observability/metrics.ts';
import { idlePlatform } from './platform/platform.ts';

/** What all features declare of the data that they keep, for tools: composes them without opening or starting anything. */
export function declaredData(config: Config): {
  sealedColumns: readonly SealedColumn[];
  retentionPolicies: RetentionPolicies;
} {
  const platform = idlePlatform({ log: silentLog, metrics: createMetrics() });
  const features = composeFeatures({
    ...platform,
    config,
    upstreams: openUpstreams(config, { clock: platform.clock }),
    personKeys: personKeysToOpen(),
    drawPdf: async () => new Uint8Array(),
    stopping: new AbortController().signal,
    draining: new AbortController().signal,
  });
  return {
    sealedColumns: sealedColumnsOf(features),
    retentionPolicies: retentionPoliciesOf(features.flatMap(({ retention }) => retention ?? [])),
  };
}
