import type { Clock } from '../../platform/clock.ts';
import type { Store } from '../../platform/store/store.ts';

/** What the rules of themes need. */
export interface ThemeDeps {
  store: Pick<Store, 'db'>;
  clock: Clock;
}
