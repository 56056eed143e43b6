import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { elementTags } from '../src/element-tags.ts';

const source = join(import.meta.dirname, '..', 'src');

/**
 * Adds our version to the tags that only our own elements use: `bq-banner` becomes `bq-banner-1-4-0`. A page that has
 * defined such a tag for itself cannot put its element into ours, and two versions of our scripts on one page do not
 * share their parts. The tags that a page's author writes, which `element-tags.ts` lists, keep their names.
 * Fails the build when it finds no tag to rename.
 */
export function ownTags(version: string): Plugin {
  const published = new Set<string>(elementTags);
  const defined = globSync('**/*.ts', { cwd: source }).flatMap(
    (file) => readFileSync(join(source, file), 'utf8').match(/(?<=^define\(')bq-[a-z-]+(?=')/gm) ?? [],
  );
  const tags = defined.filter((tag) => !published.has(tag));
  const name = new RegExp(`(?<![\\w-])(?:${tags.join('|')})(?![\\w-])`, 'g');
  const suffix = `-${version.replace(/\W+/g, '-')}`;
  return {
    name: 'botaniqal-own-tags',
    apply: 'build',
    transform(code, id) {
      if (tags.length === 0 || published.size === 0)
        this.error('own-tags found no tag of ours: has define() changed?');
      if (!id.startsWith(source)) return null;
      return { code: code.replace(name, (tag) => tag + suffix), map: null };
    },
  };
}
