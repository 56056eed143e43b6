import path from 'node:path';
import type { Plugin } from 'vite';

/**
 * Gives the file that all elements import an address that stays the same: `v1/base.js`, and `v1/base-ar.js` in Arabic. A page can request it beside the
 * loader, before the loader has been read; on a slow line the first time is on screen a fifth of a second earlier.
 *
 * Each other file names it by this address, so that a page has one copy of it. That copy also imports the elements
 * (`element-modules.ts`), and knows their files by their hashes: files of two releases are never joined. The build gives
 * the files their hashes before this plugin runs, so a new base still gives each file that imports it a new name.
 */
export function stableBase(address = 'v1/base.js'): Plugin {
  return {
    name: 'botaniqal-stable-base',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const base = chunks.find(({ name }) => name === 'base');
        if (!base) return this.error('stable-base: no chunk is called base');
        const folder = path.posix.dirname(base.fileName);
        const hashed = path.posix.basename(base.fileName);
        let importers = 0;
        for (const chunk of chunks) {
          if (chunk === base) continue;
          const from = path.posix.dirname(chunk.fileName);
          const before = from === folder ? `./${hashed}` : path.posix.relative(from, base.fileName);
          const relative = path.posix.relative(from, address);
          const after = relative.startsWith('.') ? relative : `./${relative}`;
          if (chunk.code.includes(before)) importers += 1;
          chunk.code = chunk.code.replaceAll(before, after);
        }
        if (importers < 2) this.error('stable-base: the files do not import the base');
        // The base takes the only file that it imports into itself, the bundler's helper: a page would wait for it.
        const alone = withoutEmptyLists(base.code).replaceAll(
          /import\{(\w+) as (\w+)\}from"\.\/([\w.-]+)";/g,
          (_all, exported: string, name: string, file: string) => {
            const helper = chunks.find(({ fileName }) => fileName === `${folder}/${file}`);
            const [, body, local] = /^(.*)export\{(\w+) as \w+\};?\s*$/s.exec(helper?.code ?? '') ?? [];
            if (helper?.exports.join() !== exported || !body)
              return this.error(`stable-base: the base imports ${file}`);
            return `const ${name}=(()=>{${body}return ${local}})();`;
          },
        );
        if (/\bfrom["']/.test(alone)) this.error('stable-base: the base imports more than the helper');
        // What the base imports later has stayed where it was.
        const source = alone.replaceAll(/(["'`])\.\/([\w.-]+\.js)\1/g, (_all, quote, file) => {
          const moved = path.posix.relative(path.posix.dirname(address), `${folder}/${file}`);
          return `${quote}${moved}${quote}`;
        });
        this.emitFile({ type: 'asset', fileName: address, source });
      },
    },
  };
}

/** The list of the exports of a module that has none needs no helper. */
function withoutEmptyLists(code: string): string {
  const [line, name = ''] = /^import\{__exportAll as (\w+)\}from"[^"]+";/.exec(code) ?? [];
  if (!line) return code;
  const rest = code.slice(line.length).replaceAll(new RegExp(`(?<![\\w$.])${name}\\(\\{\\}\\)`, 'g'), '{}');
  return new RegExp(`(?<![\\w$.])${name}\\(\\{`).test(rest) ? code : rest;
}
