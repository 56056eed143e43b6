import type { Feature } from '../../platform/feature.ts';
import type { DataProtectionDeps } from './deps.ts';
import { dataProtectionFeature } from './feature.ts';
import { dataProtectionGauges } from './gauges.ts';
import { retentionPoliciesOf } from './retention/policies.ts';
import { ownSealedColumns } from './sealed-columns.ts';

/** Looks after the keys and the retention of what these features declare. */
export function protectDataOf(
  features: readonly Feature[],
  base: Omit<DataProtectionDeps, 'gauges' | 'sealedColumns' | 'retentionPolicies'> & {
    metrics: Parameters<typeof dataProtectionGauges>[0];
  },
): Feature {
  return dataProtectionFeature({
    ...base,
    gauges: dataProtectionGauges(base.metrics),
    sealedColumns: [...sealedColumnsOf(features), ...ownSealedColumns],
    retentionPolicies: retentionPoliciesOf(features.flatMap(({ retention }) => retention ?? [])),
  });
}

/** Every column with sealed values that these features declare. */
export function sealedColumnsOf(features: readonly Feature[]) {
  return features.flatMap(({ sealedColumns }) => sealedColumns ?? []);
}
