import path from 'node:path';
import type { Plugin } from 'vite';

/** The loader's source has this in the place of the list of files. */
const placeholder = 'import.meta.preloads';

/**
 * Writes into the loader which files each element needs: its module, and what that imports. So it can ask for all of them at
 * once. Without the list a phone waits for the base first, then for the element, and then for the files that it imports.
 * Fails the build when the loader has no place for the list, or when no element was found for it.
 * (Vite's own preloading does the same with a helper that is larger than our loader.)
 */
export function preloads(): Plugin {
  return {
    name: 'botaniqal-preloads',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
        const closure = (name: string, found = new Set<string>()): Set<string> => {
          const chunk = byName.get(name);
          // The base has in itself what it imports, see `stable-base.ts`.
          if (chunk?.name === 'base') return found;
          for (const imported of chunk?.imports ?? []) {
            if (!found.has(imported)) closure(imported, found.add(imported));
          }
          return found;
        };
        const loaders = chunks.filter((chunk) => chunk.code.includes(placeholder));
        if (loaders.length === 0) this.error(`preloads: no chunk asks for ${placeholder}`);
        for (const loader of loaders) {
          const folder = path.posix.dirname(loader.fileName);
          const files: Record<string, string[]> = {};
          for (const chunk of chunks) {
            // An element's module has the name of its folder.
            const tags = chunk.moduleIds.flatMap((id) => /\/elements\/([^/]+)\/\1\.ts$/.exec(id)?.[1] ?? []);
            for (const tag of tags)
              files[`bq-${tag}`] = [...closure(chunk.fileName, new Set([chunk.fileName]))].map((name) =>
                path.posix.relative(folder, name),
              );
          }
          if (Object.keys(files).length === 0) this.error('preloads: no chunk holds an element');
          loader.code = loader.code.replace(placeholder, () => JSON.stringify(files));
        }
      },
    },
  };
}
