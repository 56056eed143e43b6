import type { Feature } from '../feature.ts';
import { type Idempotency, idempotencySealedColumns } from './idempotency.ts';

/** Looks after the answers that are kept for repeated requests. */
export function idempotencyFeature({ idempotency }: { idempotency: Pick<Idempotency, 'clean'> }): Feature {
  return {
    name: 'idempotency',
    schedules: [{ name: 'clean-idempotency-keys', everySeconds: 3600, run: () => idempotency.clean() }],
    sealedColumns: idempotencySealedColumns,
  };
}
