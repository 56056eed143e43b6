import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { fromRoot, repositoryRoot, withToolsOnPath } from '../repository.ts';
import { kinds } from './kinds.ts';
import { namesOf } from './names.ts';
import { addAfter, addBefore, addInto, textsOf, write } from './plan.ts';

async function generate(kind: string, name: string): Promise<Map<string, string>> {
  const make = kinds[kind] ?? assert.fail(`There is no kind ${kind}.`);
  return textsOf(make(name), repositoryRoot);
}

const sources = new Map<string, Map<string, ts.SourceFile>>();

/** The repository's files as they were parsed for the same options: several programs use them. */
function sharedSources({ configFilePath: _, ...options }: ts.CompilerOptions): Map<string, ts.SourceFile> {
  const key = JSON.stringify(options);
  const found = sources.get(key) ?? new Map<string, ts.SourceFile>();
  sources.set(key, found);
  return found;
}

/** What the compiler says of generated files, as if they were in the repository. */
function typeErrors(texts: ReadonlyMap<string, string>, project: string): string[] {
  const configPath = fromRoot(project, 'tsconfig.json');
  const config = ts.getParsedCommandLineOfConfigFile(
    configPath,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => assert.fail(String(messageText)),
    },
  );
  const options = config?.options ?? assert.fail(`${configPath} cannot be read.`);
  const overlay = new Map([...texts].map(([path, text]) => [fromRoot(...path.split('/')), text]));
  const folders = new Set([...overlay.keys()].map((path) => dirname(path)));
  // A package is reached through a link in node_modules. The link of a file that is not there cannot be followed.
  const real = (path: string) => join(ts.sys.realpath?.(dirname(path)) ?? dirname(path), basename(path));
  const host = ts.createCompilerHost(options);
  const { fileExists, directoryExists, readFile: read, getSourceFile } = host;
  host.fileExists = (path) => overlay.has(real(path)) || fileExists(path);
  host.directoryExists = (path) => folders.has(path) || (directoryExists?.(path) ?? true);
  host.realpath = (path) => (overlay.has(real(path)) ? real(path) : (ts.sys.realpath?.(path) ?? path));
  host.readFile = (path) => overlay.get(path) ?? read(path);
  const shared = sharedSources(options);
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const text = overlay.get(path);
    if (text !== undefined) return ts.createSourceFile(path, text, languageVersion);
    const source = shared.get(path) ?? getSourceFile(path, languageVersion, ...rest);
    if (source) shared.set(path, source);
    return source;
  };
  const own = [...overlay.keys()].filter((path) => path.startsWith(fromRoot(project)));
  const ambient = (config?.fileNames ?? []).filter((path) => path.endsWith('.d.ts'));
  const program = ts.createProgram([...own, ...ambient], options, host);
  return own
    .map((path) => program.getSourceFile(path) ?? assert.fail(`${path} is not compiled.`))
    .flatMap((source) => [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ])
    .map(
      ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
}

/** What the linter says of generated files. The generator formats them when it has written them. */
function lintErrors(texts: ReadonlyMap<string, string>): string[] {
  return [...texts].flatMap(([path, text]) => {
    const { status, stderr } = spawnSync('biome', ['check', '--write', `--stdin-file-path=${path}`], {
      cwd: repositoryRoot,
      env: withToolsOnPath(repositoryRoot),
      input: text,
      encoding: 'utf8',
    });
    return status === 0 ? [] : [`${path}: ${stderr}`];
  });
}

describe('a new widget', { timeout: 120_000 }, () => {
  it('compiles and passes the linter as it is written', async () => {
    const texts = await generate('widget', 'side-note');
    assert.deepEqual(typeErrors(texts, 'packages/widgets'), []);
    assert.deepEqual(lintErrors(texts), []);
  });

  it('is listed with the tags and the modules in the order of the alphabet', async () => {
    for (const name of ['aa-first', 'side-note', 'zz-last']) {
      const texts = await generate('widget', name);
      for (const list of ['element-tags.ts', 'elements/element-modules.ts']) {
        const text = texts.get(`packages/widgets/src/${list}`) ?? '';
        const tags = [...text.matchAll(/^ {2}'(bq-[a-z-]+)'/gm)].map(([, tag]) => tag);
        assert.ok(tags.includes(`bq-${name}`));
        assert.deepEqual(tags, tags.toSorted());
      }
    }
  });
});

describe('a new form', { timeout: 120_000 }, () => {
  let scratch: string;
  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'botaniqal-new-'));
  });
  after(() => rm(scratch, { recursive: true, force: true }));

  it('compiles and passes the linter as it is written', async () => {
    const texts = await generate('form', 'sleep-diary');
    for (const project of ['packages/shared', 'packages/bff', 'packages/widgets']) {
      assert.deepEqual(typeErrors(texts, project), [], project);
    }
    assert.deepEqual(lintErrors(texts), []);
  });

  it('is loaded by its id, and has no mistake', async () => {
    await cp(fromRoot('packages', 'shared', 'src'), join(scratch, 'packages', 'shared', 'src'), {
      recursive: true,
    });
    await write(await generate('form', 'sleep-diary'), scratch);
    const source = (path: string) =>
      import(pathToFileURL(join(scratch, 'packages', 'shared', 'src', path)).href);
    const { loadForm } = await source('forms/definitions/load.ts');
    const { lintForm } = await source('forms/lint/lint-form.ts');
    const { formIds } = await source('ids/ids.ts');
    const form = await loadForm('sleep_diary');
    assert.equal(form.id, 'sleep_diary');
    assert.deepEqual(lintForm(form), []);
    assert.ok(formIds.includes('sleep_diary'));
  });
});

describe('a new upstream', { timeout: 120_000 }, () => {
  let scratch: string;
  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'botaniqal-new-'));
  });
  after(() => rm(scratch, { recursive: true, force: true }));

  it('compiles and passes the linter as it is written', async () => {
    const texts = await generate('upstream', 'sleep-diary');
    assert.deepEqual(lintErrors(texts), []);
    for (const project of ['packages/sandbox', 'packages/bff']) {
      assert.deepEqual(typeErrors(texts, project), [], project);
    }
  });

  it('passes its own tests as they are written', async () => {
    const texts = await generate('upstream', 'sleep-diary');
    const packages = join(scratch, 'packages');
    for (const path of ['clinic.yaml', 'packages/sandbox/src', 'packages/bff/src/platform']) {
      await cp(fromRoot(...path.split('/')), join(scratch, ...path.split('/')), { recursive: true });
    }
    await write(texts, scratch);
    for (const name of ['sandbox', 'bff']) {
      await cp(fromRoot('packages', name, 'package.json'), join(packages, name, 'package.json'));
    }
    await symlink(fromRoot('packages', 'sandbox', 'node_modules'), join(packages, 'sandbox', 'node_modules'));
    const modules = join(packages, 'bff', 'node_modules');
    await mkdir(join(modules, '@botaniqal'), { recursive: true });
    await symlink(fromRoot('packages', 'bff', 'node_modules', 'zod'), join(modules, 'zod'));
    await symlink(join(packages, 'sandbox'), join(modules, '@botaniqal', 'sandbox'));
    const tests = [...texts.keys()].filter((path) => path.endsWith('sleep-diary.test.ts'));
    assert.equal(tests.length, 2);
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { status, stdout } = spawnSync(process.execPath, ['--test', ...tests], {
      cwd: scratch,
      env,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stdout);
  });
});

describe('a new feature, and a new route', { timeout: 120_000 }, () => {
  it('compile and pass the linter as they are written', async () => {
    for (const [kind, name] of [
      ['feature', 'opening-hours'],
      ['route', 'catalogue/opening-hours'],
    ] as const) {
      const texts = await generate(kind, name);
      assert.deepEqual(lintErrors(texts), [], kind);
      // compose.ts imports the whole server: its one line is looked at below.
      texts.delete('packages/bff/src/compose.ts');
      assert.deepEqual(typeErrors(texts, 'packages/bff'), [], kind);
    }
  });

  it('are plugged in by one line', async () => {
    const composed = (await generate('feature', 'opening-hours')).get('packages/bff/src/compose.ts');
    assert.match(composed ?? '', /^ {4}openingHoursFeature\(\),$/m);
    const texts = await generate('route', 'catalogue/opening-hours');
    const feature = texts.get('packages/bff/src/features/catalogue/feature.ts');
    assert.match(feature ?? '', /routes: \[\.\.\.openingHoursRoutes\(\), \.\.\.catalogueRoutes\(/);
  });
});

describe('generating', () => {
  it('refuses a name that is not words, and one that is taken', async () => {
    for (const name of ['', 'Side-Note', 'side note', '../x', '-x', 'x-', '1x']) {
      assert.throws(() => namesOf(name), /is not a name/);
    }
    await assert.rejects(generate('widget', 'booking'), /exists already/);
  });

  it('spells a name in every way that the code needs', () => {
    assert.deepEqual(namesOf('sleep-diary'), {
      kebab: 'sleep-diary',
      snake: 'sleep_diary',
      camel: 'sleepDiary',
      pascal: 'SleepDiary',
      title: 'Sleep diary',
    });
    assert.deepEqual(namesOf('sleep_diary'), namesOf('sleep-diary'));
  });

  it('says so when a list no longer looks as it expects', () => {
    assert.equal(addBefore('a\nb', 'b', 'x'), 'a\nx\nb');
    assert.equal(addAfter('a\nb', 'a', 'x'), 'a\nx\nb');
    assert.equal(addInto('a\nb', 'a', 'x'), 'ax\nb');
    assert.throws(() => addBefore('a', 'z', 'x'), /the generator must follow the code/);
  });

  it('changes nothing by itself: the caller writes', async () => {
    const path = fromRoot('packages', 'widgets', 'src', 'element-tags.ts');
    const before = await readFile(path, 'utf8');
    await generate('widget', 'side-note');
    assert.equal(await readFile(path, 'utf8'), before);
  });
});
