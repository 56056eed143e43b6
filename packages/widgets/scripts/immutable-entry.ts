/**
 * Writes a copy of the loader under a name that never changes its content, for pages with a strict policy: their script
 * tag carries its checksum (`integrity`). `entry.json` names the newest one, for the builder. Run it after `vite build`.
 *
 * The copy stays for ever, and works for ever: it imports what elements share from `v1/base.js`, which stays too. The
 * files that it asks for ahead of time belong to its own release; a browser does without those that are gone.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface ImmutableEntry {
  /** Below `/widgets/`: `0.1.0/entry-abcdef123456.js`. */
  file: string;
  /** For the attribute `integrity`. */
  integrity: string;
}

/** @param folder the built widgets */
export function writeImmutableEntry(folder: string, version: string): ImmutableEntry {
  const script = readFileSync(join(folder, 'v1', 'bq.js'), 'utf8')
    .replaceAll('"./base.js"', '"../v1/base.js"')
    .replaceAll(`"../${version}/`, '"./');
  const hash = createHash('sha256').update(script).digest('hex').slice(0, 12);
  const file = `${version}/entry-${hash}.js`;
  if (!existsSync(join(folder, file))) writeFileSync(join(folder, file), script);
  const integrity = `sha384-${createHash('sha384').update(script).digest('base64')}`;
  writeFileSync(join(folder, 'entry.json'), `${JSON.stringify({ file, integrity }, null, 2)}\n`);
  return { file, integrity };
}

if (import.meta.main) {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  writeImmutableEntry(fileURLToPath(new URL('../dist', import.meta.url)), version);
}
