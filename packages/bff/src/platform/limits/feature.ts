import type { Clock } from '../clock.ts';
import type { Feature } from '../feature.ts';
import type { Store } from '../store/store.ts';
import { cleanPlaces } from './limits.ts';

/** Deletes the places of limits that have expired. */
export function limitsFeature({ store, clock }: { store: Pick<Store, 'db'>; clock: Clock }): Feature {
  return {
    name: 'limits',
    schedules: [{ name: 'clean-limits', everySeconds: 3600, run: () => cleanPlaces(store.db, clock.now()) }],
  };
}
