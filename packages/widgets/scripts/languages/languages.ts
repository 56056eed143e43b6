import { ar } from '../../src/copy/languages/ar.ts';
import type { Catalogue } from '../../src/copy/languages/catalogue.ts';
import { vi } from '../../src/copy/languages/vi.ts';
import { zh } from '../../src/copy/languages/zh.ts';
import { pseudoLanguage } from './pseudo.ts';

/** The languages beside English, by the code in the names of their files. */
export const languages: Readonly<Record<string, Catalogue>> = { ar, vi, zh };

/** The languages that are built: also one for tests, which pages name by its own script, `bq-xa.js`. */
export function builtLanguages(): { code: string; catalogue: Catalogue }[] {
  return Object.entries({ ...languages, xa: pseudoLanguage() }).map(([code, catalogue]) => ({
    code,
    catalogue,
  }));
}
