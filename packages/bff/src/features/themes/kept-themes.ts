import { keptThemesCss } from '@botaniqal/shared/theme/theme-css.ts';
import type { Log } from '../../platform/observability/log.ts';
import type { ThemeDeps } from './deps.ts';
import { listThemes } from './read-themes.ts';

/** Milliseconds for which the themes are not read again; browsers keep the loader for longer. */
const keptForMs = 5_000;

/**
 * The CSS of all kept themes, for pages. A page must load when the store cannot be reached: then it gets the themes that
 * were read last, or none.
 */
export function keptThemes({ store, clock, log }: ThemeDeps & { log: Log }): () => Promise<string> {
  let css = '';
  let readAt = 0;
  let reading: Promise<void> | undefined;
  const read = async () => {
    try {
      css = keptThemesCss(
        (await listThemes(store.db)).map(({ name, theme }) => ({ name, theme: theme ?? {} })),
      );
    } catch (cause) {
      log.warn('The kept themes cannot be read; pages get the last ones', { error: cause });
    }
    readAt = clock.now().getTime();
    reading = undefined;
  };
  return async () => {
    if (Math.abs(clock.now().getTime() - readAt) >= keptForMs) {
      reading ??= read();
      await reading;
    }
    return css;
  };
}
