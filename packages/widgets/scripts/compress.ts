/**
 * Writes a `.br` and a `.gz` file beside each script and style sheet of dist/, so that the server compresses nothing
 * while a patient waits. Run it after `vite build`.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * How brotli writes distances: postfix bits, and direct codes. Which pair is best depends on the file, and the encoder does
 * not try them by itself.
 */
const distanceCodes = [
  [0, 0],
  [1, 2],
  [2, 8],
  [2, 32],
  [3, 0],
  [3, 16],
] as const;

/** The smallest of some brotli files with the same content. Together they save 0.3 % of our scripts. */
export function smallestBrotli(content: Uint8Array): Buffer {
  const all = distanceCodes.map(([postfix, direct]) =>
    brotliCompressSync(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        [constants.BROTLI_PARAM_NPOSTFIX]: postfix,
        [constants.BROTLI_PARAM_NDIRECT]: direct,
      },
    }),
  );
  return all.reduce((best, one) => (one.length < best.length ? one : best));
}

/** @returns how many files were compressed */
export function compressFolder(folder: string): number {
  const files = globSync('**/*.{js,css}', { cwd: folder, exclude: ['package/**'] });
  for (const file of files) {
    const path = join(folder, file);
    // A file of an earlier release has its compressed files already: a name with a hash never gets other content.
    if (!file.startsWith('v1') && existsSync(`${path}.br`) && existsSync(`${path}.gz`)) continue;
    const content = readFileSync(path);
    writeFileSync(`${path}.br`, smallestBrotli(content));
    writeFileSync(`${path}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
  }
  return files.length;
}

if (import.meta.main) {
  // The desk names its own folder.
  compressFolder(process.argv[2] ?? fileURLToPath(new URL('../dist', import.meta.url)));
}
