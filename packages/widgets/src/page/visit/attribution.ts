import type { Attribution } from '@botaniqal/shared/contracts/attribution.ts';

/**
 * How the visitor came, for a request to the clinic: `kept-visit.ts` has noted it. Left out on a page without our loader.
 */
export function attribution(): Attribution | undefined {
  const page = window as unknown as Record<symbol, (() => Attribution) | undefined>;
  return page[Symbol.for('bq-visit')]?.();
}
