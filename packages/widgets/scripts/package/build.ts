/**
 * Builds what the npm package has: the manifest of its elements, their modules, types, and the data of editors. Other files
 * of dist/ stay as they are.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';
import { vsCodeData, webTypes } from './editor-data.ts';
import { eventDetails } from './event-details.ts';
import { type Manifest, type PublicElement, publicElements } from './manifest.ts';
import { typesOfElements, typesOfModule, typesOfReact } from './type-files.ts';

const widgets = join(import.meta.dirname, '..', '..');

export function readElements(): PublicElement[] {
  const text = readFileSync(join(widgets, 'dist', 'custom-elements.json'), 'utf8');
  return publicElements(JSON.parse(text) as Manifest);
}

/** The generated files of `dist/package`, by name. */
function packageFiles(elements: readonly PublicElement[]): Map<string, string> {
  const about = JSON.parse(readFileSync(join(widgets, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  return new Map([
    ['index.d.ts', typesOfElements(elements, eventDetails())],
    ...elements.map((element): [string, string] => [`${element.name}.d.ts`, typesOfModule(element)]),
    ['react.d.ts', typesOfReact(elements)],
    ['react.js', 'export {};\n'],
    // On a server that draws pages the tags stay as they are; the browser loads the elements.
    ['server.js', 'export {};\n'],
    ['vscode.html-custom-data.json', json(vsCodeData(elements))],
    ['web-types.json', json(webTypes(elements, about))],
  ]);
}

const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

if (import.meta.main) {
  const analyzer = createRequire(import.meta.url).resolve('@custom-elements-manifest/analyzer/cem.js');
  const config = 'custom-elements-manifest.config.mjs';
  execFileSync(process.execPath, [analyzer, 'analyze', '--config', config, '--quiet'], {
    cwd: widgets,
    stdio: 'inherit',
  });
  await build({ root: widgets, configFile: join(widgets, 'vite.package.config.ts'), logLevel: 'warn' });
  for (const [name, text] of packageFiles(readElements())) {
    writeFileSync(join(widgets, 'dist', 'package', name), text);
  }
}
