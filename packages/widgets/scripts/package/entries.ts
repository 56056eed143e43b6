import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { elementTags } from '../../src/element-tags.ts';

const source = join(import.meta.dirname, '..', '..', 'src');
/** The folder in which the entries would be if they were files. */
const folder = join(source, 'package', 'entries');

/** The folder of an element and its module: `bq-booking` is `src/elements/booking/booking.ts`. */
const moduleOf = (name: string) => join(source, 'elements', name, `${name}.ts`);

/** The names of the elements that a page can place: all tags without those that are `@internal`. */
function elementNames(): string[] {
  return elementTags
    .map((tag) => tag.slice('bq-'.length))
    .filter((name) => !readFileSync(moduleOf(name), 'utf8').includes('\n * @internal\n'));
}

/** Entries that are no files: what each imports follows from the list of elements. */
export const packageEntries = {
  /** `index` has all elements, each other one the element of its name. */
  names(): Record<string, string> {
    return Object.fromEntries(['index', ...elementNames()].map((name) => [name, join(folder, name)]));
  },

  plugin(): Plugin {
    return {
      name: 'botaniqal-package-entries',
      enforce: 'pre',
      resolveId: (id) => (dirname(id) === folder ? id : null),
      load(id) {
        if (dirname(id) !== folder) return null;
        const name = basename(id);
        const names = name === 'index' ? elementNames() : [name];
        const ours = ['wanted-elements.ts', 'noted-visit.ts'].map((file) => join(source, 'package', file));
        const files = [...ours, ...names.map(moduleOf)];
        const missing = files.filter((file) => globSync(file).length === 0);
        if (missing.length > 0) this.error(`The package cannot find ${missing.join(' and ')}.`);
        return files.map((file) => `import ${JSON.stringify(file)};`).join('\n');
      },
    };
  },
};
