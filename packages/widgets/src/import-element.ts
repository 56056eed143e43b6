import type { ElementTag } from './element-tags.ts';
import type { ElementModules } from './elements/element-modules.ts';

/** Imports the module of an element, by the list that the base has put on the page. */
export async function importElement(tag: ElementTag): Promise<void> {
  await import('./elements/element-modules.ts');
  await (window as unknown as Record<symbol, ElementModules>)[Symbol.for('bq-elements')]?.[tag]();
}
