import { readFile } from 'node:fs/promises';
import { filesUnder, fromRootWithSlashes } from './files.ts';
import type { CheckResult } from './stage.ts';

/** A vendor's name in the source of a feature. */
export interface VendorName {
  line: number;
  name: string;
}

const vendors = /calendly|stripe|medirecords|jotform|microsoft/gi;

/** Names that others decide: keys of `clinic.yaml`, addresses and answers of our API, and tables or task kinds built on those. */
const allowed = [
  /\.(?:medirecords|jotform)\b/g,
  /\bendpoints\.(?:calendly|stripe|jotform)Webhook\b/g,
  /\b(?:calendlyEventCreated|medirecordsSynced)\b/g,
];

/** Checks that no feature names a vendor: a second one of a kind is then a folder in `upstreams` and a line. */
export async function checkVendorNames(): Promise<CheckResult> {
  const files = await filesUnder(
    ['packages/bff/src/features'],
    (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
  );
  const found: string[] = [];
  for (const file of files) {
    for (const { line, name } of vendorNamesIn(await readFile(file, 'utf8'))) {
      found.push(
        `${fromRootWithSlashes(file)}:${line} names ${name}. Use the port's word, or the display name that the port gives.`,
      );
    }
  }
  return files.length > 0 && found.length === 0
    ? { passed: 1, failed: 0, output: '' }
    : { passed: 0, failed: 1, output: found.join('\n') || 'There is no feature.' };
}

/** The vendors that a source text names, line by line. */
export function vendorNamesIn(text: string): VendorName[] {
  return text.split('\n').flatMap((source, index) => {
    const rest = allowed.reduce((left, pattern) => left.replace(pattern, ''), source);
    return [...rest.matchAll(vendors)].map(([name]) => ({ line: index + 1, name }));
  });
}
