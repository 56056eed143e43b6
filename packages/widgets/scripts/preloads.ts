import path from 'node:path';
import type { Plugin } from 'vite';

/** Stands in the loader's source where the list of files goes. */
const placeholder = 'import.meta.preloads';

/**
 * Writes into the loader which files each element's module imports in turn, so that it can ask for all of them at
 * once: without it a phone waits for the element first, and then again for what the element needs.
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
          for (const imported of byName.get(name)?.imports ?? []) {
            if (!found.has(imported)) closure(imported, found.add(imported));
          }
          return found;
        };
        for (const loader of chunks.filter((chunk) => chunk.code.includes(placeholder))) {
          const folder = path.posix.dirname(loader.fileName);
          const files: Record<string, string[]> = {};
          for (const chunk of chunks) {
            // The module that defines the element; a chunk that is shared has no single module that it stands for.
            const tags = chunk.moduleIds.flatMap((id) => /\/elements\/([^/]+)\/\1\.ts$/.exec(id)?.[1] ?? []);
            for (const tag of tags)
              files[`bq-${tag}`] = [...closure(chunk.fileName)].map((name) =>
                path.posix.relative(folder, name),
              );
          }
          loader.code = loader.code.replace(placeholder, () => JSON.stringify(files));
        }
      },
    },
  };
}
