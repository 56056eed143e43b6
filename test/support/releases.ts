import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepReleases } from '../../packages/widgets/scripts/keep-releases.ts';
import { fromRoot } from '../../scripts/repository.ts';

export interface Releases {
  /** The folder that a server serves the widgets from. */
  readonly folder: string;
  /** The paths of the parts of the newest release, below `/widgets/`. */
  parts(): string[];
  /** Builds another release into the folder: all parts have new names, and the files in `v1` ask for those. */
  next(now: Date): void;
  remove(): void;
}

/** A copy of the built widgets, to play a release with. */
export function copyOfWidgets(): Releases {
  const folder = mkdtempSync(join(tmpdir(), 'bq-widgets-'));
  const built = fromRoot('packages', 'widgets', 'dist');
  cpSync(built, folder, { recursive: true });
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const hash = /(?<=-)[\w-]{6}(?=\.js)/g;
  const renamed = (text: string) => text.replaceAll(hash, (each) => [...each].reverse().join(''));
  const parts = () => [...new Set(read('manifest.json').match(/[\w.]+\/[\w.-]+-[\w-]{6}\.js/g))];
  return {
    folder,
    parts,
    next(now) {
      for (const part of parts()) writeFileSync(join(folder, renamed(part)), renamed(read(part)));
      const stable = ['bq.js', 'base.js'].map((name) => join('v1', name));
      for (const file of [...stable, 'manifest.json']) writeFileSync(join(folder, file), renamed(read(file)));
      for (const file of stable)
        for (const ending of ['.br', '.gz']) rmSync(join(folder, file + ending), { force: true });
      keepReleases(folder, now);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
