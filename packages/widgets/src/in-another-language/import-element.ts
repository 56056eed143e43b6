import type { ElementTag } from '../element-tags.ts';
import type { ElementModules } from '../elements/element-modules.ts';

/** Their questions, consents and help in danger are English until a person has checked a translation. */
const inEnglish = /^bq-(intake|triage)-form$/;

/** Beside this loader. */
const englishBase = './base.js';

/** Imports the module of an element: from this build, or from the English one. In the place of `../import-element.ts`. */
export async function importElement(tag: ElementTag): Promise<void> {
  const isEnglish = inEnglish.test(tag);
  if (isEnglish) await import(/* @vite-ignore */ englishBase);
  else await import('../elements/element-modules.ts');
  const lists = window as unknown as Record<symbol, ElementModules>;
  await lists[isEnglish ? Symbol.for('bq-' + 'elements') : Symbol.for('bq-elements')]?.[tag]();
}
