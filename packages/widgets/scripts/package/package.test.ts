import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { elementTags } from '../../src/element-tags.ts';
import { readElements } from './build.ts';
import { elementPages } from './element-pages.ts';
import { pagesFolder } from './write-pages.ts';

const run = promisify(execFile);
const widgets = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'botaniqal-package-'));
const minutes = 60_000;
let tarball = '';

/** Runs the pnpm that runs the tests, or the one of the README. */
async function pnpm(args: readonly string[], cwd: string): Promise<void> {
  const { npm_execpath: current = '' } = process.env;
  const [command, ...first] = /pnpm[^/\\]*\.[cm]?js$/.test(current)
    ? [process.execPath, current]
    : ['npx', '--yes', 'pnpm@12'];
  try {
    await run(command, [...first, ...args], { cwd, timeout: 5 * minutes });
  } catch (error) {
    throw withOutput(error, `pnpm ${args.join(' ')}`);
  }
}

async function compile(cwd: string): Promise<void> {
  const tsc = join(widgets, 'node_modules', 'typescript', 'bin', 'tsc');
  try {
    await run(process.execPath, [tsc, '-p', '.', '--pretty', 'false'], { cwd, timeout: 5 * minutes });
  } catch (error) {
    throw withOutput(error, 'The project does not compile');
  }
}

function withOutput(cause: unknown, what: string): Error {
  const { stdout = '', stderr = '' } = cause as { stdout?: string; stderr?: string };
  return new Error(`${what}:\n${stdout}\n${stderr}`, { cause });
}

function versionOf(name: string): string {
  const text = readFileSync(join(widgets, 'node_modules', ...name.split('/'), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** A project as a developer begins one, with our package and nothing of this workspace. */
async function project(
  name: string,
  files: Readonly<Record<string, string>>,
  options: Readonly<Record<string, unknown>> = {},
  packages: readonly string[] = [],
): Promise<string> {
  const root = join(folder, name);
  mkdirSync(root);
  const dependencies = Object.fromEntries(packages.map((each) => [each, versionOf(each)]));
  const write = (file: string, value: object) => writeFileSync(join(root, file), JSON.stringify(value));
  write('package.json', {
    name,
    private: true,
    type: 'module',
    dependencies: { '@botaniqal/widgets': `file:${tarball}`, ...dependencies },
  });
  write('tsconfig.json', {
    compilerOptions: {
      target: 'ES2022',
      module: 'ESNext',
      moduleResolution: 'Bundler',
      lib: ['ES2022', 'DOM', 'DOM.Iterable'],
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      types: [],
      ...options,
    },
    files: Object.keys(files),
  });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(root, file), text);
  await pnpm(['install', '--ignore-workspace', '--prefer-offline', '--ignore-scripts'], root);
  return root;
}

before(
  async () => {
    await run(process.execPath, [join(import.meta.dirname, 'build.ts')], { cwd: widgets });
    await pnpm(['pack', '--pack-destination', folder], widgets);
    tarball = join(folder, globSync('*.tgz', { cwd: folder })[0] ?? '');
  },
  { timeout: 5 * minutes },
);

after(() => rmSync(folder, { recursive: true, force: true }));

describe('the npm package', { timeout: 10 * minutes }, () => {
  it('has what publint asks of a package', async () => {
    const content = readFileSync(tarball);
    const { messages, pkg } = await publint({
      pack: { tarball: new Uint8Array(content).buffer },
      strict: true,
    });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg)),
      [],
    );
  });

  it('has types that each way of importing finds', async () => {
    const packed = createPackageFromTarballData(new Uint8Array(readFileSync(tarball)));
    const result = await checkPackage(packed);
    assert.ok(result.types, 'has types');
    // It has modules only, and the subpaths need a resolution that reads `exports`.
    const found = result.problems.filter(
      (problem) =>
        problem.kind !== 'CJSResolvesToESM' &&
        !('resolutionKind' in problem && problem.resolutionKind === 'node10'),
    );
    assert.deepEqual(found, []);
  });

  it('holds no test and no source', async () => {
    const packed = createPackageFromTarballData(new Uint8Array(readFileSync(tarball)));
    const files = packed.listFiles();
    assert.ok(files.some((file) => file.endsWith('/dist/package/booking.js')));
    assert.deepEqual(
      files.filter((file) => /\.test\.|\.mocks\.|\/src\/|\/scripts\/|(?<!\.d)\.ts$/.test(file)),
      [],
    );
  });

  it('has an import for each element', () => {
    const { publishConfig } = JSON.parse(readFileSync(join(widgets, 'package.json'), 'utf8')) as {
      publishConfig: { exports: Record<string, unknown> };
    };
    const modules = Object.keys(publishConfig.exports).filter((path) => !/json$|^\.$|react$/.test(path));
    assert.deepEqual(
      modules.sort(),
      readElements().map(({ name }) => `./${name}`),
    );
  });

  it('compiles in a plain TypeScript project', async () => {
    const root = await project('plain', {
      'main.ts': `
import '@botaniqal/widgets/booking';
import '@botaniqal/widgets';
import type { BqBooking, BqEventDetails } from '@botaniqal/widgets';
import type { BqServicePicker } from '@botaniqal/widgets/service-picker';

const booking: BqBooking = document.createElement('bq-booking');
booking.service = 'gaps_coaching';
booking.visit = 'followup';
booking.headingLevel = 3;
// @ts-expect-error: there is no such service.
booking.service = 'gaps';
// @ts-expect-error: there is no such property.
booking.practitoner = 'dr_dia';

booking.addEventListener('bq-booking-confirmed', ({ detail }) => {
  const cents: number = detail.amountCents;
  const service: BqEventDetails['bq-booking-confirmed']['service'] = detail.service;
  // @ts-expect-error: an event has no personal data.
  console.log(cents, service, detail.email);
});
document.addEventListener('bq-error', (event) => console.log(event.detail.code === 'network'));
window.addEventListener('bq-step', (event) => console.log(event.detail.step.toUpperCase()));

const picker: BqServicePicker | null = document.querySelector('bq-service-picker');
picker?.setAttribute('service', 'counseling');
document.querySelector('bq-combined-calendar')?.reload();
`,
    });
    await compile(root);
  });

  it('compiles in a project with the resolution of Node', async () => {
    const root = await project(
      'node-next',
      {
        'main.ts':
          "import '@botaniqal/widgets/booking';\ndocument.createElement('bq-booking').service = '';\n",
      },
      { module: 'NodeNext', moduleResolution: 'NodeNext' },
    );
    await compile(root);
    // A server that draws pages imports the same files, and has no document.
    await run(process.execPath, ['--input-type=module', '-e', "await import('@botaniqal/widgets')"], {
      cwd: root,
    });
  });

  it('compiles in a React project', async () => {
    const root = await project(
      'react',
      {
        'page.tsx': `
import '@botaniqal/widgets/booking';
import '@botaniqal/widgets/react';
import type { BqBookingProps } from '@botaniqal/widgets/react';
import { useRef } from 'react';
import type { BqBooking } from '@botaniqal/widgets';

const usual: BqBookingProps = { service: 'counseling', api: 'https://booking.example.com' };

export function Page() {
  const booking = useRef<BqBooking>(null);
  return (
    <main>
      <bq-booking
        {...usual}
        ref={booking}
        className="wide"
        visit="initial"
        heading-level="2"
        time-zone="Australia/Perth"
        onbq-booking-confirmed={({ detail }) => console.log(detail.bookingId)}
      >
        <a href="tel:+61370104321">Call us</a>
      </bq-booking>
      <bq-waitlist-signup service="equine_therapy" wishes />
      {/* @ts-expect-error: there is no such visit. */}
      <bq-combined-calendar visit="first" />
      {/* @ts-expect-error: there is no such attribute. */}
      <bq-service-picker practitioner="dr_dia" />
    </main>
  );
}
`,
      },
      { jsx: 'react-jsx' },
      ['@types/react'],
    );
    await compile(root);
  });
});

describe('what is written from the manifest', () => {
  it('is about the elements of the contract only', () => {
    const tags = readElements().map(({ tagName }) => tagName);
    assert.deepEqual(tags, [
      'bq-booking',
      'bq-combined-calendar',
      'bq-device-check',
      'bq-intake-form',
      'bq-manage-booking',
      'bq-practitioners',
      'bq-service-picker',
      'bq-triage-form',
      'bq-waitlist-signup',
    ]);
    assert.deepEqual(
      tags.filter((tag) => !elementTags.some((each) => each === tag)),
      [],
    );
  });

  it('describes each attribute, event, part and property, and no inner state', () => {
    for (const { tagName, attributes, events, slots, cssParts, cssProperties } of readElements()) {
      for (const entry of [...attributes, ...events, ...slots, ...cssParts, ...cssProperties]) {
        assert.ok(entry.description, `${tagName}: ${entry.name} has no description`);
      }
      const names = attributes.map(({ name }) => name);
      for (const common of ['api', 'locale', 'time-zone', 'heading-level']) {
        assert.ok(names.includes(common), `${tagName} has ${common}`);
      }
      assert.ok(events.every(({ type }) => type?.text.startsWith('CustomEvent<')));
      assert.ok(!names.includes('embedded') && names.every((name) => name === name.toLowerCase()));
    }
  });

  it('says which values an attribute takes', () => {
    const booking = readElements().find(({ tagName }) => tagName === 'bq-booking');
    const visit = booking?.attributes.find(({ name }) => name === 'visit');
    assert.equal(visit?.type?.text, "'consultation' | 'initial' | 'followup'");
  });

  it('has fresh pages in docs/elements: run `pnpm --filter @botaniqal/widgets element-pages`', () => {
    const pages = elementPages(readElements());
    for (const [name, text] of pages) {
      assert.equal(readFileSync(join(pagesFolder, name), 'utf8'), text, name);
    }
    assert.deepEqual(globSync('*', { cwd: pagesFolder }).sort(), [...pages.keys()].sort());
  });

  it('gives editors the tags, attributes and values', () => {
    const read = (name: string) =>
      JSON.parse(readFileSync(join(widgets, 'dist', 'package', name), 'utf8')) as unknown;
    const { tags } = read('vscode.html-custom-data.json') as {
      tags: { name: string; attributes: { name: string; values?: { name: string }[] }[] }[];
    };
    const form = tags
      .find(({ name }) => name === 'bq-intake-form')
      ?.attributes.find(({ name }) => name === 'form');
    assert.ok(form?.values?.some(({ name }) => name === 'medical_history'));
    const { contributions } = read('web-types.json') as {
      contributions: { html: { elements: { name: string; js: { events: { name: string }[] } }[] } };
    };
    const booking = contributions.html.elements.find(({ name }) => name === 'bq-booking');
    assert.ok(booking?.js.events.some(({ name }) => name === 'bq-booking-confirmed'));
  });
});
