/**
 * Writes a `.br` and a `.gz` file beside each script and style sheet of dist/, so that the server compresses nothing
 * while a patient waits. Run it after `vite build`.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** @returns how many files were compressed */
export function compressFolder(folder: string): number {
  const files = globSync('**/*.{js,css}', { cwd: folder });
  for (const file of files) {
    const path = join(folder, file);
    // A file of an earlier release has its compressed files already: a name with a hash never gets other content.
    if (!file.startsWith('v1') && existsSync(`${path}.br`) && existsSync(`${path}.gz`)) continue;
    const content = readFileSync(path);
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    };
    writeFileSync(`${path}.br`, brotliCompressSync(content, { params }));
    writeFileSync(`${path}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
  }
  return files.length;
}

if (import.meta.main) {
  // The desk names its own folder.
  compressFolder(process.argv[2] ?? fileURLToPath(new URL('../dist', import.meta.url)));
}
